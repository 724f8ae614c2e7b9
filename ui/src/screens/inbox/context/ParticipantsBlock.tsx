import { Trans, useLingui } from "@lingui/react/macro";
import { openGroup } from "@/app/navigation.ts";
import { useFormat } from "@/app/format.ts";
import { Avatar } from "@/components/index.ts";
import type { ChatDetail, GroupView, Participant } from "@/host/contract.ts";
import { useGroup } from "@/host/groups.ts";
import { Jacks } from "../../groups/Meter.tsx";
import { JoinBlock } from "./JoinBlock.tsx";

/** The seats of a group and who asks to enter; while those are not known, its people alone. */
export function ParticipantsBlock({ detail }: { detail: ChatDetail }) {
  const { data: group } = useGroup(detail.row.chat_id);
  if (group === undefined) return <People participants={detail.group?.participants ?? []} />;
  return (
    <>
      <Seats group={group} />
      <JoinBlock group={group} />
    </>
  );
}

function Seats({ group }: { group: GroupView }) {
  const { t } = useLingui();
  const format = useFormat();
  const [people, seats] = [format.number(group.people.length), format.number(group.row.seats)];
  return (
    <section className="context-block">
      <div className="context-head">
        <h3>{t`Participants`}</h3>
        <span className="quiet numbers">{t`${people} of ${seats}`}</span>
      </div>
      <Jacks people={group.people} held={group.row.held} seats={group.row.seats} size={24} />
      <button type="button" className="context-link" onClick={() => openGroup(group.row.chat_id, "participants")}>
        {t`Show participants`}
      </button>
    </section>
  );
}

function People({ participants }: { participants: readonly Participant[] }) {
  const { t } = useLingui();
  const format = useFormat();
  return (
    <section className="context-block">
      <div className="context-head">
        <h3>
          <Trans>Participants</Trans>
        </h3>
        <span className="quiet numbers">{format.number(participants.length)}</span>
      </div>
      <ul>
        {participants.map((person) => (
          <li key={person.contact_id} className="context-person">
            <Avatar size={24} id={person.contact_id} name={person.name} phone={person.phone_masked} />
            <span className="cut">{person.name ?? person.phone_masked ?? t`No name`}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
