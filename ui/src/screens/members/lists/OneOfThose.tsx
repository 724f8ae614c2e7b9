import { Select } from "../../../components";

/** One of several by number. 0 is none yet, and one that is not there any more is said to be gone. */
export function OneOfThose({
  label,
  options,
  value,
  unchosen,
  gone,
  onChange,
}: {
  label: string;
  options: readonly { id: number; words: string }[];
  value: number;
  unchosen: string;
  gone: string;
  onChange: (id: number) => void;
}) {
  const there = options.some(({ id }) => id === value);
  const instead = there ? [] : [{ id: value, words: value === 0 ? unchosen : gone }];
  return (
    <Select
      label={label}
      hideLabel
      options={[...instead, ...options].map(({ id, words }) => ({ id: String(id), words }))}
      value={String(value)}
      onChange={(id) => onChange(Number(id))}
    />
  );
}
