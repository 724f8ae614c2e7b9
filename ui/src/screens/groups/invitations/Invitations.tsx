import "./invitations.css";

import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { CircleAlert, MailPlus, UserPlus } from "lucide-react";

import { errorWords } from "../../../app/errors";
import { useErrorToast } from "../../../app/useErrorToast";
import { Button, Empty, Late, Skeleton, toast } from "../../../components";
import type { GroupView, InvitationRow, InvitationState } from "../../../host/contract";
import { toHostError } from "../../../host/host";
import { useInvitations } from "../../../host/invitations";
import { commandId, useCommand } from "../../../host/mutations";
import { useClosed } from "../useClosed";
import { openDialog } from "../view";
import { Funnel } from "./Funnel";
import { InvitationLine } from "./InvitationLine";

/** How far a group's invitations are, whom a seat is held for, who waits, and who came. */
export function Invitations({ group }: { group: GroupView }) {
  const { t, i18n } = useLingui();
  const chat = group.row.chat_id;
  const invited = useInvitations(chat, "invited");
  const waiting = useInvitations(chat, "waiting");
  const joined = useInvitations(chat, "joined");
  const lapsed = useInvitations(chat, "lapsed");
  const withdrawn = useInvitations(chat, "withdrawn");
  const funnel = invited.data?.funnel;
  const closed = useClosed(group.row);
  const { people, held, seats } = group.row;
  const free = Math.max(0, seats - people - held);
  const next = (waiting.data?.rows ?? []).slice(0, free);
  if (invited.isError)
    return (
      <div className="group-empty" role="alert">
        <Empty
          icon={<CircleAlert aria-hidden="true" />}
          title={t`The invitations could not be read`}
          action={<Button onPress={() => void invited.refetch()}>{t`Try again`}</Button>}
        >
          {i18n._(errorWords(toHostError(invited.error).body))}
        </Empty>
      </div>
    );
  if (funnel === undefined || withdrawn.data === undefined)
    return (
      <div className="invitations" role="status" aria-label={t`Loading…`}>
        <Late>
          <Skeleton width="100%" height="90px" />
        </Late>
      </div>
    );
  if (funnel.invited + funnel.waiting + withdrawn.data.rows.length === 0)
    return (
      <div className="group-empty">
        <Empty
          icon={<MailPlus aria-hidden="true" />}
          title={t`Nobody was invited yet`}
          action={
            <Button kind="primary" reason={closed} onPress={() => openDialog({ dialog: "choose" })}>
              <UserPlus aria-hidden="true" />
              {t`Invite people…`}
            </Button>
          }
        >
          {t`You see here who got the link, who read it, who came in, and for whom a seat is held.`}
        </Empty>
      </div>
    );
  return (
    <div className="invitations">
      <Funnel funnel={funnel} />
      <Part title={t`Seats held and links sent`} rows={invited.data?.rows ?? []} onMore={more(invited)} />
      <Part
        title={t`Wait for a seat`}
        rows={waiting.data?.rows ?? []}
        onMore={more(waiting)}
        deed={
          next.length > 0 ? (
            <Button
              size="small"
              kind="primary"
              reason={closed}
              onPress={() => openDialog({ dialog: "invite", people: next.map(({ contact_id }) => contact_id) })}
            >
              {t`${plural(next.length, { one: "Invite the next one…", other: "Invite the next #…" })}`}
            </Button>
          ) : null
        }
      />
      <Part title={t`Came in`} rows={joined.data?.rows ?? []} onMore={more(joined)} />
      <Part title={t`Ended without a coming`} rows={lapsed.data?.rows ?? []} onMore={more(lapsed)} />
      <Part title={t`Taken back`} rows={withdrawn.data.rows} onMore={more(withdrawn)} />
    </div>
  );
}

function more(list: { hasNextPage: boolean; fetchNextPage: () => Promise<unknown> }): (() => void) | null {
  return list.hasNextPage ? () => void list.fetchNextPage() : null;
}

function Part({
  title,
  rows,
  deed = null,
  onMore,
}: {
  title: string;
  rows: readonly InvitationRow[];
  deed?: React.ReactNode;
  onMore: (() => void) | null;
}) {
  const { t } = useLingui();
  const failed = useErrorToast();
  const withdraw = useCommand("invitations_withdraw", {
    done: () => void toast(t`The seat is free again. What was read stays with the person.`),
    refused: failed,
  });
  if (rows.length === 0) return null;
  const open = (state: InvitationState) => state === "invited" || state === "waiting";
  return (
    <section className="group-card group-card--flush" aria-label={title}>
      <div className="group-card__head">
        <h2>{title}</h2>
        {deed}
      </div>
      <ul className="invitations__list">
        {rows.map((row) => (
          <InvitationLine
            key={row.invitation_id}
            row={row}
            onWithdraw={
              open(row.state)
                ? () => withdraw.mutate({ command_id: commandId(), invitations: [row.invitation_id] })
                : null
            }
          />
        ))}
      </ul>
      {onMore !== null && (
        <div className="invitations__more">
          <Button kind="ghost" onPress={onMore}>{t`Show more`}</Button>
        </div>
      )}
    </section>
  );
}
