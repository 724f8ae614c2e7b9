import { useLingui } from "@lingui/react/macro";

import { Avatar } from "../../../components";
import type { ChatRow } from "../../../host/contract";
import { useChat, useChats } from "../../../host/queries";
import { PickOne } from "./PickOne";
import type { PartProps } from "./pick-event";
import { kindIn } from "./question";
import { useChatRow } from "./useChatRow";

const nameOf = ({ title, phone_masked }: ChatRow) => title ?? phone_masked ?? "";

/** Who does it: a person with a chat of their own, in a group one of its participants. */
export function PickPerson({ question, change }: PartProps) {
  const row = useChatRow(question.chat);
  return row?.kind === "group" ? (
    <PickParticipant question={question} change={change} group={row} />
  ) : (
    <PickContact question={question} change={change} row={row} />
  );
}

function PickContact({ row, change }: PartProps & { row: ChatRow | null }) {
  const { t } = useLingui();
  const { data } = useChats({ filter: "all" });
  const people = (data?.rows ?? []).filter(({ kind }) => kind === "direct");
  return (
    <PickOne
      label={t`Who`}
      words={row === null ? t`Somebody` : nameOf(row)}
      icon={row === null ? null : <Face row={row} />}
      none={t`Nobody is called so`}
      options={people.map((one) => ({
        id: String(one.chat_id),
        words: nameOf(one),
        icon: <Face row={one} />,
        chosen: one.chat_id === row?.chat_id,
      }))}
      onPick={(id) => change({ chat: Number(id), contact: null })}
    />
  );
}

function PickParticipant({ question, change, group }: PartProps & { group: ChatRow }) {
  const { t } = useLingui();
  const { data: detail } = useChat(group.chat_id);
  const people = (detail?.group?.participants ?? []).map(({ contact_id, name, phone_masked }) => ({
    id: String(contact_id),
    words: name ?? phone_masked ?? t`Somebody`,
    icon: <Avatar size={20} id={contact_id} name={name} phone={phone_masked} />,
    chosen: contact_id === question.contact,
  }));
  const chosen = people.find((one) => one.chosen);
  return (
    <PickOne
      label={t`Who`}
      words={chosen?.words ?? t`Somebody`}
      icon={chosen?.icon}
      none={t`Nobody is called so`}
      options={people}
      onPick={(id) => change({ contact: Number(id) })}
    />
  );
}

/** Where: in the person's own chat or in a group. */
export function PickPlace({ question, change }: PartProps) {
  const { t } = useLingui();
  const row = useChatRow(question.chat);
  const { data } = useChats({ filter: "all" });
  const rows = data?.rows ?? [];
  const people = rows.filter(({ kind }) => kind === "direct");
  const own =
    row?.kind === "direct" ? row : (people.find((one) => one.contact_id === question.contact) ?? people[0] ?? null);
  const groups = rows.filter(({ kind }) => kind === "group");
  const go = (chat: ChatRow) => {
    const group = chat.kind === "group";
    change({
      chat: chat.chat_id,
      contact: group ? (row?.contact_id ?? question.contact) : null,
      kind: kindIn(question.kind, group),
    });
  };
  return (
    <PickOne
      label={t`Where`}
      words={row?.kind === "group" ? nameOf(row) : t`a 1:1 chat`}
      icon={row?.kind === "group" ? <Face row={row} /> : null}
      none={t`No group is called so`}
      options={[
        ...(own === null ? [] : [{ row: own, words: t`a 1:1 chat` }]),
        ...groups.map((one) => ({ row: one, words: nameOf(one) })),
      ].map(({ row: one, words }) => ({
        id: String(one.chat_id),
        words,
        icon: <Face row={one} />,
        chosen: one.chat_id === row?.chat_id,
      }))}
      onPick={(id) => {
        const chat = rows.find(({ chat_id }) => String(chat_id) === id);
        if (chat !== undefined) go(chat);
      }}
    />
  );
}

/** The circle of a person or the square of a group. */
export function Face({ row }: { row: ChatRow }) {
  return (
    <Avatar
      size={20}
      id={row.contact_id ?? row.chat_id}
      name={row.title}
      phone={row.phone_masked}
      kind={row.kind === "group" ? "group" : "person"}
    />
  );
}
