import type { Label } from "../../contract";
import type { Around } from "../alerts/alerts";
import type { FakeConsent } from "../consent/consent";
import type { Answers } from "../fake";
import { idOf } from "../scene";
import type { FakeMembers } from "./members";

/** Answers to everything about members. */
export type MemberAnswers = Pick<
  Answers,
  Extract<
    keyof Answers,
    "members" | "member" | `member_${string}` | `attribute${string}` | `segment_${string}` | "chat_open"
  >
>;

/** The commands about members. */
export function memberAnswers(
  members: FakeMembers,
  consent: FakeConsent,
  around: Around & { labels: readonly Label[] },
): MemberAnswers {
  const changed = (): Record<symbol, never> => {
    around.changed("members");
    return {};
  };
  return {
    members: ({ query, conditions, order, descending, limit, after }) => {
      const rows = members.rows(query, conditions, order, descending);
      const from = after === undefined ? 0 : Number(after);
      return { rows: rows.slice(from, from + limit), next: from + limit < rows.length ? String(from + limit) : null };
    },
    member_lists: () => ({
      everyone: consent.people.length,
      offers: members.count([{ condition: "consent", purpose: "offers", may: true }]),
      invitations: members.count([{ condition: "consent", purpose: "group_invitations", may: true }]),
      never_asked: members.count([{ condition: "never_asked" }]),
      opted_out: members.count([{ condition: "opted_out" }]),
      labels: around.labels.map(({ label_id }) => ({
        label_id,
        people: members.count([{ condition: "label", label_id }]),
      })),
      segments: members.segments.map((one) => ({
        ...one,
        people: members.count(one.conditions),
        asks_for_gone: members.asksForGone(one.conditions, around.labels),
      })),
    }),
    member: ({ contact_id }) => members.view(contact_id),
    member_history: ({ contact_id, limit, after }) => {
      const lines = members.history(contact_id);
      const from = after === undefined ? 0 : Number(after);
      return {
        lines: lines.slice(from, from + limit),
        next: from + limit < lines.length ? String(from + limit) : null,
      };
    },
    member_add: ({ account_id, name, phone, labels }) => {
      const contact_id = idOf(name);
      const whom = { account_id, contact_id };
      consent.people = [...consent.people, { whom, name, phone_masked: phone ?? null, chat_id: null }];
      members.labels.set(contact_id, labels);
      changed();
      return { contact_id, known: false };
    },
    member_name: ({ contact_id, name }) => {
      if (name === "") members.given.delete(contact_id);
      else members.given.set(contact_id, name);
      return changed();
    },
    member_label: ({ people, label_id, on }) => {
      for (const contact of people) members.label(contact, label_id, on);
      around.changed("chats");
      return changed();
    },
    member_merge_preview: ({ keep, gone }) => members.preview(keep, gone),
    member_merge: ({ keep, gone }) => {
      const merge_id = members.merge(keep, gone);
      changed();
      return { merge_id, contact_id: members.personOf(keep) };
    },
    member_unmerge: ({ merge_id }) => {
      members.merges = members.merges.filter((one) => one.merge_id !== merge_id);
      return changed();
    },
    attributes: () => members.attributes,
    attribute_save: ({ attribute_id, name, kind }) => {
      const id = attribute_id ?? members.attributes.length + 1;
      members.attributes = [
        ...members.attributes.filter((one) => one.attribute_id !== id),
        { attribute_id: id, name, kind },
      ];
      return changed();
    },
    attribute_delete: ({ attribute_id }) => {
      members.attributes = members.attributes.filter((one) => one.attribute_id !== attribute_id);
      return changed();
    },
    attribute_set: ({ contact_id, attribute_id, value }) => {
      const rest = (members.values.get(contact_id) ?? []).filter((one) => one.attribute_id !== attribute_id);
      members.values.set(contact_id, value === "" ? rest : [...rest, { attribute_id, value }]);
      return changed();
    },
    segment_save: ({ segment_id, name, conditions }) => {
      const id = segment_id ?? members.segments.length + 1;
      members.segments = [
        ...members.segments.filter((one) => one.segment_id !== id),
        { segment_id: id, name, conditions },
      ];
      return changed();
    },
    segment_delete: ({ segment_id }) => {
      members.segments = members.segments.filter((one) => one.segment_id !== segment_id);
      return changed();
    },
    chat_open: ({ whom }) => ({ chat_id: members.row(members.find(whom.contact_id)).chat_id }),
  };
}
