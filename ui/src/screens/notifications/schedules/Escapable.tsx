import type { ReactNode } from "react";

/** Something that Esc gives up, unless the key was meant for what is open above it. */
export function Escapable({ onEscape, children }: { onEscape: () => void; children: ReactNode }) {
  return (
    <div
      role="presentation"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        onEscape();
      }}
    >
      {children}
    </div>
  );
}
