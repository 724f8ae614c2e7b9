import type { ReactNode } from "react";

/** A trouble above a pane that stays until it is solved: what happened, what it means, what to do. Never two at once. */
export function Banner({
  tone,
  icon,
  title,
  children,
  action,
}: {
  tone: "warn" | "danger";
  icon: ReactNode;
  /** What happened. */
  title: ReactNode;
  /** What it means for the work. */
  children?: ReactNode;
  /** What can be done. */
  action?: ReactNode;
}) {
  return (
    <div className={`banner banner--${tone}`} role={tone === "danger" ? "alert" : "status"}>
      {icon}
      <p className="grow">
        <strong>{title}</strong> {children}
      </p>
      {action}
    </div>
  );
}
