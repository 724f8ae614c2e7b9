import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { MessageSquare, UserMinus, UsersRound } from "lucide-react";
import { useRef, useState } from "react";
import { Virtualizer } from "virtua";

import { useFormat } from "../../../app/format";
import { openChat } from "../../../app/navigation";
import { Avatar, Button, CheckBox, Empty, IconButton } from "../../../components";
import { now } from "../../../host/clock";
import type { ContactId, GroupPerson, GroupView } from "../../../host/contract";
import { Compared } from "../overview/Compared";
import { useClosed } from "../useClosed";
import { openDialog } from "../view";

/** Who is in a group, longest first. */
export function Participants({ group }: { group: GroupView }) {
  const { t } = useLingui();
  const box = useRef<HTMLDivElement>(null);
  const [picked, setPicked] = useState<ReadonlySet<ContactId>>(new Set());
  const { people } = group;
  const chosen = people.filter(({ contact_id }) => picked.has(contact_id));
  const toggle = (id: ContactId, on: boolean) =>
    setPicked((before) => new Set(on ? [...before, id] : [...before].filter((one) => one !== id)));
  const closed = useClosed(group.row);
  return (
    <div className="participants">
      <div className="participants__head">
        <Compared group={group} />
      </div>
      {people.length === 0 ? (
        <div className="group-empty">
          <Empty icon={<UsersRound aria-hidden="true" />} title={t`Nobody is in this group yet`}>
            {t`People come in by the invite link. Nobody can be added.`}
          </Empty>
        </div>
      ) : (
        <div ref={box} className="participants__list">
          <Virtualizer scrollRef={box} as="ul" item="li">
            {people.map((person) => (
              <PersonLine
                key={person.contact_id}
                person={person}
                picked={picked.has(person.contact_id)}
                onPick={(on) => toggle(person.contact_id, on)}
                closed={closed}
              />
            ))}
          </Virtualizer>
        </div>
      )}
      {chosen.length > 0 && (
        <div className="participants__bar" role="toolbar" aria-label={t`Chosen participants`}>
          <span className="grow">{t`${plural(chosen.length, { one: "# chosen", other: "# chosen" })}`}</span>
          <Button kind="ghost" onPress={() => setPicked(new Set())}>{t`Choose none`}</Button>
          <Button
            kind="danger"
            reason={closed}
            onPress={() => openDialog({ dialog: "remove", people: chosen.map(({ contact_id }) => contact_id) })}
          >
            <UserMinus aria-hidden="true" />
            {t`Remove…`}
          </Button>
        </div>
      )}
    </div>
  );
}

function PersonLine({
  person,
  picked,
  closed,
  onPick,
}: {
  person: GroupPerson;
  picked: boolean;
  /** Why nobody can be removed. */
  closed: string | undefined;
  onPick: (on: boolean) => void;
}) {
  const { t } = useLingui();
  const format = useFormat();
  const { contact_id: id, joined, chat_id: chat } = person;
  const name = person.name ?? person.phone_masked ?? t`No name`;
  return (
    <div className="person-line" data-picked={picked || undefined}>
      <CheckBox label={t`Choose ${name}`} value={picked} onChange={onPick} />
      <Avatar id={id} name={person.name} phone={person.phone_masked} size={28} />
      <span className="person-line__name cut grow" title={name}>
        {name}
      </span>
      <span className="person-line__since numbers" title={format.exact(joined)}>
        {t`since ${format.short(joined, now())}`}
      </span>
      <IconButton
        label={t`Open the chat: ${name}`}
        reason={chat === null ? t`There is no chat with this person yet` : undefined}
        onPress={() => openChat(chat)}
      >
        <MessageSquare aria-hidden="true" />
      </IconButton>
      <IconButton
        label={t`Remove ${name}…`}
        reason={closed}
        onPress={() => openDialog({ dialog: "remove", people: [id] })}
      >
        <UserMinus aria-hidden="true" />
      </IconButton>
    </div>
  );
}
