import { useLingui } from "@lingui/react/macro";
import { CircleAlert, CircleDashed, CircleHelp } from "lucide-react";

import { useErrorToast } from "../../../app/useErrorToast";
import { Button } from "../../../components";
import type { GroupActRow, GroupView } from "../../../host/contract";
import { commandId, useCommand } from "../../../host/mutations";
import { useGroupWords } from "../useGroupWords";

/** What was asked of WhatsApp about a group and is not settled, or was not done and not put away. */
export function Acts({ group }: { group: GroupView }) {
  const { t } = useLingui();
  if (group.acts.length === 0) return null;
  return (
    <section className="group-card group-card--flush" aria-label={t`Asked of WhatsApp`}>
      <div className="group-card__head">
        <h2>{t`Asked of WhatsApp`}</h2>
      </div>
      <ul>
        {group.acts.map((row) => (
          <ActLine key={row.act_id} row={row} group={group} />
        ))}
      </ul>
    </section>
  );
}

const SETTLED = new Set<GroupActRow["state"]>(["partly", "failed", "unknown"]);

/** One such thing: what, how far it is, and what can be done about it. */
export function ActLine({ row, group }: { row: GroupActRow; group: GroupView | null }) {
  const { t } = useLingui();
  const words = useGroupWords();
  const failed = useErrorToast();
  const settle = useCommand("group_settle", { refused: failed });
  const answer = (again: boolean) => settle.mutate({ command_id: commandId(), act_id: row.act_id, again });
  const what = words.act(row, group);
  return (
    <li className="act" data-state={row.state}>
      <Mark state={row.state} />
      <div className="grow">
        <p className="act__what">{what}</p>
        {words.state(row, group).map((line) => (
          <p key={line} className="act__how">
            {line}
          </p>
        ))}
        {SETTLED.has(row.state) && (
          <div className="act__deeds">
            <Button size="small" aria-label={t`Try again: ${what}`} onPress={() => answer(true)}>
              {t`Try again`}
            </Button>
            <Button size="small" kind="ghost" aria-label={t`Put away: ${what}`} onPress={() => answer(false)}>
              {t`Put away`}
            </Button>
          </div>
        )}
      </div>
    </li>
  );
}

function Mark({ state }: { state: GroupActRow["state"] }) {
  if (state === "failed" || state === "partly") return <CircleAlert aria-hidden="true" />;
  return state === "unknown" ? <CircleHelp aria-hidden="true" /> : <CircleDashed aria-hidden="true" />;
}
