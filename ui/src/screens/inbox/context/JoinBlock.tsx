import { useLingui } from "@lingui/react/macro";
import { Check, X } from "lucide-react";
import { useId } from "react";
import { Avatar, Counter, IconButton } from "@/components/index.ts";
import type { GroupView } from "@/host/contract.ts";
import { useHeldWords } from "../../groups/requests/HeldSeats.tsx";
import { useDecide } from "../../groups/requests/useDecide.ts";

/** Who asks to enter the group. */
export function JoinBlock({ group }: { group: GroupView }) {
  const { t } = useLingui();
  const { asking, underway, free, closed, approve, decline } = useDecide(group);
  const held = useHeldWords(group, free);
  const heldId = useId();
  if (asking.length === 0) return null;
  const waits = t`It is being decided`;
  return (
    <section className="context-block">
      <div className="context-head">
        <h3>{t`Join requests`}</h3>
        <Counter value={asking.length} />
      </div>
      <ul>
        {asking.map((request) => {
          const { request_id: id, contact_id: contact, phone_masked: phone } = request;
          const name = request.name ?? phone ?? t`No name`;
          const deciding = underway.has(id) ? waits : undefined;
          return (
            <li key={id} className="context-person">
              <Avatar size={24} id={contact} name={request.name} phone={phone} />
              <span className="cut grow" title={name}>
                {name}
              </span>
              <IconButton label={t`Decline ${name}`} reason={deciding} onPress={() => decline([request])}>
                <X aria-hidden />
              </IconButton>
              <IconButton
                label={t`Approve ${name}`}
                className="context-approve"
                {...(held === null || request.held ? {} : { "aria-describedby": heldId })}
                reason={deciding ?? closed}
                onPress={() => approve([request])}
              >
                <Check aria-hidden />
              </IconButton>
            </li>
          );
        })}
      </ul>
      {held === null ? null : (
        <p id={heldId} className="context-none">
          {held}
        </p>
      )}
    </section>
  );
}
