import { useLingui } from "@lingui/react/macro";
import { Check, Lock } from "lucide-react";

import type { Step } from "./Onboarding";

interface Part {
  id: Step;
  name: string;
  about: string;
}

/** Where the keys of the number are. */
export type KeysAre = "keyring" | "vault" | "hub";

/** Where the first run is: all of its steps beside the one that is open. */
export function Steps({ step, keysAre }: { step: Step; keysAre: KeysAre }) {
  const { t } = useLingui();
  const keys: Record<KeysAre, string> = {
    keyring: t`Keys stay on this computer, in the system's keyring.`,
    vault: t`Keys stay on this computer, in a file under your passphrase.`,
    hub: t`Keys are at the hub alone.`,
  };
  const choose: Part = { id: "choose", name: t`Choose a provider`, about: t`Who carries your messages` };
  const withHub: Part[] = [choose, { id: "hub", name: t`Pair`, about: t`Paste the code of the hub` }];
  const withNumber: Part[] = [
    choose,
    { id: "credentials", name: t`Credentials`, about: t`Paste two values` },
    { id: "test", name: t`Test`, about: t`We check what works` },
    { id: "webhook", name: t`Webhook`, about: t`So messages reach you` },
    { id: "message", name: t`First message`, about: t`Send one to yourself` },
  ];
  const withBackup: Part[] = [choose, { id: "backup", name: t`Restore`, about: t`Choose the file` }];
  const isShort = step === "hub" || step === "backup";
  const steps = step === "hub" ? withHub : step === "backup" ? withBackup : withNumber;
  const at = steps.findIndex(({ id }) => id === step);
  return (
    <aside className="first__steps" aria-label={t`Steps`}>
      <div>
        <h2 className="first__name">{t`Set up Switchboard`}</h2>
        <p className="quiet">
          {isShort ? t`Two steps, about a minute.` : t`Five steps, about ten minutes. You can stop and come back.`}
        </p>
        <ol className="steps">
          {steps.map(({ id, name, about }, index) => (
            <li
              key={id}
              className={`steps__step ${index < at ? "steps__step--done" : ""}`}
              {...(index === at ? { "aria-current": "step" as const } : {})}
            >
              <span className="steps__mark" aria-hidden="true">
                {index < at ? <Check /> : index + 1}
              </span>
              <div>
                <div className="steps__name">
                  {name}
                  {index < at && <span className="unseen">{t`, done`}</span>}
                </div>
                <div className="steps__about">{about}</div>
              </div>
            </li>
          ))}
        </ol>
      </div>
      <p className="first__keys">
        <Lock aria-hidden="true" />
        {keys[keysAre]}
      </p>
    </aside>
  );
}
