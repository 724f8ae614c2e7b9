import { useLingui } from "@lingui/react/macro";
import { CircleCheck, CircleX, Clock } from "lucide-react";

import { useFormat } from "../../../app/format";
import { useErrorToast } from "../../../app/useErrorToast";
import { Button, CallOut } from "../../../components";
import type { AccountId, ProfileChangeView } from "../../../host/contract";
import { commandId, useCommand } from "../../../host/mutations";
import { profileReasonWords } from "./words";

/** How far the newest change of a profile is. */
export function ProfileStanding({ change, account }: { change: ProfileChangeView; account: AccountId }) {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const { phase, unconfirmed, refused, operator, at } = change;
  const why = refused === null ? null : i18n._(profileReasonWords(refused, change.change));
  const moment = format.moment(at);
  switch (phase) {
    case "saving":
      return (
        <div role="status">
          <CallOut tone="wait" icon={<Clock aria-hidden="true" />}>
            <p>{t`WhatsApp is asked to change it. ${operator} decided it ${moment}.`}</p>
            {unconfirmed && <p>{t`WhatsApp did not answer. It is asked again by itself, there is nothing to do.`}</p>}
            {why !== null && <p>{why}</p>}
          </CallOut>
        </div>
      );
    case "saved":
      return (
        <div role="status">
          <CallOut tone="ok" icon={<CircleCheck aria-hidden="true" />}>
            {t`Changed at WhatsApp ${moment}, by ${operator}.`}
          </CallOut>
        </div>
      );
    case "refused":
      return <Refused why={why ?? ""} account={account} />;
  }
}

function Refused({ why, account }: { why: string; account: AccountId }) {
  const { t } = useLingui();
  const failed = useErrorToast();
  const seen = useCommand("profile_seen", { refused: failed });
  return (
    <div role="alert">
      <CallOut
        tone="danger"
        icon={<CircleX aria-hidden="true" />}
        action={
          <Button
            size="small"
            kind="ghost"
            onPress={() => seen.mutate({ command_id: commandId(), account_id: account })}
          >
            {t`Discard the change`}
          </Button>
        }
      >
        <p>{t`Not changed. What you typed stands below.`}</p>
        <p>{why}</p>
      </CallOut>
    </div>
  );
}
