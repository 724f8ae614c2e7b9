import { useLingui } from "@lingui/react/macro";
import { Lock, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";

import { useErrorToast } from "../../../app/useErrorToast";
import { Button, CallOut, toast } from "../../../components";
import type { GroupNumber, GroupView } from "../../../host/contract";
import { commandId, useCommand } from "../../../host/mutations";
import { useClosed } from "../useClosed";
import { openDialog } from "../view";
import { JoinRuleFields } from "./JoinRuleFields";
import { NameFields, useNameProblems } from "./NameFields";
import { PictureField } from "./PictureField";
import { SortFields } from "./SortFields";
import { WelcomeFields } from "./WelcomeFields";

/** What can be changed of a group, what cannot, and its end. */
export function Settings({ group, number }: { group: GroupView; number: GroupNumber | undefined }) {
  const { t } = useLingui();
  const { row, approval } = group;
  const closed = useClosed(row);
  const gone = row.deleted ? closed : undefined;
  const mode =
    approval === null
      ? t`Nobody told yet whether requests are approved one by one.`
      : approval
        ? t`Each request is approved by you.`
        : t`Whoever has the link comes in at once, and no seat can be held.`;
  return (
    <div className="group-settings">
      <Card title={t`Name and description`}>
        <Rename key={`${row.subject}\n${group.description}`} group={group} number={number} closed={closed} />
      </Card>
      <Card title={t`Picture`}>
        <PictureField group={group} closed={closed} />
      </Card>
      <Card title={t`Sorting`}>
        <Sort group={group} />
      </Card>
      <Card title={t`Who may enter`}>
        <CallOut icon={<Lock aria-hidden="true" />}>
          {mode} {t`WhatsApp fixes this when the group is made. To change it, make another group.`}
        </CallOut>
        {approval === true && <JoinRuleFields key={JSON.stringify(group.rule)} group={group} closed={closed} />}
      </Card>
      <Card title={t`Welcome`}>
        <WelcomeFields key={JSON.stringify(group.welcome.welcome)} group={group} closed={gone} />
      </Card>
      <Card title={t`End of the group`}>
        <p className="field-note">{t`Its link dies and everybody in it loses it. What was written stays here.`}</p>
        <div>
          <Button kind="danger" reason={gone} onPress={() => openDialog({ dialog: "delete" })}>
            <Trash2 aria-hidden="true" />
            {t`Delete the group…`}
          </Button>
        </div>
      </Card>
    </div>
  );
}

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="group-card" aria-label={title}>
      <div className="group-card__head">
        <h2>{title}</h2>
      </div>
      <div className="group-card__fields">{children}</div>
    </section>
  );
}

function Rename({
  group,
  number,
  closed,
}: {
  group: GroupView;
  number: GroupNumber | undefined;
  closed: string | undefined;
}) {
  const { t } = useLingui();
  const failed = useErrorToast();
  const before = { subject: group.row.subject, description: group.description ?? "" };
  const [value, setValue] = useState(before);
  const problems = useNameProblems(value, number);
  const rename = useCommand("group_rename", {
    done: () => void toast(t`WhatsApp is asked to change it`),
    refused: failed,
  });
  const subject = value.subject.trim() === before.subject ? null : value.subject.trim();
  const description = value.description.trim() === before.description ? null : value.description.trim();
  const same = subject === null && description === null ? t`Nothing was changed yet` : undefined;
  return (
    <>
      <NameFields value={value} number={number} onChange={setValue} />
      <div>
        <Button
          reason={closed ?? problems.subject ?? problems.description ?? same}
          pending={rename.isPending ? t`Saving…` : undefined}
          onPress={() => rename.mutate({ command_id: commandId(), chat_id: group.row.chat_id, subject, description })}
        >
          {t`Save`}
        </Button>
      </div>
    </>
  );
}

/** Our own order, of which WhatsApp is told nothing. */
function Sort({ group }: { group: GroupView }) {
  const { t } = useLingui();
  const failed = useErrorToast();
  const { chat_id, kind, topic } = group.row;
  const [value, setValue] = useState({ kind, topic });
  const sort = useCommand("group_sort", { done: () => void toast(t`Saved`), refused: failed });
  const same = value.kind === kind && value.topic === topic ? t`Nothing was changed yet` : undefined;
  return (
    <>
      <SortFields value={value} onChange={setValue} />
      <div>
        <Button
          reason={same}
          pending={sort.isPending ? t`Saving…` : undefined}
          onPress={() => sort.mutate({ command_id: commandId(), chat_id, ...value })}
        >
          {t`Save the sorting`}
        </Button>
      </div>
    </>
  );
}
