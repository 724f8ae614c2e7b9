import type { ReactNode } from "react";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";

/** Two to five choices of which one holds. Arrow keys move. Never for going somewhere else. */
export function Segmented<T extends string>({
  label,
  options,
  value,
  onChange,
}: {
  /** What is chosen, for screen readers. */
  label: string;
  options: readonly { id: T; words: ReactNode; name?: string }[];
  value: T;
  onChange: (value: T) => void;
}) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      className="segmented"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={([chosen]) => {
        const option = options.find(({ id }) => id === chosen);
        if (option !== undefined) onChange(option.id);
      }}
    >
      {options.map(({ id, words, name }) => (
        <ToggleButton
          key={id}
          id={id}
          className="segmented__option"
          {...(name === undefined ? {} : { "aria-label": name })}
        >
          {words}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
