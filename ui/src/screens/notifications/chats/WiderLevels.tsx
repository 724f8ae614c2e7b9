import { useLingui } from "@lingui/react/macro";
import { SlidersHorizontal, Trash2 } from "lucide-react";

import { undoable } from "../../../app/undo";
import { useErrorToast } from "../../../app/useErrorToast";
import { Button, Chip, IconButton } from "../../../components";
import type { Fields, LevelFields, NotificationRules } from "../../../host/contract";
import { isUnset, UNSET } from "../../../host/notification-change";
import { useLevelSave } from "../../../host/notification-mutations";
import { ABOVE, useFieldChoices } from "../levels/useFieldChoices";
import type { Opened } from "./ExceptionDialog";
import { useLevelName } from "./useLevelName";

/** Settings of all groups, of labels and of numbers: wider than a chat, narrower than the defaults. */
export function WiderLevels({ rules, onOpen }: { rules: NotificationRules; onOpen: (opened: Opened) => void }) {
  const { t } = useLingui();
  const groups: LevelFields[] = isUnset(rules.groups) ? [] : [{ level: { level: "groups" }, fields: rules.groups }];
  const all = [...groups, ...rules.levels];
  if (all.length === 0) return null;
  return (
    <ul className="alerts__card wider" aria-label={t`Groups, labels and numbers`}>
      {all.map(({ level, fields }) => (
        <WiderLine key={JSON.stringify(level)} level={level} fields={fields} onOpen={onOpen} />
      ))}
    </ul>
  );
}

function WiderLine({ level, fields, onOpen }: LevelFields & { onOpen: (opened: Opened) => void }) {
  const { t } = useLingui();
  const name = useLevelName()(level);
  const save = useLevelSave();
  const failed = useErrorToast();
  const keep = (next: Fields) => save.mutate({ level, fields: next }, { onError: failed });
  const remove = () => {
    keep(UNSET);
    undoable(t`Setting removed: ${name}`, () => keep(fields));
  };
  return (
    <li className="wider__line">
      <strong>{name}</strong>
      <span className="wider__set grow">
        <SetWords fields={fields} />
      </span>
      <Button size="small" onPress={() => onOpen({ level })}>
        <SlidersHorizontal aria-hidden="true" />
        {t`Change…`}
      </Button>
      <IconButton size="small" label={t`Remove the setting: ${name}`} onPress={remove}>
        <Trash2 aria-hidden="true" />
      </IconButton>
    </li>
  );
}

/** What is set, and only that. */
function SetWords({ fields }: { fields: Fields }) {
  const { t } = useLingui();
  const choices = useFieldChoices(fields);
  const named: Record<keyof Fields, (words: string) => string> = {
    sound: (words) => t`Tone: ${words}`,
    volume: (words) => t`Volume: ${words}`,
    banner: (words) => t`Banner: ${words}`,
    badge: (words) => t`Badge: ${words}`,
    preview: (words) => t`A banner shows: ${words}`,
    importance: (words) => t`Importance: ${words}`,
    attention: (words) => t`Task bar or dock: ${words}`,
  };
  return (Object.keys(named) as (keyof Fields)[])
    .filter((field) => choices[field].value !== ABOVE)
    .map((field) => {
      const { value, options } = choices[field];
      return <Chip key={field}>{named[field](options.find(({ id }) => id === value)?.words ?? value)}</Chip>;
    });
}
