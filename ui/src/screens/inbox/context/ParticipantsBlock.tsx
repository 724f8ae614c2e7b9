import { Trans, useLingui } from "@lingui/react/macro";
import { useFormat } from "@/app/format.ts";
import { Avatar } from "@/components/index.ts";
import type { Participant } from "@/host/contract.ts";

/** The people of a group. How many seats there are is not known here, so none are drawn. */
export function ParticipantsBlock({ participants }: { participants: readonly Participant[] }) {
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
