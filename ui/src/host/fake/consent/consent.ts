import type {
  ContactId,
  ConsentOverview,
  ConsentRecord,
  ConsentRow,
  ConsentState,
  ConsentWithdraw,
  LedgerCheck,
  LedgerLine,
  LedgerRequest,
  OptOutHint,
  PersonConsent,
  Purposes,
  Recorded,
  RetentionRule,
  ServiceWindow,
  Whom,
} from "../../contract";
import { HostError } from "../../host";
import type { Around } from "../alerts/alerts";
import { hashOf, ledgerAt } from "./ledger";
import { type Known, peopleOf } from "./people";
import { purposesAt } from "./purposes";
import { rowOf } from "./verdict";

const MONTH = 30 * 86_400_000;
const NEVER = { retry: "never" } as const;

/** What the made-up core knows of consent. A test may set any of it before it is asked. */
export class FakeConsent {
  readonly #around: Around;
  people: Known[];
  /** Newest first. */
  ledger: LedgerLine[];
  purposes: Purposes;
  checked: LedgerCheck | null = null;
  /** What the next check comes to. */
  broken: number | null = null;
  signed = true;
  /** How long people are kept. */
  retention: RetentionRule[] = [
    { of: { of: "number", account_id: "fake" }, days: 730 },
    { of: { of: "label", label_id: 1 }, days: null },
  ];
  /** What may mean "stop", by chat. */
  hints = new Map<number, OptOutHint>();

  constructor(around: Around) {
    this.#around = around;
    this.people = peopleOf(around.chats);
    this.ledger = ledgerAt(around.now(), this.people);
    this.purposes = purposesAt(around.now());
    this.checked = this.check(around.now() - 3 * 60_000);
  }

  /** Checks the chain. */
  check(at = this.#around.now()): LedgerCheck {
    const { broken, signed } = this;
    this.checked = { at, entries: this.ledger.length, holds: broken === null, broken, signed };
    return this.checked;
  }

  #window(known: Known): ServiceWindow {
    const chat = this.#around.chats.find(({ row }) => row.chat_id === known.chat_id);
    return chat?.detail.window ?? { state: "never" };
  }

  /** How it stands with one person. */
  person(whom: Whom): PersonConsent | null {
    const known = this.people.find((one) => one.whom.contact_id === whom.contact_id);
    if (known === undefined) return null;
    const window = this.#window(known);
    return {
      whom: known.whom,
      name: known.name ?? known.phone_masked,
      chat_id: known.chat_id,
      window,
      purposes: this.rows(known.whom.contact_id, window),
    };
  }

  /** How it stands with each purpose of one person. */
  rows(contact: ContactId | null, window: ServiceWindow): ConsentRow[] {
    const entries = this.ledger.filter((line) => line.contact_id !== null && line.contact_id === contact);
    return this.purposes.purposes.map((purpose) => rowOf(purpose, entries, window, this.#around.now()));
  }

  /** How it stands with everybody. */
  overview(): ConsentOverview {
    const everybody = this.people.flatMap(({ whom }) => this.person(whom) ?? []);
    const state = (wanted: ConsentState) => everybody.filter((one) => one.purposes.some((row) => row.state === wanted));
    const since = this.#around.now() - MONTH;
    const withdrew = this.ledger.filter((line) => line.state === "withdrawn" && line.at > since);
    return {
      permitted: this.purposes.purposes.map(({ purpose }) => ({
        purpose,
        people: everybody.filter((one) => one.purposes.some((row) => row.purpose === purpose && row.denial === null))
          .length,
      })),
      waiting: state("requested").length,
      withdrawn: new Set(withdrew.map(({ contact_id }) => contact_id)).size,
      checked: this.checked,
    };
  }

  /** A page of the ledger. */
  page({ part, before, limit }: LedgerRequest) {
    const inPart = this.ledger.filter(
      ({ state }) =>
        part === "all" || (part === "pending" ? state === "requested" : state === "withdrawn" || state === "refused"),
    );
    const asked = inPart.filter(({ entry }) => before === null || entry < before);
    return { rows: asked.slice(0, limit), more: asked.length > limit };
  }

  #add(whom: Whom, purpose: string, some: Partial<LedgerLine>): Recorded {
    const known = this.people.find((one) => one.whom.contact_id === whom.contact_id);
    if (known === undefined) throw new HostError({ code: "suppressed", retry: NEVER });
    const entry = (this.ledger[0]?.entry ?? 0) + 1;
    const now = this.#around.now();
    this.ledger.unshift({
      entry,
      hash: hashOf(entry),
      ...whom,
      name: known.name ?? known.phone_masked,
      chat_id: known.chat_id,
      purpose,
      state: "granted",
      source: "operator",
      word: null,
      wording: null,
      evidence: "message",
      message_id: null,
      grade: "a",
      operator: "Mira Halonen",
      at: now,
      recorded_at: now,
      expires: null,
      ...some,
    });
    this.#around.changed("consent", known.chat_id === null ? [] : [known.chat_id]);
    return { entry, hash: hashOf(entry) };
  }

  /** Writes down what a person said. */
  record(request: ConsentRecord): Recorded {
    const { message_id, file, note, source, at } = request;
    const proved = source === "message" ? message_id !== null : file !== null || (note ?? "") !== "";
    if (!proved) throw new HostError({ code: "evidence", retry: NEVER });
    const evidence = message_id !== null ? "message" : file !== null ? "file" : "note";
    const grade = evidence === "message" ? "a" : evidence === "file" ? "b" : "c";
    const written = request.purposes.map((purpose) => {
      const wording = request.wordings.find((one) => one.purpose === purpose) ?? null;
      return this.#add(request.whom, purpose, { source, at, evidence, grade, message_id, wording });
    });
    const [first] = written;
    if (first === undefined) throw new HostError({ code: "bad_request", retry: NEVER });
    return first;
  }

  /** Takes a consent back. */
  withdraw({ whom, purpose, message_id, note }: ConsentWithdraw): Recorded {
    const chat = this.people.find((one) => one.whom.contact_id === whom.contact_id)?.chat_id;
    if (chat != null) this.hints.delete(chat);
    const evidence = message_id === null ? "note" : "message";
    if (message_id === null && (note ?? "") === "") throw new HostError({ code: "evidence", retry: NEVER });
    return this.#add(whom, purpose ?? "*", { state: "withdrawn", evidence, message_id });
  }

  /** A question that waits for an answer. */
  ask(chat: number, purpose: string, message: number): void {
    const known = this.people.find(({ chat_id }) => chat_id === chat);
    if (known === undefined) throw new HostError({ code: "not_found", retry: NEVER });
    this.#add(known.whom, purpose, { state: "requested", message_id: message });
  }

  /** Erases a person: the entries stay and lead to nobody. */
  erase(contact: ContactId): number {
    const theirs = this.ledger.filter(({ contact_id }) => contact_id === contact);
    this.ledger = this.ledger.map((line) =>
      line.contact_id === contact ? { ...line, contact_id: null, name: null, chat_id: null, message_id: null } : line,
    );
    this.people = this.people.filter(({ whom }) => whom.contact_id !== contact);
    this.#around.changed("consent");
    return theirs.length;
  }
}
