import "./time-menu.css";

import { useLingui } from "@lingui/react/macro";
import { Clock } from "lucide-react";
import { type KeyboardEvent, type ReactNode, type RefObject, useState } from "react";
import { Menu as List, MenuItem, Popover } from "react-aria-components";

import { Kbd } from "../components";
import { now } from "../host/clock";
import type { Timestamp } from "../host/contract";
import { chordOf } from "../keys/chord";
import { useFormat } from "./format";
import { parseTime } from "./time";

/** One line of the menu. */
export interface TimeChoice {
  id: string;
  words: string;
  /** Until when exactly. */
  detail?: string | undefined;
  icon: ReactNode;
  /** Its digit, as in the key map; the map binds it while the menu is open. */
  chord: string | undefined;
  run: () => void;
}

/**
 * A small menu of silences, each with its exact end and its digit. Its last line turns it into a field that reads a
 * time. It stands beside whatever it is about, which need not be the control that opened it.
 */
export function TimeMenu({
  label,
  place,
  anchor,
  choices,
  typing,
  onTime,
  onClose,
  children,
  placement = "bottom start",
}: {
  /** What the menu does. */
  label: string;
  /** Its name in the key map. */
  place: string;
  anchor: RefObject<Element | null>;
  choices: readonly TimeChoice[];
  /** Whether a time is being typed. */
  typing: boolean;
  onTime: (at: Timestamp) => void;
  onClose: () => void;
  /** What else is to be known before choosing. */
  children?: ReactNode;
  placement?: "bottom start" | "bottom end";
}) {
  // A menu keeps its keys to itself, so its digits are taken before it sees them.
  const onDigit = (event: KeyboardEvent) => {
    const chord = chordOf(event.nativeEvent);
    const choice = typing || chord === null ? undefined : choices.find((one) => one.chord === chord);
    if (choice === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    choice.run();
  };
  return (
    <Popover
      className="popover time-menu"
      aria-label={label}
      triggerRef={anchor}
      isOpen
      offset={4}
      placement={placement}
      onOpenChange={(open) => (open ? undefined : onClose())}
    >
      <div data-keys={place} role="presentation" onKeyDownCapture={onDigit}>
        <p className="time-menu__title">{label}</p>
        {typing ? <TypedTime onTime={onTime} /> : <Choices label={label} choices={choices} />}
        {children}
      </div>
    </Popover>
  );
}

function Choices({ label, choices }: { label: string; choices: readonly TimeChoice[] }) {
  return (
    <List
      className="menu"
      aria-label={label}
      autoFocus="first"
      onAction={(key) => choices.find(({ id }) => id === key)?.run()}
    >
      {choices.map(({ id, words, detail, icon, chord }) => (
        <MenuItem key={id} id={id} textValue={words} className="menu__item">
          {icon}
          <span className="grow">{words}</span>
          {detail === undefined ? null : <span className="menu__detail numbers">{detail}</span>}
          {chord === undefined ? null : <Kbd chord={chord} />}
        </MenuItem>
      ))}
    </List>
  );
}

function TypedTime({ onTime }: { onTime: (at: Timestamp) => void }) {
  const { t } = useLingui();
  const format = useFormat();
  const [text, setText] = useState("");
  const at = parseTime(text, now());
  return (
    <form
      className="time-menu__typed"
      onSubmit={(event) => {
        event.preventDefault();
        if (at !== null) onTime(at);
      }}
    >
      <span className="field__box">
        <Clock aria-hidden="true" />
        <input
          // The field is opened in order to type.
          autoFocus
          aria-label={t`A time: fri 18:00, in 2 h`}
          placeholder={t`A time: fri 18:00, in 2 h`}
          value={text}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
        />
        <Kbd chord="Enter" />
      </span>
      <p className="time-menu__read numbers" role="status">
        {at === null
          ? text.trim() === ""
            ? null
            : t`Write a time in the future, for example: tomorrow 9:00`
          : t`Until ${format.until(at, now())}`}
      </p>
    </form>
  );
}
