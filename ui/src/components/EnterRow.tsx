import type { ReactNode } from "react";

/** A row of a field and its button: Enter in the field does what the button does, and nothing around it. */
export function EnterRow({
  className,
  onEnter,
  children,
}: {
  className: string;
  onEnter: () => void;
  children: ReactNode;
}) {
  return (
    <div
      role="presentation"
      className={className}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        event.stopPropagation();
        onEnter();
      }}
    >
      {children}
    </div>
  );
}
