import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { CircleAlert, CircleCheck } from "lucide-react";

import { errorWords } from "../../../app/errors";
import { Button } from "../../../components";
import type { AlertAbility, Attempt } from "../../../host/contract";
import { useCommand } from "../../../host/mutations";

/** While it is tried: what the operator does meanwhile. */
const PENDING: Readonly<Record<Attempt, MessageDescriptor>> = {
  banner: msg`Waiting for the banner…`,
  sound: msg`Playing…`,
  action: msg`Press the button on the banner…`,
};

/** What came back. */
const CONFIRMED: Readonly<Record<Attempt, MessageDescriptor>> = {
  banner: msg`The system has shown the banner.`,
  sound: msg`The device has played the sound.`,
  action: msg`The press on the button has arrived.`,
};

/** What nothing came back of, and what to do. */
const SILENT: Readonly<Record<Attempt, MessageDescriptor>> = {
  banner: msg`No banner was shown. Allow notifications for Switchboard in the settings of the system, then try again.`,
  sound: msg`The sound was not played to its end. Choose another device or turn up its volume, then try again.`,
  action: msg`No press has arrived. Try again and press the button while the banner stands there.`,
};

/** Tries one thing and says what came back. */
export function TryIt({ what, ability }: { what: Attempt; ability: AlertAbility }) {
  const { t, i18n } = useLingui();
  const attempt = useCommand("alert_try");
  const words =
    attempt.error !== null
      ? errorWords(attempt.error.body)
      : attempt.data === undefined
        ? null
        : attempt.data.confirmed
          ? CONFIRMED[what]
          : SILENT[what];
  const confirmed = attempt.data?.confirmed === true;
  const names: Record<Attempt, string> = {
    banner: t`Try it: banner`,
    sound: t`Try it: sound`,
    action: t`Try it: button on a banner`,
  };
  return (
    <>
      <Button
        size="small"
        aria-label={names[what]}
        reason={ability === "absent" ? t`This system cannot do it` : undefined}
        pending={attempt.isPending ? t`Trying…` : undefined}
        onPress={() => attempt.mutate({ what })}
      >
        {t`Try it`}
      </Button>
      <p className="health__came" role="status">
        {attempt.isPending ? (
          i18n._(PENDING[what])
        ) : words === null ? null : (
          <>
            {confirmed ? (
              <CircleCheck className="health__ok" aria-hidden="true" />
            ) : (
              <CircleAlert className="health__bad" aria-hidden="true" />
            )}
            <span>{i18n._(words)}</span>
          </>
        )}
      </p>
    </>
  );
}
