import type {
  Attribute,
  SegmentCondition,
  ContactId,
  Label,
  MemberAttribute,
  MemberLine,
  MemberOrder,
  MemberRow,
  MemberView,
  Relation,
  Segment,
} from "../../contract";
import { HostError } from "../../host";
import type { Around } from "../alerts/alerts";
import type { FakeConsent } from "../consent/consent";
import { foundIn, type Known } from "../consent/people";
import type { FakeGroups } from "../groups/groups";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function stands(known: string, relation: Relation, wanted: string): boolean {
  if (relation === "same") return known === wanted;
  const [a, b] = [Number(known), Number(wanted)];
  const order = Number.isNaN(a) || Number.isNaN(b) ? known.localeCompare(wanted) : a - b;
  return relation === "below" ? order < 0 : order > 0;
}

/** What the made-up core knows of members. A test may set any of it before it is asked. */
export class FakeMembers {
  readonly #around: Around;
  readonly #consent: FakeConsent;
  readonly #groups: FakeGroups;
  /** Labels of people who have no chat. */
  readonly labels = new Map<ContactId, number[]>();
  readonly given = new Map<ContactId, string>();
  readonly values = new Map<ContactId, MemberAttribute[]>();
  segments: Omit<Segment, "people" | "asks_for_gone">[] = [
    {
      segment_id: 1,
      name: "VIP, 30 days",
      conditions: [
        { condition: "label", label_id: 1 },
        { condition: "seen", days: 30 },
      ],
    },
    { segment_id: 2, name: "Silent for 60 days", conditions: [{ condition: "silent", days: 60 }] },
  ];
  attributes: Attribute[] = [
    { attribute_id: 1, name: "Birthday", kind: { kind: "date" } },
    { attribute_id: 2, name: "City", kind: { kind: "one_of", options: ["Алматы", "Астана", "Tbilisi"] } },
    { attribute_id: 3, name: "Favourite", kind: { kind: "text" } },
  ];

  constructor(around: Around, consent: FakeConsent, groups: FakeGroups) {
    this.#around = around;
    this.#consent = consent;
    this.#groups = groups;
    const [first] = consent.people;
    if (first !== undefined)
      this.values.set(first.whom.contact_id, [
        { attribute_id: 1, value: "1990-05-14" },
        { attribute_id: 2, value: "Алматы" },
        { attribute_id: 3, value: "Габа, шу пуэр 2016" },
      ]);
  }

  #chat(known: Known) {
    return this.#around.chats.find(({ row }) => row.kind === "direct" && row.contact_id === known.whom.contact_id);
  }

  labelsOf(contact: ContactId): number[] {
    const chat = this.#around.chats.find(({ row }) => row.kind === "direct" && row.contact_id === contact);
    return chat?.row.labels ?? this.labels.get(contact) ?? [];
  }

  label(contact: ContactId, label: number, on: boolean): void {
    const rest = this.labelsOf(contact).filter((one) => one !== label);
    const labels = on ? [...rest, label] : rest;
    const chat = this.#around.chats.find(({ row }) => row.kind === "direct" && row.contact_id === contact);
    if (chat === undefined) this.labels.set(contact, labels);
    else chat.row = { ...chat.row, labels };
  }

  row(known: Known): MemberRow {
    const chat = this.#chat(known);
    const person = this.#consent.person(known.whom);
    const at = this.#around.now();
    const heard = chat?.items.findLast((item) => item.item === "message" && !item.ours)?.at ?? null;
    return {
      whom: known.whom,
      name: this.given.get(known.whom.contact_id) ?? known.name,
      phone_masked: known.phone_masked,
      username: null,
      labels: this.labelsOf(known.whom.contact_id),
      consents: person?.purposes ?? [],
      chat_id: chat?.row.chat_id ?? null,
      window: person?.window ?? { state: "never" },
      last_seen: heard ?? (chat === undefined ? at - ((known.whom.contact_id % 9) + 1) * DAY : null),
      first_seen: at - 200 * DAY - known.whom.contact_id * HOUR,
    };
  }

  find(contact: ContactId): Known {
    const found = this.#consent.people.find(({ whom }) => whom.contact_id === contact);
    if (found === undefined) throw new HostError({ code: "not_found", retry: { retry: "never" } });
    return found;
  }

  rows(query: string, conditions: readonly SegmentCondition[], order: MemberOrder, descending: boolean): MemberRow[] {
    const rows = foundIn(this.#consent.people, query)
      .map((known) => this.row(known))
      .filter((row) => conditions.every((condition) => this.#holds(row, condition)));
    const by = {
      name: (a: MemberRow, b: MemberRow) => (a.name ?? "").localeCompare(b.name ?? ""),
      seen: (a: MemberRow, b: MemberRow) => (a.last_seen ?? 0) - (b.last_seen ?? 0),
      since: (a: MemberRow, b: MemberRow) => a.first_seen - b.first_seen,
    }[order];
    return rows.toSorted((a, b) => (descending ? by(b, a) : by(a, b)));
  }

  #holds(row: MemberRow, condition: SegmentCondition): boolean {
    const since = (days: number) => this.#around.now() - days * DAY;
    const beside = row.consents.filter(({ purpose }) => purpose !== "service_replies");
    switch (condition.condition) {
      case "label":
        return row.labels.includes(condition.label_id);
      case "attribute":
        return (this.values.get(row.whom.contact_id) ?? []).some(
          ({ attribute_id, value }) =>
            attribute_id === condition.attribute_id &&
            (condition.value === null || stands(value, condition.relation ?? "same", condition.value)),
        );
      case "group":
        return this.#groupsOf(row.whom.contact_id).some(({ chat_id }) => chat_id === condition.chat_id);
      case "seen":
        return row.last_seen !== null && row.last_seen >= since(condition.days);
      case "silent":
        return row.last_seen !== null && row.last_seen < since(condition.days);
      case "consent":
        return (
          row.consents.some(({ purpose, denial }) => purpose === condition.purpose && denial === null) === condition.may
        );
      case "opted_out":
        return beside.length > 0 && beside.every(({ state }) => state === "withdrawn");
      case "never_asked":
        return beside.every(({ state }) => state === null);
    }
  }

  #groupsOf(contact: ContactId): MemberView["groups"] {
    return this.#groups.groups.flatMap(({ row, people }) =>
      people
        .filter(({ contact_id }) => contact_id === contact)
        .map(({ joined }) => ({ chat_id: row.chat_id, subject: row.subject, people: row.people, joined })),
    );
  }

  /** Whether a question asks for a label, a field or a group that is not there. */
  asksForGone(conditions: readonly SegmentCondition[], labels: readonly Label[]): boolean {
    return conditions.some((one) => {
      switch (one.condition) {
        case "label":
          return !labels.some(({ label_id }) => label_id === one.label_id);
        case "attribute":
          return !this.attributes.some(({ attribute_id }) => attribute_id === one.attribute_id);
        case "group":
          return !this.#groups.groups.some(({ row }) => row.chat_id === one.chat_id && !row.deleted);
        default:
          return false;
      }
    });
  }

  count(conditions: readonly SegmentCondition[]): number {
    return this.rows("", conditions, "name", false).length;
  }

  view(contact: ContactId): MemberView {
    const known = this.find(contact);
    const { phone_masked: phone } = known;
    return {
      row: this.row(known),
      profile_name: known.name,
      given_name: this.given.get(contact) ?? null,
      identities: phone === null ? [] : [{ kind: "phone", value: phone }],
      attributes: this.values.get(contact) ?? [],
      groups: this.#groupsOf(contact),
    };
  }

  history(contact: ContactId): MemberLine[] {
    const chat = this.#around.chats.find(({ row }) => row.kind === "direct" && row.contact_id === contact);
    const said = (chat?.items ?? []).flatMap((item): MemberLine[] => {
      if (item.item === "note") {
        const { note_id, author, body } = item;
        return [{ at: item.at, what: { line: "note", note_id, author, body } }];
      }
      if (item.item === "line") return [];
      const words = item.content.kind === "text" ? item.content.body : "";
      const { message_id, ours } = item;
      const what = { line: "message", message_id, chat_id: chat?.row.chat_id ?? 0, ours, sender: null, words } as const;
      return [{ at: item.at, what: { ...what, kind: item.content.kind } }];
    });
    const consents = this.#consent.ledger.filter(({ contact_id }) => contact_id === contact);
    const heard = consents.map((entry): MemberLine => ({ at: entry.at, what: { line: "consent", entry } }));
    const groups = this.#groups.history.filter(({ contact_id }) => contact_id === contact);
    const moved = groups.map((happened): MemberLine => ({
      at: happened.at,
      what: { line: "group", happened, subject: this.#groups.group(happened.chat_id).row.subject },
    }));
    return [...said, ...heard, ...moved].toSorted((a, b) => b.at - a.at);
  }
}
