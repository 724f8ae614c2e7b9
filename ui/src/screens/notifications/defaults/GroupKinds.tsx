import { useLingui } from "@lingui/react/macro";
import { UsersRound } from "lucide-react";

import { letsOf, OutcomeTriple } from "../../../components/OutcomeTriple";
import type { GroupKindRow } from "../../../host/contract";
import { KIND_HELP, KINDS } from "../../groups/words";
import { LevelMenu } from "../levels/LevelMenu";

/** What messages do by what their group is for. Every group has one type, which its settings say. */
export function GroupKinds({ rows }: { rows: readonly GroupKindRow[] }) {
  const { t } = useLingui();
  return (
    <section className="alerts__section" aria-label={t`Groups by type`}>
      <h2>{t`Groups by type`}</h2>
      <p className="alerts__about">{t`The type is chosen in the settings of a group. A chat's own setting goes over it.`}</p>
      <div className="kinds">
        <table className="kinds__table">
          <thead>
            <tr>
              <th scope="col">{t`Type`}</th>
              <th scope="col" className="kinds__triple">{t`Message`}</th>
              <th scope="col" className="kinds__triple">{t`Mention`}</th>
              <th className="kinds__more">
                <span className="unseen">{t`More`}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <KindLine key={row.kind} row={row} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function KindLine({ row: { kind, fields, message, mention } }: { row: GroupKindRow }) {
  const { i18n } = useLingui();
  const name = i18n._(KINDS[kind]);
  return (
    <tr>
      <th scope="row">
        <span className="kinds__name">
          <UsersRound aria-hidden="true" />
          {name}
          <span className="quiet kinds__help">{i18n._(KIND_HELP[kind])}</span>
        </span>
      </th>
      <td className="kinds__triple">
        <OutcomeTriple lets={letsOf(message)} />
      </td>
      <td className="kinds__triple">
        <OutcomeTriple lets={letsOf(mention)} />
      </td>
      <td className="kinds__more">
        <LevelMenu name={name} fields={fields} inherited={message} level={{ level: "group_kind", id: kind }} />
      </td>
    </tr>
  );
}
