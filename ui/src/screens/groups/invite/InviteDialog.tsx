import "../overview.css";
import "./invite.css";

import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { CircleAlert } from "lucide-react";

import { Button, CallOut, Dialog, Late, Skeleton, Trouble } from "../../../components";
import type { ChatId, ContactId } from "../../../host/contract";
import { InviteWords } from "./InviteWords";
import { LeftOutNote } from "./LeftOutNote";
import { useInvite } from "./useInvite";
import { WhoGoesWhere } from "./WhoGoesWhere";

/** Invites people into a group: who gets a seat, who waits, who is left out and why, and what they read. */
export function InviteDialog({
  chat,
  subject,
  people,
  onClose,
}: {
  chat: ChatId;
  /** The group's name. */
  subject: string;
  people: readonly ContactId[];
  onClose: () => void;
}) {
  const { t } = useLingui();
  const inviting = useInvite(chat, people, onClose);
  const { plan, counts } = inviting;
  const chosen = people.length;
  const invited = counts.seats + counts.waits;
  return (
    <Dialog
      isOpen
      wide
      title={t`${plural(chosen, { one: `Invite # person to ${subject}`, other: `Invite # people to ${subject}` })}`}
      about={t`Each gets a message with the group’s link. They join by tapping it, nobody is added for them.`}
      onClose={onClose}
      onAccept={inviting.invite}
      remark={t`You can take unsent ones back for 10 s`}
      footer={
        <>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button
            kind="primary"
            chord="Mod+Enter"
            reason={inviting.missing}
            pending={inviting.pending ? t`Inviting…` : undefined}
            onPress={inviting.invite}
          >
            {invited === 0 ? t`Invite…` : t`${plural(invited, { one: "Invite # person", other: "Invite # people" })}`}
          </Button>
        </>
      }
    >
      {plan === undefined ? (
        inviting.failed ? (
          <CallOut tone="danger" icon={<CircleAlert aria-hidden="true" />}>
            {t`This could not be looked up. The group may be gone or suspended. Close this and look at the group.`}
          </CallOut>
        ) : (
          <Late>
            <Skeleton width="100%" height="220px" />
          </Late>
        )
      ) : (
        <div className="inviting">
          <div className="inviting__column">
            <WhoGoesWhere plan={plan} counts={counts} />
            <LeftOutNote rows={plan.rows} />
            <Trouble words={inviting.trouble} />
          </div>
          <InviteWords inviting={inviting} plan={plan} />
        </div>
      )}
    </Dialog>
  );
}
