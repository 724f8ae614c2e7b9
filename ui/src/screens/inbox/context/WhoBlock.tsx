import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { useFormat } from "@/app/format.ts";
import { ChatAvatar } from "@/app/GroupAvatar.tsx";
import { useNumbers } from "@/app/numbers.ts";
import { Avatar, Chip, idOfName } from "@/components/index.ts";
import { now } from "@/host/clock.ts";
import type { ChatDetail, ChatId } from "@/host/contract.ts";
import { useGroup } from "@/host/groups.ts";
import { KINDS } from "../../groups/words.ts";
import { useRowName } from "../list/preview.ts";
import { PhoneNumber } from "./PhoneNumber.tsx";

/** The person or the group, and who answers. */
export function WhoBlock({ detail, close }: { detail: ChatDetail; close: ReactNode }) {
  const { row, contact } = detail;
  const name = useRowName(row);
  return (
    <section className="context-block">
      <div className="context-who">
        <ChatAvatar row={row} size={56} />
        <div className="grow">
          <h2 className="cut selectable" title={name}>
            {name}
          </h2>
          {contact?.username ? <p className="cut selectable">@{contact.username}</p> : null}
          {detail.group === null ? null : <GroupKindChip chat={row.chat_id} />}
        </div>
        {close}
      </div>
      <Facts detail={detail} />
    </section>
  );
}

/** What the group is for; where nobody said, that it is one. */
function GroupKindChip({ chat }: { chat: ChatId }) {
  const { i18n } = useLingui();
  const { data: group } = useGroup(chat);
  const kind = group?.row.kind ?? null;
  return <p>{kind === null ? <Trans>Group</Trans> : <Chip tone="accent">{i18n._(KINDS[kind])}</Chip>}</p>;
}

function Facts({ detail }: { detail: ChatDetail }) {
  const { t } = useLingui();
  const format = useFormat();
  const { several, nameOf } = useNumbers();
  const { row, contact } = detail;
  return (
    <dl className="context-facts">
      {contact === null ? null : (
        <>
          <dt>{t`Phone`}</dt>
          <dd>
            <PhoneNumber contact={contact} />
          </dd>
          <dt>{t`First seen`}</dt>
          <dd title={format.exact(contact.first_seen)}>{format.short(contact.first_seen, now())}</dd>
        </>
      )}
      {several ? (
        <>
          <dt>{t`Number`}</dt>
          <dd>{nameOf(row.account_id)}</dd>
        </>
      ) : null}
      <dt>{t`Assigned`}</dt>
      <dd>
        {row.assignee === null ? (
          <span className="quiet">{t`nobody`}</span>
        ) : (
          <>
            <Avatar size={20} id={idOfName(row.assignee)} name={row.assignee} />
            {row.assignee}
          </>
        )}
      </dd>
    </dl>
  );
}
