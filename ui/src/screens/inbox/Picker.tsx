import { Check } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useId, useState } from "react";

/** One thing to pick. */
export interface PickerOption {
  id: string;
  words: string;
  detail?: string | undefined;
  icon?: ReactNode;
  /** Whether it holds already. */
  chosen?: boolean;
}

/** A field above a short list: typing narrows the list, arrows move, Enter picks. The focus stays in the field. */
export function Picker({
  label,
  query,
  onQuery,
  options,
  onPick,
  none,
}: {
  label: string;
  query: string;
  onQuery: (query: string) => void;
  options: readonly PickerOption[];
  onPick: (id: string) => void;
  /** Said where nothing fits. */
  none: string;
}) {
  const list = useId();
  const [moved, setMoved] = useState(0);
  const active = Math.min(moved, options.length - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.code === "ArrowDown" ? 1 : event.code === "ArrowUp" ? -1 : 0;
    if (step !== 0) setMoved((active + step + options.length) % Math.max(1, options.length));
    else if (event.code === "Enter" || event.code === "NumpadEnter") {
      const option = options[active];
      if (option !== undefined) onPick(option.id);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="picker">
      <span className="field__box">
        <input
          // The picker is opened in order to type.
          autoFocus
          role="combobox"
          aria-label={label}
          aria-expanded
          aria-controls={list}
          aria-activedescendant={options[active] === undefined ? undefined : `${list}-${active}`}
          placeholder={label}
          value={query}
          onChange={(event) => {
            onQuery(event.target.value);
            setMoved(0);
          }}
          onKeyDown={onKeyDown}
        />
      </span>
      <div id={list} role="listbox" aria-label={label} className="picker__list">
        {options.map((option, index) => (
          <button
            type="button"
            tabIndex={-1}
            key={option.id}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === active}
            className="picker__option"
            onPointerMove={() => setMoved(index)}
            onClick={() => onPick(option.id)}
          >
            {option.icon}
            <span className="grow">{option.words}</span>
            {option.detail === undefined ? null : <span className="menu__detail numbers">{option.detail}</span>}
            {option.chosen === true ? <Check aria-hidden /> : null}
          </button>
        ))}
      </div>
      {options.length === 0 ? (
        <p className="picker__none" role="status">
          {none}
        </p>
      ) : null}
    </div>
  );
}
