import type { ConsentImport, ConsentImported, ImportProblem, Label, Paper, PaperFile } from "../../contract";
import type { Around } from "../alerts/alerts";
import type { Answers } from "../fake";
import type { FakeConsent } from "./consent";
import { foundIn } from "./people";
import { reportOf } from "./report";
import { checked } from "./retention";

type ConsentCommand = Extract<
  keyof Answers,
  `consent_${string}` | "purposes" | "people" | "contact_erase" | `retention${string}`
>;
type SaveCommand = "purpose_save" | "wording_save" | "stop_words_save";

/** Answers to everything about consent. */
export type ConsentAnswers = Pick<Answers, ConsentCommand | SaveCommand>;

const ENDINGS: Readonly<Record<Paper, string>> = {
  receipt_json: "receipt.json",
  receipt_pdf: "receipt.pdf",
  receipt_csv: "receipt.csv",
  everything: "everything.zip",
};

/** The commands about consent; `send` puts a question into a chat. */
export function consentAnswers(
  consent: FakeConsent,
  around: Around & { labels: readonly Label[] },
  send: (chat: number, words: string) => number,
): ConsentAnswers {
  const changed = (): Record<symbol, never> => {
    around.changed("consent");
    return {};
  };
  return {
    purposes: () => consent.purposes,
    purpose_save: ({ purpose }) => {
      const { purposes } = consent.purposes;
      const known = purposes.some((one) => one.purpose === purpose.purpose);
      consent.purposes = {
        ...consent.purposes,
        purposes: known
          ? purposes.map((one) => (one.purpose === purpose.purpose ? purpose : one))
          : [...purposes, purpose],
      };
      return changed();
    },
    wording_save: ({ purpose, language, text }) => {
      const { wordings } = consent.purposes;
      const versions = wordings.filter((one) => one.purpose === purpose && one.language === language);
      const version = Math.max(0, ...versions.map((one) => one.version)) + 1;
      consent.purposes = {
        ...consent.purposes,
        wordings: [{ purpose, version, language, text, since: around.now() }, ...wordings],
      };
      return changed();
    },
    stop_words_save: ({ words }) => {
      consent.purposes = { ...consent.purposes, stop_words: words };
      return changed();
    },
    consent_overview: () => consent.overview(),
    consent_report: () => reportOf(consent, around.now()),
    retention: () => consent.retention,
    retention_save: ({ rules }) => {
      consent.retention = checked(rules, around.labels);
      return changed();
    },
    consent_ledger: (request) => consent.page(request),
    consent_verify: () => {
      const check = consent.check();
      changed();
      return check;
    },
    consent_check: ({ people }) => ({ people: people.flatMap((whom) => consent.person(whom) ?? []) }),
    people: ({ query }) => foundIn(consent.people, query).slice(0, 20),
    consent_record: (request) => consent.record(request),
    consent_withdraw: (request) => consent.withdraw(request),
    consent_ask: ({ chat_id, purpose }) => {
      const text = consent.purposes.wordings.find((one) => one.purpose === purpose)?.text ?? purpose;
      const message_id = send(chat_id, text);
      consent.ask(chat_id, purpose, message_id);
      return { message_id };
    },
    consent_import: (request) => imported(request),
    consent_paper: ({ paper }) => paperFile(ENDINGS[paper]),
    consent_export: () => paperFile("consent-ledger.csv"),
    contact_erase: ({ contact_id }) => {
      const ledger = consent.erase(contact_id);
      return { entries: 41, messages: 12, files: 2, ledger };
    },
  };
}

function paperFile(filename: string): PaperFile {
  return { filename, mime: "application/octet-stream", path: `/home/mira/Downloads/${filename}`, base64: null };
}

/** Lines without a grade cannot be read; the rest are granted. */
function imported({ csv }: ConsentImport): ConsentImported {
  const lines = csv.split("\n").slice(1);
  const problems = lines.flatMap((line, index): ImportProblem[] => {
    if (line.trim() === "") return [];
    const [phone = "", , purpose = "", grade = ""] = line.split(",");
    if (!/\d{5}/u.test(phone)) return [{ line: index + 2, problem: "phone" }];
    if (purpose === "") return [{ line: index + 2, problem: "purpose" }];
    return /^[A-D]$/iu.test(grade.trim()) ? [] : [{ line: index + 2, problem: "grade" }];
  });
  const read = lines.filter((line) => line.trim() !== "").length - problems.length;
  return { granted: read, known: 0, withdrawn: 0, suppressed: 0, problems };
}
