import { useLingui } from "@lingui/react/macro";
import { CircleAlert, CircleCheck, CircleX } from "lucide-react";

import { useFormat } from "../../../app/format";
import { Button, Chip } from "../../../components";
import { useNow } from "../../../host/clock";
import type { Account, Finding } from "../../../host/contract";
import { useExamination, useHealth } from "../../../host/queries";
import { FAULTS } from "../doctor/fault-words";
import { LightLine } from "../LightLine";
import { Standing } from "./Standing";
import { Templates } from "./Templates";

/** A number with a light for each thing that is known of it. What the doctor found of it stands first; where it is the only
 * one, that stands with the rest of what was found. */
export function NumberCard({
  account,
  isAlone,
  isBack,
  onProfile,
}: {
  account: Account;
  isAlone: boolean;
  /** Whether its profile was open just now: the way there gets the focus back. */
  isBack: boolean;
  onProfile: () => void;
}) {
  const { i18n } = useLingui();
  const { data: examination } = useExamination();
  const found = (examination?.findings ?? []).filter((finding) => finding.account_id === account.account_id);
  return (
    <div className="settings__card">
      <Head account={account} worst={found[0]} />
      {!isAlone &&
        found.map(({ fault, severity }) => (
          <LightLine
            key={JSON.stringify(fault)}
            tone={severity === "broken" ? "danger" : "warn"}
            name={i18n._(FAULTS[fault.fault].name)}
          >
            {i18n._(FAULTS[fault.fault].about)}
          </LightLine>
        ))}
      <Receiving />
      <Standing account={account} />
      <Templates account={account} />
      {account.set_up && account.capabilities.profile !== null && <Profile isBack={isBack} onOpen={onProfile} />}
      <Queue />
    </div>
  );
}

function Head({ account, worst }: { account: Account; worst: Finding | undefined }) {
  const { t } = useLingui();
  const name = account.name ?? t`Number without a name`;
  return (
    <div className="settings__number">
      <span className={`way__tile ${account.sandbox ? "way__tile--sandbox" : ""}`} aria-hidden="true">
        {[...name][0]}
      </span>
      <div className="grow">
        <strong>{name}</strong>
        <div className="settings__about numbers selectable">{account.phone}</div>
      </div>
      {account.sandbox && <Chip tone="accent">{t`sandbox`}</Chip>}
      <State account={account} worst={worst} />
    </div>
  );
}

function State({ account, worst }: { account: Account; worst: Finding | undefined }) {
  const { t, i18n } = useLingui();
  if (!account.set_up) return <Chip tone="warn">{t`seen, not set up`}</Chip>;
  if (worst !== undefined) {
    const broken = worst.severity === "broken";
    return (
      <Chip tone={broken ? "danger" : "warn"}>
        {broken ? <CircleX aria-hidden="true" /> : <CircleAlert aria-hidden="true" />}
        {i18n._(FAULTS[worst.fault.fault].name)}
      </Chip>
    );
  }
  return (
    <Chip tone="ok">
      <CircleCheck aria-hidden="true" />
      {t`connected`}
    </Chip>
  );
}

function Profile({ isBack, onOpen }: { isBack: boolean; onOpen: () => void }) {
  const { t } = useLingui();
  return (
    <LightLine
      tone="none"
      name={t`Business profile`}
      action={
        <Button kind="ghost" size="small" autoFocus={isBack} onPress={onOpen}>
          {t`Open`}
        </Button>
      }
    >
      <span className="quiet">{t`what people see who tap the name`}</span>
    </LightLine>
  );
}

function Receiving() {
  const { t } = useLingui();
  const format = useFormat();
  const now = useNow(10_000);
  const last = useHealth().data?.last_webhook ?? null;
  return (
    <LightLine tone={last === null ? "none" : "ok"} name={t`Receiving`}>
      {last === null ? t`nothing has come in yet` : t`last event ${format.length(now - last)} ago`}
    </LightLine>
  );
}

function Queue() {
  const { t } = useLingui();
  const format = useFormat();
  const { data: health } = useHealth();
  const waiting = health?.waiting ?? 0;
  const unknown = health?.unknown ?? 0;
  return (
    <>
      <LightLine tone={waiting > 0 ? "wait" : "ok"} name={t`Outbox`}>
        <span className="numbers">{format.number(waiting)}</span>
      </LightLine>
      <LightLine
        tone={unknown > 0 ? "warn" : "ok"}
        name={t`Not confirmed`}
        about={t`Sent, but WhatsApp has not said that it took them.`}
      >
        <span className="numbers">{format.number(unknown)}</span>
      </LightLine>
    </>
  );
}
