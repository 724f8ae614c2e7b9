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
  MergeId,
  MergePreview,
  MergeSide,
  Relation,
  Segment,
} from "../../contract";
import { HostError } from "../../host";
import type { Around } from "../alerts/alerts";
import type { FakeBlocks } from "../blocks";
import type { FakeConsent } from "../consent/consent";
import { foundIn, type Known } from "../consent/people";
import type { FakeGroups } from "../groups/groups";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface Merge {
  merge_id: MergeId;
  keep: ContactId;
  gone: ContactId;
}

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
  readonly #blocks: FakeBlocks;
  /** Labels of people who have no chat. */
  readonly labels = new Map<ContactId, number[]>();
  readonly given = new Map<ContactId, string>();
  /** Who had the same number under another id. */
  readonly samePhone = new Map<ContactId, ContactId>();
  merges: Merge[] = [];
  readonly values = new Map<ContactId, MemberAttribute[]>();
  /** Ids by which the provider names people. */
  readonly userIds = new Map<ContactId, string>();
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

  constructor(around: Around, consent: FakeConsent, groups: FakeGroups, blocks: FakeBlocks) {
    this.#around = around;
    this.#consent = consent;
    this.#groups = groups;
    this.#blocks = blocks;
    const [first] = consent.people;
    if (first !== undefined)
      this.values.set(first.whom.contact_id, [
        { attribute_id: 1, value: "1990-05-14" },
        { attribute_id: 2, value: "Алматы" },
        { attribute_id: 3, value: "Габа, шу пуэр 2016" },
      ]);
    if (first !== undefined) this.userIds.set(first.whom.contact_id, "KZ.13491208655302741918");
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
      labels: [...new Set(this.#everyone(known.whom.contact_id).flatMap((contact) => this.labelsOf(contact)))],
      consents: person?.purposes ?? [],
      chat_id: chat?.row.chat_id ?? null,
      window: person?.window ?? { state: "never" },
      last_seen: heard ?? (chat === undefined ? at - ((known.whom.contact_id % 9) + 1) * DAY : null),
      first_seen: at - 200 * DAY - known.whom.contact_id * HOUR,
      block: this.#blocks.view(known.whom, person?.window ?? { state: "never" }),
    };
  }

  find(contact: ContactId): Known {
    const found = this.#consent.people.find(({ whom }) => whom.contact_id === contact);
    if (found === undefined) throw new HostError({ code: "not_found", retry: { retry: "never" } });
    return found;
  }

  rows(query: string, conditions: readonly SegmentCondition[], order: MemberOrder, descending: boolean): MemberRow[] {
    const people = foundIn(this.#consent.people, query).map(({ whom }) => this.personOf(whom.contact_id));
    const rows = [...new Set(people)]
      .map((contact) => this.row(this.find(contact)))
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

  /** As whom a contact is listed. */
  personOf(contact: ContactId): ContactId {
    const into = this.merges.find(({ gone }) => gone === contact);
    return into === undefined ? contact : this.personOf(into.keep);
  }

  /** Every contact of a person, the one as which they are listed first. */
  #everyone(contact: ContactId): ContactId[] {
    const person = this.personOf(contact);
    const others = this.merges.map(({ gone }) => gone).filter((gone) => this.personOf(gone) === person);
    return [person, ...others];
  }

  merge(keep: ContactId, gone: ContactId): MergeId {
    const merge_id = 1 + this.merges.reduce((last, one) => Math.max(last, one.merge_id), 0);
    this.merges = [...this.merges, { merge_id, keep: this.personOf(keep), gone: this.personOf(gone) }];
    return merge_id;
  }

  preview(keep: ContactId, gone: ContactId): MergePreview {
    const [mine, theirs] = [this.view(keep), this.view(gone)];
    const side = (view: MemberView, other: MemberView): MergeSide => ({
      view,
      notes: this.history(view.row.whom.contact_id).filter(({ what }) => what.line === "note").length,
      chats: view.row.chat_id === null ? 0 : 1,
      after: view.row.consents.map((row) => {
        const no = other.row.consents.find(({ purpose }) => purpose === row.purpose);
        return no?.state === "withdrawn" || no?.state === "refused" ? no : row;
      }),
    });
    const stands = new Set(mine.attributes.map(({ attribute_id }) => attribute_id));
    return {
      keep: side(mine, theirs),
      gone: side(theirs, mine),
      labels: [...new Set([...mine.row.labels, ...theirs.row.labels])],
      attributes: [...mine.attributes, ...theirs.attributes.filter(({ attribute_id }) => !stands.has(attribute_id))],
    };
  }

  view(asked: ContactId): MemberView {
    const contact = this.personOf(asked);
    const known = this.find(contact);
    const everyone = this.#everyone(contact);
    const merges = this.merges.filter(({ gone }) => everyone.includes(gone));
    const same = this.samePhone.get(contact);
    const { phone_masked: phone } = known;
    const userId = this.userIds.get(contact);
    const row = this.row(known);
    return {
      row,
      blocks: [row.block],
      profile_name: known.name,
      given_name: this.given.get(contact) ?? null,
      identities: [
        ...(phone === null ? [] : [{ kind: "phone" as const, value: phone }]),
        ...(userId === undefined ? [] : [{ kind: "user_id" as const, value: userId }]),
      ],
      attributes: this.values.get(contact) ?? [],
      groups: everyone.flatMap((one) => this.#groupsOf(one)),
      merged: merges.map(({ merge_id, gone }) => ({
        merge_id,
        row: this.row(this.find(gone)),
        operator: "Mira Halonen",
        at: this.#around.now() - DAY,
      })),
      maybe_same:
        same === undefined || everyone.includes(same)
          ? []
          : [{ contact_id: same, name: this.find(same).name, phone_masked: this.find(same).phone_masked }],
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
    const blocks = this.#blocks.history.filter(({ contact_id }) => contact_id === contact);
    const blocked = blocks.map(({ at, ...happened }): MemberLine => ({ at, what: { line: "block", happened } }));
    return [...said, ...heard, ...moved, ...blocked].toSorted((a, b) => b.at - a.at);
  }
}
