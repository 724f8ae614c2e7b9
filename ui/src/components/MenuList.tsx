import { Check } from "lucide-react";
import type { RefObject } from "react";
import {
  Menu as List,
  MenuContext,
  MenuItem,
  OverlayTriggerStateContext,
  Popover,
  PopoverContext,
  Provider,
  RootMenuTriggerStateContext,
} from "react-aria-components";
import type { MenuTriggerAria } from "react-aria/useMenu";
import type { RootMenuTriggerState } from "react-stately/useMenuTriggerState";

import { Kbd } from "./Kbd";
import type { MenuEntry } from "./Menu";

/** What a menu opens. It is the part of react-aria's menus that is not needed before one is opened. */
export function MenuList({
  control,
  state,
  menuProps,
  label,
  entries,
  placement,
}: {
  control: RefObject<HTMLButtonElement | null>;
  state: RootMenuTriggerState;
  menuProps: MenuTriggerAria<object>["menuProps"];
  label: string;
  entries: readonly MenuEntry[];
  placement: "bottom start" | "bottom end" | "top start" | "top end";
}) {
  const named = menuProps["aria-labelledby"];
  return (
    <Provider
      values={[
        [MenuContext, menuProps],
        [OverlayTriggerStateContext, state],
        [RootMenuTriggerStateContext, state],
        [
          PopoverContext,
          { trigger: "MenuTrigger", triggerRef: control, ...(named === undefined ? {} : { "aria-labelledby": named }) },
        ],
      ]}
    >
      <Popover className="popover" offset={8} placement={placement}>
        <List
          className="menu"
          aria-label={label}
          autoFocus="first"
          disabledKeys={entries.filter(({ reason }) => reason !== undefined).map(({ id }) => id)}
          onAction={(key) => entries.find(({ id }) => id === key)?.run()}
        >
          {entries.map((entry) => (
            <Line key={entry.id} entry={entry} />
          ))}
        </List>
      </Popover>
    </Provider>
  );
}

function Line({ entry }: { entry: MenuEntry }) {
  const detail = entry.reason ?? entry.detail;
  return (
    <MenuItem
      id={entry.id}
      textValue={entry.words}
      className={entry.danger === true ? "menu__item menu__item--danger" : "menu__item"}
    >
      {entry.icon}
      <span className="grow">{entry.words}</span>
      {detail !== undefined && <span className="menu__detail numbers">{detail}</span>}
      {entry.chosen === true && <Check aria-hidden="true" />}
      {entry.chord !== undefined && <Kbd chord={entry.chord} />}
    </MenuItem>
  );
}
