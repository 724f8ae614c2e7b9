import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useFormat } from "@/app/format.ts";
import type { GroupLine } from "@/host/contract.ts";
import { useWorkspace } from "@/host/queries.ts";
import { LINE_ICONS } from "../../groups/activity/icons.ts";
import { reasonOf, useLineWords } from "../../groups/activity/useLineWords.ts";

/** What happened in the group, between the messages; what one comparison found is one line. */
export function GroupLines({ lines }: { lines: readonly GroupLine[] }) {
  const { t } = useLingui();
  const format = useFormat();
  const words = useWords();
  const [line] = lines;
  if (line === undefined) return null;
  const Icon = LINE_ICONS[line.happened];
  const reason = reasonOf(line);
  return (
    <div className="log-system log-happened" data-happened={line.happened} title={format.exact(line.at)}>
      <Icon className="inbox-icon-14" aria-hidden />
      <span>
        {words(line, lines)} · {format.clock(line.at)}
        {reason === null ? null : <span className="log-reason">{t`Reason: ${reason}`}</span>}
      </span>
    </div>
  );
}

function useWords() {
  const { t } = useLingui();
  const one = useLineWords();
  const { data: workspace } = useWorkspace();
  return (line: GroupLine, all: readonly GroupLine[]): string => {
    const names = all.map(({ name }) => name ?? t`Somebody`).join(", ");
    const count = all.length;
    switch (line.happened) {
      case "found_gone":
        return t`${plural(count, { one: "# departure was missed", other: "# departures were missed" })}: ${names}`;
      case "found_in":
        return t`${plural(count, { one: "# arrival was missed", other: "# arrivals were missed" })}: ${names}`;
      default:
        return one(line, workspace?.operator);
    }
  };
}
