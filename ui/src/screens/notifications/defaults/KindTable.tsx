import { useLingui } from "@lingui/react/macro";

import { useErrorToast } from "../../../app/useErrorToast";
import { CheckBox, Select } from "../../../components";
import type { Fields, Importance, KindRow } from "../../../host/contract";
import { useLevelSave } from "../../../host/notification-mutations";
import { soundKey, withSound } from "../fields";
import { LevelMenu } from "../levels/LevelMenu";
import { useSoundOptions } from "../levels/useSoundOptions";
import { IMPORTANCES, KindIcon, KINDS } from "../words";

/** One line for each kind of event that can happen here. */
export function KindTable({ kinds }: { kinds: readonly KindRow[] }) {
  const { t } = useLingui();
  return (
    <div className="kinds">
      <table className="kinds__table">
        <thead>
          <tr>
            <th scope="col">{t`Event`}</th>
            <th scope="col" className="kinds__box">{t`Sound`}</th>
            <th scope="col" className="kinds__box">{t`Banner`}</th>
            <th scope="col" className="kinds__box">{t`Badge`}</th>
            <th scope="col" className="kinds__sound">{t`Tone`}</th>
            <th scope="col" className="kinds__importance">{t`Importance`}</th>
            <th className="kinds__more">
              <span className="unseen">{t`More`}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {kinds.map((row) => (
            <KindLine key={row.kind} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function KindLine({ row }: { row: KindRow }) {
  const { t, i18n } = useLingui();
  const save = useLevelSave();
  const failed = useErrorToast();
  const { kind, fields, outcome } = row;
  const name = i18n._(KINDS[kind]);
  const keep = (next: Fields) => save.mutate({ level: { level: "kind", id: kind }, fields: next }, { onError: failed });
  const rings = outcome.sound.from !== "silent";
  return (
    <tr>
      <th scope="row">
        <span className="kinds__name">
          <KindIcon kind={kind} />
          {name}
        </span>
      </th>
      <td className="kinds__box">
        <CheckBox label={t`Sound: ${name}`} value={rings} onChange={(on) => keep(withSound(row, on))} />
      </td>
      <td className="kinds__box">
        <CheckBox
          label={t`Banner: ${name}`}
          value={outcome.banner}
          onChange={(banner) => keep({ ...fields, banner })}
        />
      </td>
      <td className="kinds__box">
        <CheckBox label={t`Badge: ${name}`} value={outcome.badge} onChange={(badge) => keep({ ...fields, badge })} />
      </td>
      <td className="kinds__sound">
        <Tone row={row} name={name} onChange={keep} />
      </td>
      <td className="kinds__importance">
        <ImportanceChoice row={row} name={name} onChange={keep} />
      </td>
      <td className="kinds__more">
        <LevelMenu name={name} fields={fields} inherited={outcome} level={{ level: "kind", id: kind }} />
      </td>
    </tr>
  );
}

interface Choice {
  row: KindRow;
  name: string;
  onChange: (fields: Fields) => void;
}

function Tone({ row: { fields, outcome }, name, onChange }: Choice) {
  const { t } = useLingui();
  const { options, words, read } = useSoundOptions();
  const silent = outcome.sound.from === "silent";
  const key = soundKey(outcome.sound);
  const known = options.some(({ id }) => id === key);
  return (
    <Select
      label={t`Tone: ${name}`}
      hideLabel
      bare
      faint={silent}
      options={known ? options : [...options, { id: key, words: words(outcome.sound) }]}
      value={key}
      onChange={(next) => onChange({ ...fields, sound: read(next) })}
    />
  );
}

function ImportanceChoice({ row: { fields, outcome }, name, onChange }: Choice) {
  const { t, i18n } = useLingui();
  const all = Object.keys(IMPORTANCES) as Importance[];
  return (
    <Select
      label={t`Importance: ${name}`}
      hideLabel
      bare
      options={all.map((id) => ({ id, words: i18n._(IMPORTANCES[id]) }))}
      value={outcome.importance}
      onChange={(importance) => onChange({ ...fields, importance })}
    />
  );
}
