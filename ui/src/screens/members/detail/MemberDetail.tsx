import "./member.css";

import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { ChevronDown, ChevronLeft, ChevronUp, CircleAlert, MessageSquare, Plug, UserPlus } from "lucide-react";
import { type ReactElement, useState } from "react";

import { errorWords } from "../../../app/errors";
import { midnights, useFormat } from "../../../app/format";
import { openChat, openGroup, openMember } from "../../../app/navigation";
import { useNumbers } from "../../../app/numbers";
import { useErrorToast } from "../../../app/useErrorToast";
import { Avatar, Button, Empty, IconButton, Menu, Skeleton, Tabs } from "../../../components";
import { now } from "../../../host/clock";
import type { AccountId, ContactId, MemberRow, MemberView, Whom } from "../../../host/contract";
import { toHostError } from "../../../host/host";
import { useMember } from "../../../host/members";
import { commandId, useCommand } from "../../../host/mutations";
import { openDialog } from "../view";
import { About } from "./About";
import { History } from "./History";

type Tab = "timeline" | "groups" | "notes";

/** One person: what is known on the left, what happened on the right. */
export function MemberDetail({ contact, rows }: { contact: ContactId; rows: readonly MemberRow[] }) {
  const { t, i18n } = useLingui();
  const member = useMember(contact);
  const [tab, setTab] = useState<Tab>("timeline");
  const view = member.data;
  return (
    <div className="member">
      <section className="member-about" aria-label={t`Member`} data-pane="list">
        <Bar contact={contact} rows={rows} />
        {view === undefined ? (
          member.error === null ? (
            <Skeleton width="60%" height="24px" />
          ) : (
            <Empty
              icon={<CircleAlert aria-hidden="true" />}
              title={t`This person could not be read`}
              action={<Button onPress={() => void member.refetch()}>{t`Try again`}</Button>}
            >
              {i18n._(errorWords(toHostError(member.error).body))}
            </Empty>
          )
        ) : (
          <>
            <Who view={view} />
            <About view={view} />
          </>
        )}
      </section>
      <section className="member-happened" aria-label={t`What happened`} data-pane="page">
        {view !== undefined && (
          <Tabs<Tab>
            label={t`Member`}
            value={tab}
            onChange={setTab}
            pages={[
              { id: "timeline", words: t`Timeline`, page: <History contact={contact} only={null} /> },
              { id: "groups", words: t`Groups`, count: view.groups.length, page: <Groups view={view} /> },
              { id: "notes", words: t`Notes`, page: <History contact={contact} only="note" /> },
            ]}
          />
        )}
      </section>
    </div>
  );
}

function Bar({ contact, rows }: { contact: ContactId; rows: readonly MemberRow[] }) {
  const { t } = useLingui();
  const place = rows.findIndex(({ whom }) => whom.contact_id === contact);
  const [before, behind] = [rows[place - 1], place < 0 ? undefined : rows[place + 1]];
  return (
    <div className="member-about__bar">
      <Button kind="ghost" size="small" onPress={() => openMember(null)}>
        <ChevronLeft aria-hidden="true" />
        {t`Members`}
      </Button>
      <span className="grow" />
      <IconButton
        label={t`Previous person`}
        reason={before === undefined ? t`This is the first of the list` : undefined}
        onPress={() => before !== undefined && openMember(before.whom.contact_id)}
      >
        <ChevronUp aria-hidden="true" />
      </IconButton>
      <IconButton
        label={t`Next person`}
        reason={behind === undefined ? t`This is the last of those read` : undefined}
        onPress={() => behind !== undefined && openMember(behind.whom.contact_id)}
      >
        <ChevronDown aria-hidden="true" />
      </IconButton>
    </div>
  );
}

function Who({ view }: { view: MemberView }) {
  const { t } = useLingui();
  const format = useFormat();
  const failed = useErrorToast();
  const { row, identities } = view;
  const open = useCommand("chat_open", { done: ({ chat_id }) => openChat(chat_id), refused: failed });
  const name = row.name ?? row.phone_masked ?? t`No name`;
  const since =
    midnights(row.first_seen, now()) < 300 ? format.date(row.first_seen) : format.short(row.first_seen, now());
  const { accounts } = useNumbers();
  const isOurs = (id: AccountId) => accounts.some(({ account_id, set_up }) => account_id === id && set_up);
  const write = (whom: Whom) => open.mutate({ command_id: commandId(), whom });
  // At which of our numbers the person is known; whoever was merged with them is written to at their own line.
  const places = view.blocks
    .map(({ whom }) => whom)
    .filter(({ contact_id, account_id }) => contact_id === row.whom.contact_id && isOurs(account_id));
  const reachable = row.chat_id !== null || identities.length > 0;
  return (
    <div className="member-who">
      <Avatar id={row.whom.contact_id} name={row.name} phone={row.phone_masked} size={56} />
      <h1 className="member-who__name">{name}</h1>
      <p className="member-who__since">{t`since ${since}`}</p>
      <div className="member-who__deeds">
        <WriteFrom places={places} onPick={write}>
          <Button
            kind="primary"
            reason={
              reachable ? undefined : t`No number or id of this person is known. A username is not enough to write.`
            }
            pending={open.isPending ? t`Opening…` : undefined}
            onPress={
              places.length > 1 ? undefined : () => (row.chat_id === null ? write(row.whom) : openChat(row.chat_id))
            }
          >
            <MessageSquare aria-hidden="true" />
            {places.length > 1 ? t`Write from…` : t`Write`}
          </Button>
        </WriteFrom>
        <Button onPress={() => openDialog({ dialog: "invite", people: [row.whom.contact_id] })}>
          <UserPlus aria-hidden="true" />
          {t`Invite…`}
        </Button>
      </div>
    </div>
  );
}

/** From which of several numbers a person is written to; with one, the button stands alone. */
function WriteFrom({
  places,
  onPick,
  children,
}: {
  places: readonly Whom[];
  onPick: (whom: Whom) => void;
  children: ReactElement;
}) {
  const { t } = useLingui();
  const { nameOf } = useNumbers();
  if (places.length < 2) return children;
  const entries = places.map((whom) => ({
    id: whom.account_id,
    words: nameOf(whom.account_id),
    icon: <Plug aria-hidden="true" />,
    run: () => onPick(whom),
  }));
  return <Menu trigger={children} label={t`From which number`} entries={entries} />;
}

function Groups({ view }: { view: MemberView }) {
  const { t } = useLingui();
  const format = useFormat();
  if (view.groups.length === 0) return <p className="member-none">{t`In none of your groups`}</p>;
  return (
    <ul className="member-groups">
      {view.groups.map(({ chat_id: chat, subject, people, joined }) => (
        <li key={chat} className="member-groups__line">
          <Avatar id={chat} name={subject} kind="group" size={28} />
          <Button kind="ghost" onPress={() => openGroup(chat)}>
            {subject}
          </Button>
          <span className="grow" />
          <span className="numbers quiet">{t`${plural(people, { one: "# person", other: "# people" })}`}</span>
          <span className="numbers quiet">{t`since ${format.short(joined, now())}`}</span>
        </li>
      ))}
    </ul>
  );
}
