import type { ReactNode, Ref } from "react";
import { FieldError, Input, Label, Text, TextArea as Area, TextField } from "react-aria-components";

interface Shared {
  /** What goes in. It stands above, or only screen readers hear it (`hideLabel`). */
  label: string;
  hideLabel?: boolean;
  /** A line below. */
  help?: string | undefined;
  /** Replaces the help and says how to mend it. */
  error?: string | undefined;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  autoFocus?: boolean;
  isRequired?: boolean;
  maxLength?: number;
  onBlur?: () => void;
  className?: string;
}

function Below({ help, error }: { help: string | undefined; error: string | undefined }) {
  if (error !== undefined) return <FieldError className="field__error">{error}</FieldError>;
  return help === undefined ? null : (
    <Text slot="description" className="field__help">
      {help}
    </Text>
  );
}

/** A line of text. */
export function Field({
  label,
  hideLabel = false,
  help,
  error,
  icon,
  end,
  placeholder,
  className,
  type = "text",
  size = "normal",
  ref,
  ...rest
}: Shared & {
  /** Stands before the text. */
  icon?: ReactNode;
  /** Stands after the text. */
  end?: ReactNode;
  type?: "text" | "search" | "password";
  size?: "normal" | "large";
  ref?: Ref<HTMLInputElement>;
}) {
  return (
    <TextField {...rest} type={type} isInvalid={error !== undefined} className={`field ${className ?? ""}`}>
      <Label className={hideLabel ? "unseen" : "field__label"}>{label}</Label>
      <span className={`field__box field__box--${size}`}>
        {icon}
        <Input ref={ref} placeholder={placeholder ?? ""} autoComplete="off" spellCheck={type === "text"} />
        {end}
      </span>
      <Below help={help} error={error} />
    </TextField>
  );
}

/** Several lines of text. */
export function TextArea({
  label,
  hideLabel = false,
  help,
  error,
  placeholder,
  className,
  rows = 3,
  ...rest
}: Shared & { rows?: number }) {
  return (
    <TextField {...rest} isInvalid={error !== undefined} className={`field ${className ?? ""}`}>
      <Label className={hideLabel ? "unseen" : "field__label"}>{label}</Label>
      <span className="field__box field__box--area">
        <Area rows={rows} placeholder={placeholder ?? ""} />
      </span>
      <Below help={help} error={error} />
    </TextField>
  );
}
