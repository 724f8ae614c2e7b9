import "./pick.css";

import { ChevronDown } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button as Pressable } from "react-aria-components";

import { Popover } from "../../../components";
import { inOtherLayout, toLatin } from "../../../keys/fold";
import { Picker, type PickerOption } from "../../inbox/Picker";

/** So many lines are looked through; more are found by typing. */
const MOST = 60;

interface Shared {
  /** What is picked, for screen readers: «Who». */
  label: string;
  /** What stands in the sentence. */
  words: string;
  icon?: ReactNode;
}

/** A place in a sentence where one of several is picked: typing finds, Enter picks, Esc leaves it as it was. */
export function PickOne<T extends string>({
  label,
  words,
  icon,
  options,
  none,
  onPick,
}: Shared & {
  options: readonly (PickerOption & { id: T })[];
  /** Said where nothing fits what is typed. */
  none: string;
  onPick: (id: T) => void;
}) {
  const [query, setQuery] = useState("");
  const fitting = options.filter(({ words }) => fits(words, query.trim())).slice(0, MOST);
  return (
    <PickBox label={label} words={words} icon={icon} onOpen={() => setQuery("")}>
      {(close) => (
        <Picker
          label={label}
          query={query}
          onQuery={setQuery}
          options={fitting}
          none={none}
          onPick={(id) => {
            const option = options.find((one) => one.id === id);
            close();
            if (option !== undefined) onPick(option.id);
          }}
        />
      )}
    </PickBox>
  );
}

/** Whether words hold what was typed: in Latin letters or in Cyrillic, and in either layout. */
function fits(words: string, typed: string): boolean {
  const other = inOtherLayout(typed);
  return [typed, ...(other === null ? [] : [other])].some((one) => toLatin(words).includes(toLatin(one)));
}

/** The same with whatever is needed to pick: a field, several fields. */
export function PickBox({
  label,
  words,
  icon,
  onOpen,
  children,
}: Shared & {
  onOpen?: () => void;
  children: ReactNode | ((close: () => void) => ReactNode);
}) {
  return (
    <Popover
      label={label}
      onOpenChange={(open) => open && onOpen?.()}
      trigger={
        <Pressable className="pick" aria-label={`${label}: ${words}`}>
          {icon}
          <span className="cut">{words}</span>
          <ChevronDown aria-hidden="true" />
        </Pressable>
      }
    >
      {children}
    </Popover>
  );
}
