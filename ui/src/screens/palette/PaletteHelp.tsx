import { useLingui } from "@lingui/react/macro";

import { Kbd } from "../../components";

/** What the first letter of a query can be. */
export function PaletteHelp({ onPick }: { onPick: (query: string) => void }) {
  const { t } = useLingui();
  const lines: [string, string][] = [
    [">", t`Actions only`],
    ["@", t`People only`],
    ["#", t`Groups only`],
    ['"', t`Exact words in messages`],
  ];
  return lines.map(([prefix, words]) => (
    // The field keeps the focus.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      key={prefix}
      role="option"
      tabIndex={-1}
      aria-selected="false"
      className="palette__line"
      onClick={() => onPick(prefix)}
    >
      <Kbd chord={prefix} />
      <span className="grow">{words}</span>
    </div>
  ));
}
