import { useLingui } from "@lingui/react/macro";

import { useErrorToast } from "../../../app/useErrorToast";
import { Button, Dialog, Late, Skeleton } from "../../../components";
import type { ExceptionRow, Fields, Level, NotificationRules } from "../../../host/contract";
import { isUnset, sameLevel, UNSET } from "../../../host/notification-change";
import { useLevelSave } from "../../../host/notification-mutations";
import { useChat } from "../../../host/queries";
import { LevelFieldsForm } from "../levels/LevelFieldsForm";
import { useLevelName } from "./useLevelName";

/** A level whose settings are open. */
export interface Opened {
  level: Level;
  /** Its row, where it has one. */
  row?: ExceptionRow;
}

/** Everything that can be set for a chat, a person, a label, a number, or for groups. It acts at once. */
export function ExceptionDialog({
  opened: { level, row },
  rules,
  onClose,
}: {
  opened: Opened;
  rules: NotificationRules;
  onClose: () => void;
}) {
  const { t } = useLingui();
  const names = useLevelName();
  const chat = useChat(level.level === "chat" ? level.id : null);
  const [name, fields] =
    level.level === "chat"
      ? [chat.data?.row.title ?? chat.data?.row.phone_masked ?? row?.name ?? "", chat.data?.alert.fields ?? row?.fields]
      : [row?.name ?? names(level), row?.fields ?? fieldsOf(rules, level)];
  return (
    <Dialog
      title={t`Notifications: ${name}`}
      isOpen
      onClose={onClose}
      footer={<Button kind="primary" onPress={onClose}>{t`Close`}</Button>}
    >
      {fields === undefined ? (
        <Late>
          <Skeleton width="100%" height="180px" />
        </Late>
      ) : (
        <Editor key={name} level={level} fields={fields} />
      )}
    </Dialog>
  );
}

function fieldsOf(rules: NotificationRules, level: Level): Fields {
  if (level.level === "groups") return rules.groups;
  return rules.levels.find((one) => sameLevel(one.level, level))?.fields ?? UNSET;
}

function Editor({ level, fields: before }: { level: Level; fields: Fields }) {
  const { t } = useLingui();
  const save = useLevelSave();
  const failed = useErrorToast();
  // The choices made here stand even where nothing else shows them at once (a person without a chat).
  const fields = save.variables?.fields ?? before;
  return (
    <div className="own-rule-form">
      <p className="alerts__about" role="status">
        {isUnset(fields)
          ? t`Nothing is set, so everything follows the defaults.`
          : t`Each choice holds at once. “As above” follows the defaults.`}
      </p>
      <LevelFieldsForm fields={fields} onChange={(next) => save.mutate({ level, fields: next }, { onError: failed })} />
    </div>
  );
}
