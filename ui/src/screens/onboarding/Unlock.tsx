import "../../app/frame.css";
import "../settings/settings.css";
import "./onboarding.css";

import { Trans, useLingui } from "@lingui/react/macro";
import { LockKeyhole } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";

import { errorWords } from "../../app/errors";
import { Button, Field, Trouble } from "../../components";
import type { Workspace } from "../../host/contract";
import { useCommand } from "../../host/mutations";
import { Bar } from "./Bar";

/** Asks for the passphrase of the vault. Until it is open nothing is sent and nothing comes in. */
export function Unlock({ workspace }: { workspace: Workspace }) {
  const { t, i18n } = useLingui();
  const [passphrase, setPassphrase] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const open = useCommand("vault_open", { refused: () => field.current?.select() });
  useEffect(() => field.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (passphrase !== "" && !open.isPending) open.mutate({ passphrase });
  };
  const isWrong = open.error?.body.code === "passphrase";
  const words = open.error === null ? null : i18n._(errorWords(open.error.body));
  return (
    <div className="frame frame--first">
      <Bar workspace={workspace} />
      <main className="sheet unlock">
        <form className="unlock__form" onSubmit={submit}>
          <LockKeyhole aria-hidden="true" />
          <h1>{t`Open the vault`}</h1>
          <p className="quiet">{t`Your keys are in a file under a passphrase. Nothing comes in or goes out until it is open.`}</p>
          <Field
            ref={field}
            label={t`Passphrase`}
            type="password"
            size="large"
            value={passphrase}
            onChange={(typed) => {
              open.reset();
              setPassphrase(typed);
            }}
            error={isWrong && words !== null ? words : undefined}
          />
          <div role="status" className="unseen">
            {isWrong ? words : ""}
          </div>
          <Trouble words={isWrong ? null : words} />
          <Button
            kind="primary"
            size="large"
            type="submit"
            chord="Enter"
            reason={passphrase === "" ? t`Type the passphrase` : undefined}
            pending={open.isPending ? t`Opening…` : undefined}
          >
            {t`Open`}
          </Button>
          <p className="quiet">
            <Trans>
              If it is forgotten, nobody can open the vault. Delete the file “vault” in the data folder, start again and
              paste the two values anew: messages stay.
            </Trans>
          </p>
        </form>
      </main>
    </div>
  );
}
