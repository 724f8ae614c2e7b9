import "./levels.css";

import { useLingui } from "@lingui/react/macro";
import { Ellipsis } from "lucide-react";

import { undoable } from "../../../app/undo";
import { useErrorToast } from "../../../app/useErrorToast";
import { Button, IconButton, Popover } from "../../../components";
import type { Fields, Level, Outcome } from "../../../host/contract";
import { isUnset, UNSET } from "../../../host/notification-change";
import { useLevelSave } from "../../../host/notification-mutations";
import { LevelFieldsForm } from "./LevelFieldsForm";

/** The button at the end of a line that opens everything that can be set for it. */
export function LevelMenu({
  name,
  level,
  fields,
  inherited,
}: {
  name: string;
  level: Level;
  fields: Fields;
  inherited?: Outcome;
}) {
  const { t } = useLingui();
  const save = useLevelSave();
  const failed = useErrorToast();
  const keep = (next: Fields) => save.mutate({ level, fields: next }, { onError: failed });
  const reset = () =>
    save.mutate(
      { level, fields: UNSET },
      { onError: failed, onSuccess: () => undoable(t`Back to the defaults: ${name}`, () => keep(fields)) },
    );
  return (
    <Popover
      label={t`More about: ${name}`}
      placement="bottom end"
      trigger={
        <IconButton size="small" label={t`More about: ${name}`}>
          <Ellipsis aria-hidden="true" />
        </IconButton>
      }
    >
      {(close) => (
        <div className="level-menu">
          <h2>{name}</h2>
          <LevelFieldsForm fields={fields} inherited={inherited} onChange={keep} />
          <Button
            kind="ghost"
            reason={isUnset(fields) ? t`Nothing is set here` : undefined}
            onPress={() => {
              close();
              reset();
            }}
          >
            {t`Back to the defaults`}
          </Button>
        </div>
      )}
    </Popover>
  );
}
