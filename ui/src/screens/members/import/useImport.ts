import { useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { errorWords } from "../../../app/errors";
import { useHost } from "../../../host/context";
import type {
  ImportOptions,
  ImportPlan,
  ListColumn,
  ListEncoding,
  ListLook,
  ListSeparator,
  Workspace,
} from "../../../host/contract";
import { toHostError } from "../../../host/host";
import { keys } from "../../../host/keys";
import { commandId } from "../../../host/mutations";
import { base64Of } from "../../inbox/composer/limits";
import { UNREADABLE } from "./words";

/** Bytes of a list that the core takes. */
const MOST_BYTES = 32 * 1024 * 1024;

/** In which way a list is to be read, where that is not to be guessed. */
export interface Way {
  encoding: ListEncoding | null;
  separator: ListSeparator | null;
  headed: boolean | null;
}

/** What the operator said so far of how the list is to be brought in. */
export type Said = Omit<ImportOptions, "account_id"> & { account_id: string };

/** Where the wizard is. */
export type Step =
  | { step: "choose" }
  | { step: "columns"; look: ListLook }
  | { step: "plan"; look: ListLook; plan: ImportPlan; of: number }
  | { step: "run" };

function firstSaid(workspace: Workspace | undefined): Said {
  const [account] = workspace?.accounts ?? [];
  const country = account?.phone?.replaceAll(/\D/gu, "").startsWith("7") === true ? "7" : "";
  return { account_id: account?.account_id ?? "", columns: [], country, overwrite: false, labels: [] };
}

/** The import as the wizard leads through it. */
export function useImport(workspace: Workspace | undefined, runs: boolean) {
  const { i18n } = useLingui();
  const host = useHost();
  const client = useQueryClient();
  const [step, setStep] = useState<Step>(runs ? { step: "run" } : { step: "choose" });
  const [said, setSaid] = useState<Said>(() => firstSaid(workspace));
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [command] = useState(commandId);
  /** One thing after the other; what goes wrong is said where the operator is. */
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setTrouble(null);
    try {
      await work();
    } catch (error) {
      setTrouble(i18n._(errorWords(toHostError(error).body)));
    } finally {
      setBusy(false);
    }
  };
  const read = (file: File | null, way: Way) =>
    attempt(async () => {
      if (file !== null && file.size > MOST_BYTES) return setTrouble(i18n._(UNREADABLE.too_large));
      const sent = file === null ? null : { filename: file.name, base64: await base64Of(file) };
      const opened = await host.call("members_import_read", { file: sent, ...way });
      if (opened.read === "unreadable") return setTrouble(i18n._(UNREADABLE[opened.why]));
      setSaid((before) => ({ ...before, columns: opened.look.columns.map(({ guess }) => guess) }));
      setStep({ step: "columns", look: opened.look });
    });
  const plan = (look: ListLook) =>
    attempt(async () => {
      const planned = await host.call("members_import_plan", said);
      setStep({ step: "plan", look, plan: planned, of: Date.now() });
    });
  const start = () =>
    attempt(async () => {
      const begun = await host.call("members_import_start", { command_id: command, options: said });
      client.setQueryData(keys.importState, begun);
      setStep({ step: "run" });
    });
  return {
    step,
    said,
    trouble,
    isBusy,
    choose: (file: File) => read(file, { encoding: null, separator: null, headed: null }),
    readAgain: (way: Way) => read(null, way),
    say: (some: Partial<Said>) => setSaid((before) => ({ ...before, ...some })),
    sayColumn: (index: number, column: ListColumn) =>
      setSaid((before) => ({ ...before, columns: before.columns.map((one, at) => (at === index ? column : one)) })),
    plan,
    start,
    back: () => setStep((now) => (now.step === "plan" ? { step: "columns", look: now.look } : { step: "choose" })),
  };
}

/** What the steps are given. */
export type Wizard = ReturnType<typeof useImport>;
