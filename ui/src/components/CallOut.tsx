import type { ReactNode } from "react";

/** A remark inside a page, with at most one action. */
export function CallOut({
  tone = "plain",
  icon,
  children,
  action,
}: {
  tone?: "plain" | "ok" | "warn" | "danger" | "wait" | "accent";
  icon: ReactNode;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={`call-out call-out--${tone}`}>
      {icon}
      <div className="grow">{children}</div>
      {action}
    </div>
  );
}
