import { i18n as current } from "@lingui/core";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { errorWords } from "../../../app/errors";
import { parsePast } from "../../../app/past";
import { useFormat } from "../../../app/format";
import { useDecision } from "../../../app/useDecision";
import { now } from "../../../host/clock";
import { toast } from "../../../components";
import { usePurposes } from "../../../host/consent";
import type { PurposeId, Wording } from "../../../host/contract";
import { toHostError } from "../../../host/host";
import { commandId } from "../../../host/mutations";
import { askable, shortHash } from "../useConsentWords";
import { closeDialogs, openWithdraw, type Recording, type Somebody } from "../view";
import { type How, type Kept, type Proof, proofOf, type Said } from "./evidence";
import { currentOf, referTo } from "./wordings";

/** Everything that the dialog holds, and what it does with it. */
export function useRecord(recording: Recording) {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const { data } = usePurposes();
  const purposes = askable(data?.purposes ?? []);
  const [person, setPerson] = useState(recording.person);
  const [when, setWhen] = useState(() => format.moment(recording.message?.at ?? now()));
  const [chosen, setChosen] = useState<readonly PurposeId[]>(recording.purpose === null ? [] : [recording.purpose]);
  const [how, setHow] = useState<How>(recording.message === null ? "paper_form" : "message");
  const [proof, setProof] = useState<Proof>({ said: recording.message, kept: null, note: "" });
  const [texts, setTexts] = useState<Readonly<Record<PurposeId, Wording>>>({});
  const [trouble, setTrouble] = useState<string | null>(null);
  const [command] = useState(commandId);

  const language = current.locale.slice(0, 2);
  const textOf = (purpose: PurposeId) => texts[purpose] ?? currentOf(data?.wordings ?? [], purpose, language);
  const typed = parsePast(when, now());
  // To the minute it is what was filled in; then the seconds are known too.
  const said = recording.message?.at ?? null;
  const at = said !== null && format.moment(said) === when ? said : typed;
  const evidence = proofOf(how, proof);

  const record = useDecision("consent_record", closeDialogs, {
    done: ({ hash }) => {
      closeDialogs();
      const words = t`Recorded · entry ${shortHash(hash)}`;
      if (person === null) return void toast(words);
      toast(words, { act: { words: t`Withdraw`, run: () => openWithdraw(person, chosen[0] ?? null) } });
    },
    refused: (error) => setTrouble(i18n._(errorWords(error.body))),
  });

  const missing = (): string | null => {
    if (person === null) return t`Choose a person first`;
    if (chosen.length === 0) return t`Choose what it is for`;
    if (at === null) return t`The time cannot be read, or it is still to come`;
    return evidence === null ? t`Evidence is missing` : null;
  };
  const send = async () => {
    if (missing() !== null || record.isPending || person === null || at === null || evidence === null) return;
    try {
      const wordings = await Promise.all(chosen.flatMap((purpose) => textOf(purpose) ?? []).map(referTo));
      const order = purposes.map(({ purpose }) => purpose).filter((purpose) => chosen.includes(purpose));
      setTrouble(null);
      record.mutate({
        command_id: command,
        whom: person.whom,
        purposes: order,
        at,
        source: how,
        wordings,
        ...evidence,
      });
    } catch (error) {
      setTrouble(i18n._(errorWords(toHostError(error).body)));
    }
  };
  return {
    purposes,
    wordings: data?.wordings ?? [],
    person,
    when,
    whenError: at === null,
    chosen,
    how,
    proof,
    trouble,
    missing: missing(),
    isPending: record.isPending,
    textOf,
    send: () => void send(),
    setPerson: (next: Somebody | null) => {
      setPerson(next);
      // A message and a file are of the person in whose chat they lie.
      if (next?.whom.contact_id !== person?.whom.contact_id) setProof(({ note }) => ({ note, said: null, kept: null }));
    },
    setWhen,
    setHow,
    toggle: (purpose: PurposeId, on?: boolean) =>
      setChosen((all) => {
        const others = all.filter((one) => one !== purpose);
        return (on ?? others.length === all.length) ? [...others, purpose] : others;
      }),
    setText: (wording: Wording) => setTexts((all) => ({ ...all, [wording.purpose]: wording })),
    setSaid: (said: Said | null) => setProof((all) => ({ ...all, said })),
    setKept: (kept: Kept | null) => setProof((all) => ({ ...all, kept })),
    setNote: (note: string) => setProof((all) => ({ ...all, note })),
  };
}

/** What the dialog holds. */
export type RecordForm = ReturnType<typeof useRecord>;
