import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef, useState } from "react";

import { errorWords } from "../../app/errors";
import { Button, Field } from "../../components";
import { useCommand } from "../../host/mutations";
import { Copied } from "../settings/Copied";
import { Page } from "./Page";

/** What is typed where the hub runs, word for word. */
const PAIR = "switchboard-hub pair --data /var/lib/switchboard";

/** A code that a hub printed makes this window one of its consoles. */
export function JoinHub({ onBack }: { onBack: () => void }) {
  const { t, i18n } = useLingui();
  const [code, setCode] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const join = useCommand("hub_join", { refused: () => field.current?.focus() });
  useEffect(() => field.current?.focus(), []);
  const isEmpty = code.trim() === "";
  const next = () => {
    if (!isEmpty && !join.isPending) join.mutate({ code });
  };
  return (
    <Page
      title={t`Paste the code of the hub`}
      about={t`Chats, people and consent come from the hub. It sends and keeps the keys; this window shows and decides with it.`}
      onBack={onBack}
      onNext={next}
      next={
        <Button
          kind="primary"
          size="large"
          type="submit"
          chord="Enter"
          reason={isEmpty ? t`Paste the code` : undefined}
          pending={join.isPending ? t`Pairing…` : undefined}
        >
          {t`Pair`}
        </Button>
      }
    >
      <div className="first__fields">
        <Copied label={t`Whoever runs the hub types there`} text={PAIR} />
        <Field
          ref={field}
          label={t`Code`}
          size="large"
          value={code}
          onChange={(typed) => {
            join.reset();
            setCode(typed);
          }}
          help={t`It is used once, within ten minutes.`}
          error={join.error === null ? undefined : i18n._(errorWords(join.error.body))}
        />
      </div>
    </Page>
  );
}
