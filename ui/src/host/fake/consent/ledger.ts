import type { ConsentState, EvidenceKind, Grade, LedgerLine, Source, Timestamp } from "../../contract";
import type { Known } from "./people";

const MINUTE = 60_000;
const HOUR = 60;
const DAY = 24 * HOUR;

/** One made-up entry. `minutes` ago the person said it. */
interface Entry {
  minutes: number;
  name: string;
  purpose: string;
  state: ConsentState;
  source: Source;
  grade: Grade;
  word?: string;
  version?: number;
  evidence?: EvidenceKind;
  message?: number;
  operator?: string;
}

/** The entries of the drawings, the newest first, and below them what was there before. */
const ENTRIES: readonly Entry[] = [
  {
    minutes: 81,
    name: "Ольга Синицына",
    purpose: "*",
    state: "withdrawn",
    source: "keyword",
    grade: "a",
    word: "СТОП",
    message: 6001,
  },
  {
    minutes: 84,
    name: "Дана Касымова",
    purpose: "group_invitations",
    state: "granted",
    source: "keyword",
    grade: "a",
    word: "ДА",
    version: 3,
    evidence: "message",
  },
  {
    minutes: 130,
    name: "Nino Kapanadze",
    purpose: "offers",
    state: "requested",
    source: "web_form",
    grade: "b",
    version: 4,
    evidence: "system",
  },
  {
    minutes: 168,
    name: "Sofia Haapala",
    purpose: "offers",
    state: "confirmed",
    source: "double_opt_in",
    grade: "a",
    version: 4,
    evidence: "message",
  },
  {
    minutes: 207,
    name: "Илья Громов",
    purpose: "order_updates",
    state: "requested",
    source: "signup_link",
    grade: "b",
    version: 2,
    evidence: "system",
  },
  {
    minutes: 246,
    name: "Рустам Ахметов",
    purpose: "offers",
    state: "granted",
    source: "paper_form",
    grade: "b",
    version: 3,
    evidence: "file",
    operator: "Mira Halonen",
  },
  {
    minutes: 272,
    name: "Tomás Ribeiro",
    purpose: "service_replies",
    state: "granted",
    source: "wrote_first",
    grade: "a",
    message: 3000,
  },
  {
    minutes: 293,
    name: "Jin Duan",
    purpose: "offers",
    state: "expired",
    source: "silence",
    grade: "a",
    version: 4,
    evidence: "system",
  },
  {
    minutes: 306,
    name: "Lena Fischer",
    purpose: "order_updates",
    state: "granted",
    source: "web_form",
    grade: "b",
    version: 2,
    evidence: "system",
  },
  {
    minutes: 321,
    name: "Priya Nair",
    purpose: "offers",
    state: "confirmed",
    source: "double_opt_in",
    grade: "a",
    version: 4,
    message: 9000,
  },
  {
    minutes: 1117,
    name: "Ержан Бекенов",
    purpose: "group_invitations",
    state: "granted",
    source: "call",
    grade: "c",
    version: 3,
    evidence: "note",
    operator: "Mira Halonen",
  },
  {
    minutes: 1263,
    name: "Kaisa Ilves",
    purpose: "marketing*",
    state: "withdrawn",
    source: "provider",
    grade: "a",
    evidence: "system",
  },
  {
    minutes: 2 * DAY,
    name: "Анна Корнеева",
    purpose: "group_invitations",
    state: "requested",
    source: "operator",
    grade: "a",
    version: 3,
    evidence: "system",
  },
  {
    minutes: 3 * DAY,
    name: "Priya Nair",
    purpose: "group_invitations",
    state: "refused",
    source: "button",
    grade: "a",
    version: 3,
    message: 9000,
  },
  { minutes: 5 * DAY, name: "", purpose: "offers", state: "granted", source: "import", grade: "d", evidence: "list" },
  {
    minutes: 220 * DAY,
    name: "Анна Корнеева",
    purpose: "offers",
    state: "confirmed",
    source: "double_opt_in",
    grade: "a",
    version: 3,
    message: 1001,
  },
  {
    minutes: 260 * DAY,
    name: "Анна Корнеева",
    purpose: "order_updates",
    state: "granted",
    source: "in_person",
    grade: "c",
    version: 2,
    evidence: "note",
    operator: "Mira Halonen",
  },
  {
    minutes: 261 * DAY,
    name: "Анна Корнеева",
    purpose: "service_replies",
    state: "granted",
    source: "wrote_first",
    grade: "a",
    message: 1001,
  },
  {
    minutes: 300 * DAY,
    name: "Ольга Синицына",
    purpose: "offers",
    state: "confirmed",
    source: "double_opt_in",
    grade: "a",
    version: 3,
    evidence: "message",
  },
];

/** A made-up hash: sixteen letters that follow the number. */
export function hashOf(entry: number): string {
  let mixed = BigInt(entry) * 0x9e3779b97f4a7c15n;
  mixed ^= mixed >> 29n;
  return BigInt.asUintN(64, mixed * 0xbf58476d1ce4e5b9n)
    .toString(16)
    .padStart(16, "0");
}

/** The made-up ledger, newest first. */
export function ledgerAt(now: Timestamp, people: readonly Known[]): LedgerLine[] {
  return ENTRIES.map((entry, index) => {
    const number = ENTRIES.length - index;
    const person = people.find(({ name }) => name === entry.name);
    const at = now - entry.minutes * MINUTE;
    const shown = { purpose: entry.purpose, version: entry.version ?? 0, language: "en", hash: hashOf(number * 7) };
    return {
      entry: number,
      hash: hashOf(number),
      account_id: "fake",
      contact_id: person?.whom.contact_id ?? null,
      name: person?.name ?? null,
      chat_id: person?.chat_id ?? null,
      purpose: entry.purpose,
      state: entry.state,
      source: entry.source,
      word: entry.word ?? null,
      wording: entry.version === undefined ? null : shown,
      evidence: entry.evidence ?? "message",
      message_id: entry.message ?? null,
      grade: entry.grade,
      operator: entry.operator ?? null,
      at,
      recorded_at: at,
      expires: null,
    };
  });
}
