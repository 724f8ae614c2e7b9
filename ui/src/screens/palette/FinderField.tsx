import type { KeyboardEvent } from "react";

/** The field above a list of results. It has the focus from the beginning and keeps it. */
export function FinderField({
  list,
  current,
  label,
  placeholder,
  value,
  onChange,
  onKeyDown,
}: {
  /** Id of the list. */
  list: string;
  /** Id of the chosen line. */
  current: string | undefined;
  label: string;
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}) {
  return (
    <input
      autoFocus
      className="palette__input"
      role="combobox"
      aria-expanded="true"
      aria-controls={list}
      aria-autocomplete="list"
      aria-activedescendant={current ?? ""}
      aria-label={label}
      placeholder={placeholder}
      value={value}
      spellCheck={false}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={onKeyDown}
    />
  );
}
