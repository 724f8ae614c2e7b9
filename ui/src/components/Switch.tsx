import type { ReactNode } from "react";
import { Switch as Toggle } from "react-aria-components";

/** Something that is on or off. It acts at once. */
export function Switch({
  children,
  value,
  onChange,
}: {
  /** What is on or off. */
  children: ReactNode;
  value: boolean;
  onChange: (value: boolean) => void;
}) {
  return (
    <Toggle className="switch" isSelected={value} onChange={onChange}>
      <span className="grow">{children}</span>
      <span className="switch__track" aria-hidden="true" />
    </Toggle>
  );
}
