import "./popover.css";

import { Check } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { Menu as List, MenuItem, MenuTrigger, Popover } from "react-aria-components";

import { Kbd } from "./Kbd";

/** One line of a menu. */
export interface MenuEntry {
  id: string;
  words: string;
  icon?: ReactNode;
  /** What comes of it, e.g. an exact time. */
  detail?: string | undefined;
  /** The key of the same action; shown, not bound. */
  chord?: string | undefined;
  danger?: boolean;
  /** Present on entries of which some hold. */
  chosen?: boolean;
  /** Why it cannot be picked; shown in place of the detail. */
  reason?: string | undefined;
  run: () => void;
}

/** A list of actions beside the control that opens it. Letters find, arrows move, Esc closes. */
export function Menu({
  trigger,
  label,
  entries,
  isOpen,
  onOpenChange,
  placement = "bottom start",
}: {
  trigger: ReactElement;
  /** What the menu is about. */
  label: string;
  entries: readonly MenuEntry[];
  isOpen?: boolean;
  onOpenChange?: (open: boolean) => void;
  placement?: "bottom start" | "bottom end" | "top start" | "top end";
}) {
  return (
    <MenuTrigger {...(isOpen === undefined ? {} : { isOpen })} {...(onOpenChange ? { onOpenChange } : {})}>
      {trigger}
      <Popover className="popover" offset={8} placement={placement}>
        <List
          className="menu"
          aria-label={label}
          autoFocus="first"
          disabledKeys={entries.filter(({ reason }) => reason !== undefined).map(({ id }) => id)}
          onAction={(key) => entries.find(({ id }) => id === key)?.run()}
        >
          {entries.map((entry) => (
            <MenuItem
              key={entry.id}
              id={entry.id}
              textValue={entry.words}
              className={entry.danger === true ? "menu__item menu__item--danger" : "menu__item"}
            >
              {entry.icon}
              <span className="grow">{entry.words}</span>
              {(entry.reason ?? entry.detail) !== undefined && (
                <span className="menu__detail numbers">{entry.reason ?? entry.detail}</span>
              )}
              {entry.chosen === true && <Check aria-hidden="true" />}
              {entry.chord !== undefined && <Kbd chord={entry.chord} />}
            </MenuItem>
          ))}
        </List>
      </Popover>
    </MenuTrigger>
  );
}
