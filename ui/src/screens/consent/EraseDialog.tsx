import "./consent.css";

import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { CircleAlert } from "lucide-react";
import { useState } from "react";

import { errorWords } from "../../app/errors";
import { useDecision } from "../../app/useDecision";
import { Button, CallOut, Dialog, Field } from "../../components";
import type { Erased } from "../../host/contract";
import { useMember } from "../../host/members";
import { commandId } from "../../host/mutations";
import { fold } from "../../keys/fold";
import { askAbout, closeDialogs, type Somebody } from "./view";

/** Erases a person: says what goes and what stays, asks to type the name, and reports what was done. */
export function EraseDialog({ person }: { person: Somebody }) {
  const [report, setReport] = useState<Erased | null>(null);
  return report === null ? (
    <Sure
      person={person}
      onErased={(erased) => {
        askAbout(null);
        setReport(erased);
      }}
    />
  ) : (
    <Report person={person} report={report} />
  );
}

function Sure({ person, onErased }: { person: Somebody; onErased: (report: Erased) => void }) {
  const { t, i18n } = useLingui();
  const [typed, setTyped] = useState("");
  const [trouble, setTrouble] = useState<string | null>(null);
  const [command] = useState(commandId);
  const erase = useDecision("contact_erase", closeDialogs, {
    done: onErased,
    refused: (error) => setTrouble(i18n._(errorWords(error.body))),
  });
  const { name } = person;
  const missing = fold(typed.trim()) === fold(name) ? undefined : t`Type the name first`;
  return (
    <Dialog
      alert
      isOpen
      title={t`Erase ${name}?`}
      onClose={closeDialogs}
      footer={
        <>
          <Button autoFocus onPress={closeDialogs}>{t`Cancel`}</Button>
          <Button
            kind="solid-danger"
            reason={missing}
            pending={erase.isPending ? t`Erasing…` : undefined}
            onPress={() => erase.mutate({ command_id: command, contact_id: person.whom.contact_id })}
          >
            {t`Erase ${name}`}
          </Button>
        </>
      }
    >
      <div className="asking">
        <p>
          {t`Name, numbers, messages and files go, here and in the journal. The entries of the consent ledger stay and lead to nobody. It cannot be taken back.`}
        </p>
        <AlsoErased person={person} />
        <p>{t`Export everything known before, if somebody asked for it. What lies at WhatsApp and in older backups is not reached from here.`}</p>
        <Field label={t`Type the name: ${name}`} value={typed} onChange={setTyped} />
        {trouble !== null && (
          <div role="alert">
            <CallOut tone="danger" icon={<CircleAlert aria-hidden="true" />}>
              {trouble}
            </CallOut>
          </div>
        )}
      </div>
    </Dialog>
  );
}

/** Whoever was merged with the person is the person. */
function AlsoErased({ person: { whom } }: { person: Somebody }) {
  const { t } = useLingui();
  const view = useMember(whom.contact_id).data;
  if (view === undefined || view.merged.length === 0) return null;
  const others = [view.row, ...view.merged.map(({ row }) => row)].filter(
    (row) => row.whom.contact_id !== whom.contact_id,
  );
  const names = others.map(({ name, phone_masked: phone }) => name ?? phone ?? t`No name`).join(", ");
  return <p>{t`Also erased, since they are merged as the same person: ${names}.`}</p>;
}

function Report({ person: { name }, report }: { person: Somebody; report: Erased }) {
  const { t } = useLingui();
  const lines = [
    t`${plural(report.messages, { one: "# message is gone", other: "# messages are gone" })}`,
    t`${plural(report.files, { one: "# file is gone", other: "# files are gone" })}`,
    t`${plural(report.entries, { one: "# entry of the journal was emptied", other: "# entries of the journal were emptied" })}`,
    t`${plural(report.ledger, { one: "# entry of the ledger leads to nobody", other: "# entries of the ledger lead to nobody" })}`,
  ];
  return (
    <Dialog
      isOpen
      title={t`Erased: ${name}`}
      onClose={closeDialogs}
      footer={
        <Button kind="primary" autoFocus onPress={closeDialogs}>
          {t`Close`}
        </Button>
      }
    >
      <ul className="report" aria-label={t`What the erasure did`}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Dialog>
  );
}
