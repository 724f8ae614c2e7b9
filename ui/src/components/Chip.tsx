import type { ReactNode } from "react";

/** A short state: an icon and one or two words. With `color` it is a label, whose colour is decoration. */
export function Chip({
  tone = "plain",
  color,
  outline = false,
  children,
}: {
  tone?: "plain" | "ok" | "warn" | "danger" | "wait" | "accent" | undefined;
  /** 1 to 8, of labels. */
  color?: number | undefined;
  outline?: boolean;
  children: ReactNode;
}) {
  const label = color === undefined ? "" : `chip--label hue-${color}`;
  return <span className={`chip chip--${tone} ${outline ? "chip--outline" : ""} ${label}`}>{children}</span>;
}
