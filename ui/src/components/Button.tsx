import type { ReactNode, Ref } from "react";
import { Button as Pressable, type PressEvent } from "react-aria-components";

import { chordKeys } from "../keys/chord";
import { Kbd } from "./Kbd";
import { Tooltip } from "./Tooltip";

interface Shared {
  /** Runs on a press of any kind: pointer, Enter, Space, screen reader. */
  onPress?: ((event: PressEvent) => void) | undefined;
  /** The key of the same action, as in the key map; shown, not bound. */
  chord?: string | undefined;
  /** Why it cannot be pressed now. It stays focusable and says so. */
  reason?: string | undefined;
  className?: string;
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
  slot?: string | null;
  autoFocus?: boolean;
  type?: "button" | "submit";
  "aria-label"?: string;
  "aria-describedby"?: string;
  "aria-controls"?: string;
  "aria-expanded"?: boolean;
}

/** A button with words. One primary per view; `solid-danger` only in dialogs. */
export function Button({
  kind = "default",
  size = "normal",
  pending,
  reason,
  hint,
  chord,
  onPress,
  className,
  children,
  ...rest
}: Shared & {
  kind?: "default" | "primary" | "ghost" | "danger" | "solid-danger";
  size?: "small" | "normal" | "large";
  /** Words in place of the content while its work is going on; the width stays. */
  pending?: string | undefined;
  /** More words in a tooltip, with its key, which then does not stand on it. */
  hint?: string;
}) {
  const still = reason !== undefined || pending !== undefined;
  return (
    <Tooltip text={reason ?? hint} chord={hint === undefined ? undefined : chord}>
      <Pressable
        {...rest}
        {...(onPress && !still ? { onPress } : {})}
        {...(still ? { "aria-disabled": "true" as const } : {})}
        {...(chord === undefined ? {} : { "aria-keyshortcuts": chordKeys(chord) })}
        type={still ? "button" : (rest.type ?? "button")}
        className={`button button--${kind} button--${size} ${className ?? ""}`}
      >
        <span className={pending === undefined ? "button__words" : "button__words button__words--under"}>
          {children}
          {chord !== undefined && hint === undefined && <Kbd chord={chord} />}
        </span>
        {pending !== undefined && <span className="button__pending">{pending}</span>}
      </Pressable>
    </Tooltip>
  );
}

/** A button with an icon alone. It is always named, and its name and key are in a tooltip. */
export function IconButton({
  label,
  size = "normal",
  pressed,
  reason,
  chord,
  onPress,
  className,
  children,
  ...rest
}: Omit<Shared, "aria-label"> & {
  /** Its name. */
  label: string;
  size?: "small" | "normal";
  /** Present on buttons that stay pressed. */
  pressed?: boolean | undefined;
}) {
  return (
    <Tooltip text={reason ?? label} chord={chord}>
      <Pressable
        {...rest}
        {...(onPress && reason === undefined ? { onPress } : {})}
        {...(reason === undefined ? {} : { "aria-disabled": "true" as const })}
        {...(pressed === undefined ? {} : { "aria-pressed": pressed })}
        {...(chord === undefined ? {} : { "aria-keyshortcuts": chordKeys(chord) })}
        aria-label={label}
        className={`icon-button icon-button--${size} ${className ?? ""}`}
      >
        {children}
      </Pressable>
    </Tooltip>
  );
}
