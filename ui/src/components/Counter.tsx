/** How many. Accent: that many wait for the operator. Quiet: just a number. Nothing is drawn for none; 99+ at most. */
export function Counter({
  value,
  quiet = false,
  label,
}: {
  value: number;
  quiet?: boolean;
  label?: string | undefined;
}) {
  if (value === 0) return null;
  return (
    <span className={quiet ? "counter counter--quiet" : "counter"}>
      <span aria-hidden={label !== undefined}>{value > 99 ? "99+" : value}</span>
      {label !== undefined && <span className="unseen">{label}</span>}
    </span>
  );
}
