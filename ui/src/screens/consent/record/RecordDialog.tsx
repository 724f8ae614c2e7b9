import "../consent.css";
import "./record.css";

import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { CalendarDays, CircleAlert, ClipboardCheck, MessageSquare, Phone, Store, User } from "lucide-react";

import { Button, CallOut, CheckBox, Dialog, Field, Kbd, Segmented } from "../../../components";
import { useWorkspace } from "../../../host/queries";
import { type Action, useActions } from "../../../keys/actions";
import { PersonField } from "../PersonField";
import { useConsentWords } from "../useConsentWords";
import { closeDialogs, type Recording } from "../view";
import { Evidence } from "./Evidence";
import type { How } from "./evidence";
import { type RecordForm, useRecord } from "./useRecord";
import { WordingShown } from "./WordingShown";

/** Writes down what a person said or signed: who, when, what for, how, the text that was shown, and what proves it. */
export function RecordDialog({ recording }: { recording: Recording }) {
  const { t } = useLingui();
  const form = useRecord(recording);
  const { data: workspace } = useWorkspace();
  useRecordKeys(form);
  const operator = workspace?.operator ?? "";
  return (
    <Dialog
      isOpen
      title={t`Record a consent`}
      about={t`Only what the person really said or signed. It cannot be edited later, only withdrawn.`}
      keys="record"
      onClose={closeDialogs}
      onAccept={form.send}
      remark={
        <>
          <User aria-hidden="true" />
          <Trans>Recorded by {operator}</Trans>
        </>
      }
      footer={
        <>
          <Button onPress={closeDialogs}>{t`Cancel`}</Button>
          <RecordButton form={form} />
        </>
      }
    >
      <div className="record">
        <div className="record__who">
          <PersonField
            label={t`Who`}
            person={form.person}
            onPick={form.setPerson}
            autoFocus={recording.person === null}
          />
          <Field
            label={t`When`}
            value={form.when}
            onChange={form.setWhen}
            icon={<CalendarDays aria-hidden="true" />}
            error={form.whenError ? t`Write a time that is over, for example: yesterday 13:30` : undefined}
          />
        </div>
        <ForWhat form={form} focused={recording.person !== null} />
        <HowGiven form={form} />
        <Wordings form={form} />
        <Evidence form={form} />
        {form.trouble !== null && (
          <div role="alert">
            <CallOut tone="danger" icon={<CircleAlert aria-hidden="true" />}>
              {form.trouble}
            </CallOut>
          </div>
        )}
      </div>
    </Dialog>
  );
}

/** Without a proof the button says so in its own words, and cannot be pressed. */
function RecordButton({ form: { missing, isPending, send } }: { form: RecordForm }) {
  const { t } = useLingui();
  const words = missing === t`Evidence is missing` ? missing : t`Record`;
  return (
    <Button
      kind="primary"
      chord={missing === null ? "Mod+Enter" : undefined}
      reason={missing ?? undefined}
      pending={isPending ? t`Recording…` : undefined}
      onPress={send}
    >
      {words}
    </Button>
  );
}

/** The digits tick the purposes in their order, P takes the paper form. */
function useRecordKeys({ purposes, toggle, setHow }: RecordForm): void {
  const { name } = useConsentWords();
  const actions: Action[] = [
    ...purposes.slice(0, 9).map(({ purpose }, index): Action => {
      const words = name(purpose);
      return {
        id: `record.purpose.${index + 1}`,
        title: msg`For ${words}`,
        group: "app",
        keyOnly: true,
        run: () => toggle(purpose),
      };
    }),
    {
      id: "record.paper",
      title: msg`Given on a paper form`,
      group: "app",
      keyOnly: true,
      run: () => setHow("paper_form"),
    },
  ];
  useActions(actions);
}

function ForWhat({ form: { purposes, chosen, toggle }, focused }: { form: RecordForm; focused: boolean }) {
  const { t } = useLingui();
  const { name } = useConsentWords();
  return (
    <div role="group" aria-label={t`For what`}>
      <span className="field__label record__label">{t`For what`}</span>
      <div className="record__purposes">
        {purposes.map(({ purpose }, index) => (
          <CheckBox
            key={purpose}
            value={chosen.includes(purpose)}
            autoFocus={focused && index === 0}
            onChange={(on) => toggle(purpose, on)}
          >
            <span>{name(purpose)}</span>
            {index < 9 && <Kbd chord={`Digit${index + 1}`} />}
          </CheckBox>
        ))}
      </div>
    </div>
  );
}

function HowGiven({ form: { how, setHow } }: { form: RecordForm }) {
  const { t } = useLingui();
  const option = (id: How, icon: typeof Phone, words: string, chord?: string) => {
    const Icon = icon;
    return {
      id,
      name: words,
      words: (
        <>
          <Icon aria-hidden="true" />
          {words}
          {chord !== undefined && <Kbd chord={chord} />}
        </>
      ),
    };
  };
  return (
    <div className="record__how">
      <span className="field__label record__label">{t`How`}</span>
      <Segmented
        label={t`How`}
        value={how}
        onChange={setHow}
        options={[
          option("message", MessageSquare, t`Message`),
          option("paper_form", ClipboardCheck, t`Paper form`, "KeyP"),
          option("call", Phone, t`Call`),
          option("in_person", Store, t`In person`),
        ]}
      />
    </div>
  );
}

function Wordings({ form }: { form: RecordForm }) {
  const { t } = useLingui();
  const shown = form.chosen.flatMap((purpose) => form.textOf(purpose) ?? []);
  return (
    <div>
      <span className="field__label record__label">{t`Wording they agreed to`}</span>
      {shown.length === 0 ? (
        <p className="record__none">
          {form.chosen.length === 0
            ? t`Choose what it is for, and the text stands here.`
            : t`This purpose has no text yet. It is written under Consent, Wording.`}
        </p>
      ) : (
        <div className="record__texts">
          {shown.map((wording) => (
            <WordingShown key={wording.purpose} wording={wording} wordings={form.wordings} onChange={form.setText} />
          ))}
        </div>
      )}
    </div>
  );
}
