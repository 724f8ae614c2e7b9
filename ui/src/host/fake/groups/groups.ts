import type {
  ChatId,
  FileHash,
  GroupAct,
  GroupActRow,
  GroupFault,
  GroupHappened,
  GroupLine,
  GroupNumber,
  GroupPerson,
  GroupsPage,
  GroupsRequest,
  GroupView,
  JoinRequest,
} from "../../contract";
import { fold } from "../../../keys/fold";
import { HostError } from "../../host";
import type { Around } from "../alerts/alerts";
import { idOf } from "../scene";
import { type Drawn, drawn } from "./drawn";
import { qrOf } from "./qr";
import { welcomeOf } from "./welcome";

const MINUTE = 60_000;
const DAY = 86_400_000;
const OPERATOR = "Mira Halonen";

/** What the made-up core knows of groups. A test may set any of it before it is asked. */
export class FakeGroups {
  readonly #around: Around;
  groups: GroupView[];
  /** What is asked about groups that do not exist yet. */
  making: GroupActRow[] = [];
  numbers: GroupNumber[] = [{ account_id: "fake", seats: 8, subject: 128, description: 2048, may: true }];
  /** Newest first. */
  history: GroupLine[] = [];
  /** What comes of the next thing that is asked: nothing is done and this is why. */
  refuses: GroupFault[] | null = null;
  /** Whether what is asked stays without an answer. */
  holds = false;
  /** How many differences the next comparison finds. */
  differs = 0;
  #next = 7000;

  constructor(around: Around) {
    this.#around = around;
    this.groups = drawn.map((one) => this.#enliven(one));
  }

  #enliven(group: Drawn): GroupView {
    const now = this.#around.now();
    const { id, subject, kind, topic, suspended = false, asking = [] } = group;
    const people = group.people.map((name, at): GroupPerson => {
      const joined = now - (group.people.length - at) * 9 * DAY;
      this.#tell(id, subject, "joined", { at: joined, contact_id: idOf(name), name });
      const chat = this.#around.chats.find(({ row }) => row.kind === "direct" && row.title === name);
      return { contact_id: idOf(name), name, phone_masked: null, joined, chat_id: chat?.row.chat_id ?? null };
    });
    const requests = asking.map((one): JoinRequest => {
      const at = now - one.minutes * MINUTE;
      this.#tell(id, subject, "asked", { at, contact_id: idOf(one.name), name: one.name });
      return {
        request_id: idOf(one.name),
        chat_id: id,
        contact_id: idOf(one.name),
        name: one.name,
        phone_masked: null,
        at,
        consent: one.consent,
        removed_before: one.removed ?? false,
        invited: null,
        held: false,
        deciding: false,
      };
    });
    const link = `https://chat.whatsapp.com/Fk2cD${id}xLmW8q7Hd`;
    return {
      row: {
        chat_id: id,
        account_id: "fake",
        subject,
        kind,
        topic,
        people: people.length,
        held: 0,
        seats: 8,
        requests: requests.length,
        suspended,
        deleted: false,
        picture: null,
        busy: false,
      },
      description: group.description === "" ? null : group.description,
      approval: true,
      created_at: now - 90 * DAY,
      link: { link, qr: qrOf(link) },
      rule: null,
      welcome: welcomeOf(),
      people,
      requests,
      acts: [],
      compared_at: now - 28 * MINUTE,
      found: 0,
    };
  }

  #tell(chat: ChatId, subject: string, happened: GroupHappened, some: Partial<GroupLine> = {}): void {
    const none = { contact_id: null, name: null, operator: null, words: null };
    const line = { line: this.history.length + 1, chat_id: chat, subject, at: this.#around.now(), happened, ...none };
    this.history.unshift({ ...line, ...some });
  }

  /** Adds to the history of a group what we did. */
  tell(group: GroupView, happened: GroupHappened, some: Partial<GroupLine> = {}): void {
    this.#tell(group.row.chat_id, group.row.subject, happened, { operator: OPERATOR, ...some });
  }

  /** Gives a group a picture; its chat shows it, too. */
  picture(group: GroupView, picture: FileHash): void {
    group.row = { ...group.row, picture };
    const chat = this.#around.chats.find(({ row }) => row.chat_id === group.row.chat_id);
    if (chat !== undefined) chat.row = { ...chat.row, picture };
  }

  /** A group by its chat. */
  group(chat: ChatId): GroupView {
    const found = this.groups.find(({ row }) => row.chat_id === chat);
    if (found === undefined) throw new HostError({ code: "not_found", retry: { retry: "never" } });
    found.row = { ...found.row, people: found.people.length, requests: found.requests.length };
    return found;
  }

  /** A part of the list; where it ended is a number. */
  page({ query, filter, limit, after }: GroupsRequest): GroupsPage {
    const kept = this.groups.map(({ row }) => this.group(row.chat_id).row).filter((row) => !row.deleted);
    const fits = kept.filter(({ subject, requests, people, held, seats, suspended }) => {
      if (!fold(subject).includes(fold(query))) return false;
      return { all: true, requests: requests > 0, free: people + held < seats && !suspended, suspended }[filter];
    });
    const from = Number(after ?? 0);
    const end = from + limit;
    return {
      rows: fits.slice(from, end),
      next: end < fits.length ? String(end) : null,
      total: kept.length,
      requests: kept.reduce((sum, row) => sum + row.requests, 0),
      making: this.making,
      numbers: this.numbers,
    };
  }

  /** Somebody asks to enter. */
  asks(chat: ChatId, name: string, some: Partial<JoinRequest> = {}): void {
    const person = { contact_id: idOf(name), name, phone_masked: null };
    const mark = { removed_before: false, invited: null, held: false, deciding: false };
    const how = { at: this.#around.now(), consent: null, ...mark };
    this.group(chat).requests.push({ request_id: idOf(name), chat_id: chat, ...person, ...how, ...some });
    this.#around.changed("groups", [chat]);
  }

  /** Asks something of the made-up provider: it is done at once, unless it refuses or holds its answer. */
  ask(group: GroupView | null, act: GroupAct, does: () => void): { act_id: number } {
    const faults = this.refuses;
    this.refuses = null;
    const row: GroupActRow = {
      act_id: this.#next++,
      account_id: "fake",
      chat_id: group?.row.chat_id ?? null,
      act,
      state: this.holds ? "pending" : faults === null ? "done" : "failed",
      faults: faults ?? [],
      operator: OPERATOR,
      at: this.#around.now(),
    };
    if (row.state === "done") does();
    else if (group === null) this.making.unshift(row);
    else group.acts.unshift(row);
    if (group !== null) group.row = { ...group.row, busy: group.acts.some(({ state }) => state === "pending") };
    this.#around.changed("groups", group === null ? [] : [group.row.chat_id]);
    return { act_id: row.act_id };
  }

  /** Puts an act away. */
  putAway(act: number): void {
    this.making = this.making.filter(({ act_id }) => act_id !== act);
    for (const group of this.groups) group.acts = group.acts.filter(({ act_id }) => act_id !== act);
    this.#around.changed("groups");
  }

  /** A new group. */
  add(some: Pick<Drawn, "subject" | "kind" | "topic" | "description">, approval: boolean): void {
    const made = this.#enliven({ id: this.#next++, people: [], ...some });
    this.groups.push({ ...made, approval, created_at: this.#around.now() });
    this.tell(made, "created");
  }

  /** Compares a group's people with the provider's. */
  compare(chat: ChatId): void {
    const group = this.group(chat);
    group.compared_at = this.#around.now();
    group.found += this.differs;
    this.#around.changed("groups", [chat]);
  }
}
