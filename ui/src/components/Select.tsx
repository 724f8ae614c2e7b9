import { Check, ChevronDown } from "lucide-react";
import { Button, Label, ListBox, ListBoxItem, Popover, Select as Picker, SelectValue } from "react-aria-components";

/** One of several. Typing finds; Enter picks; Esc leaves it as it was. */
export function Select<T extends string>({
  label,
  hideLabel = false,
  bare = false,
  faint = false,
  options,
  value,
  onChange,
}: {
  label: string;
  hideLabel?: boolean;
  /** Without a box around it, for lines of a table. */
  bare?: boolean;
  /** What stands there is nobody's choice: it is drawn grey. */
  faint?: boolean;
  options: readonly { id: T; words: string }[];
  value: T;
  onChange: (value: T) => void;
}) {
  return (
    <Picker
      className={bare ? "field select-bare" : "field"}
      value={value}
      onChange={(chosen) => {
        const option = options.find(({ id }) => id === chosen);
        if (option !== undefined) onChange(option.id);
      }}
    >
      <Label className={hideLabel ? "unseen" : "field__label"}>{label}</Label>
      <Button className={bare ? "select-bare__box" : "field__box select"}>
        <SelectValue className={`cut ${bare ? "" : "grow"} ${faint ? "faint" : ""}`} />
        <ChevronDown aria-hidden="true" />
      </Button>
      <Popover className="popover" offset={4}>
        <ListBox className="menu" items={options}>
          {({ id, words }) => (
            <ListBoxItem className="menu__item" id={id} textValue={words}>
              {({ isSelected }) => (
                <>
                  <span className="grow">{words}</span>
                  {isSelected && <Check aria-hidden="true" />}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Picker>
  );
}
