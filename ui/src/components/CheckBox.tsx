import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";
import { Checkbox } from "react-aria-components";

/** Whether one thing holds. In tables its words are for screen readers alone, since row and column say them. */
export function CheckBox({
  children,
  label,
  value,
  mixed = false,
  autoFocus = false,
  onChange,
}: {
  /** What holds; without it `label` is said. */
  children?: ReactNode;
  label?: string;
  value: boolean;
  /** It holds for some. */
  mixed?: boolean;
  autoFocus?: boolean;
  onChange: (value: boolean) => void;
}) {
  return (
    <Checkbox
      className="check-box"
      isSelected={value}
      isIndeterminate={mixed}
      autoFocus={autoFocus}
      onChange={onChange}
      {...(label === undefined ? {} : { "aria-label": label })}
    >
      <span className="check-box__mark" aria-hidden="true">
        {mixed ? <Minus /> : <Check />}
      </span>
      {children}
    </Checkbox>
  );
}
