import { useLingui } from "@lingui/react/macro";
import { Archive, Check, FlaskConical, Info, Server } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { Radio, RadioGroup } from "react-aria-components";

import { errorWords } from "../../app/errors";
import { Button, CallOut, Chip, Kbd, Trouble } from "../../components";
import type { HostError } from "../../host/host";
import { Page } from "./Page";

/** What can be begun with. */
export type Choice = "sandbox" | "meta" | "hub" | "backup";

const BY_DIGIT: Readonly<Record<string, Choice>> = {
  Digit1: "sandbox",
  Digit2: "meta",
  Digit3: "hub",
  Digit4: "backup",
};

/** The sandbox, a real number, or a hub that has one. */
export function Choose({
  onChoose,
  pending,
  error,
}: {
  onChoose: (choice: Choice) => void;
  pending: boolean;
  error: HostError | null;
}) {
  const { t, i18n } = useLingui();
  const [choice, setChoice] = useState<Choice>("sandbox");
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const byDigit = (event: KeyboardEvent) => {
    const chosen = BY_DIGIT[event.code];
    if (chosen !== undefined) setChoice(chosen);
  };
  const words: Record<Choice, string> = {
    sandbox: t`Start with the sandbox`,
    meta: t`Continue with Meta`,
    hub: t`Continue with a hub`,
    backup: t`Continue with a backup`,
  };
  return (
    <Page
      title={t`How do you want to connect?`}
      about={t`Not sure? Start with the sandbox: sample people, no real messages, nothing to pay.`}
      onNext={() => !pending && onChoose(choice)}
      remark={
        <span className="first__hint" aria-hidden="true">
          <Kbd chord="Digit1" />–<Kbd chord="Digit4" />
          {t`choose`}
        </span>
      }
      next={
        <Button kind="primary" size="large" type="submit" chord="Enter" pending={pending ? t`Starting…` : undefined}>
          {words[choice]}
        </Button>
      }
    >
      <div role="presentation" onKeyDown={byDigit}>
        <RadioGroup
          className="ways ways--beside"
          aria-label={t`How do you want to connect?`}
          value={choice}
          onChange={(chosen) => setChoice(Object.values(BY_DIGIT).find((one) => one === chosen) ?? "sandbox")}
        >
          <Radio value="sandbox" className="way" inputRef={first}>
            <span className="way__tile way__tile--sandbox">
              <FlaskConical aria-hidden="true" />
            </span>
            <span className="grow">
              <span className="way__head">
                <strong>{t`Sandbox`}</strong>
                <Chip tone="ok">{t`no account`}</Chip>
              </span>
              <span className="way__about">{t`Try everything on this computer. Sample chats, groups and replies.`}</span>
              <span className="way__chips">
                <Able>{t`1:1`}</Able>
                <Able>{t`Groups`}</Able>
              </span>
            </span>
          </Radio>
          <Radio value="meta" className="way">
            <span className="way__tile" aria-hidden="true">
              M
            </span>
            <span className="grow">
              <span className="way__head">
                <strong>{t`Meta Cloud API`}</strong>
              </span>
              <span className="way__about">{t`Direct from Meta. You need a business portfolio and a phone number.`}</span>
              <span className="way__chips">
                <Able>{t`1:1`}</Able>
                <Able>{t`Groups, if eligible`}</Able>
              </span>
            </span>
          </Radio>
          <Radio value="hub" className="way">
            <span className="way__tile" aria-hidden="true">
              <Server aria-hidden="true" />
            </span>
            <span className="grow">
              <span className="way__head">
                <strong>{t`A hub of your team`}</strong>
              </span>
              <span className="way__about">{t`It runs on a server and has a number already. You need a code from whoever runs it.`}</span>
            </span>
          </Radio>
          <Radio value="backup" className="way">
            <span className="way__tile" aria-hidden="true">
              <Archive aria-hidden="true" />
            </span>
            <span className="grow">
              <span className="way__head">
                <strong>{t`A backup`}</strong>
              </span>
              <span className="way__about">{t`Switchboard ran on another computer. Everything as it was there, from one file.`}</span>
            </span>
          </Radio>
        </RadioGroup>
      </div>
      <CallOut tone="accent" icon={<Info aria-hidden="true" />}>
        {t`You can connect a number later. What happens in the sandbox stays there.`}
      </CallOut>
      <Trouble words={error === null ? null : i18n._(errorWords(error.body))} />
    </Page>
  );
}

function Able({ children }: { children: ReactNode }) {
  return (
    <Chip tone="ok">
      <Check aria-hidden="true" />
      {children}
    </Chip>
  );
}
