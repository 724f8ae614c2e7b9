import { create } from "zustand";

import type { SegmentCondition, ContactId, LabelId, MemberOrder, SegmentId } from "../../host/contract";

/** The columns that can be put away. Name and the box before it always stand. */
export type MemberColumn = "phone" | "labels" | "consents" | "seen" | "since";

/** The list that is shown. */
export type MemberListChoice =
  | { list: "everyone" | "offers" | "invitations" | "never_asked" | "opted_out" }
  | { list: "label"; label: LabelId }
  | { list: "segment"; segment: SegmentId; conditions: readonly SegmentCondition[] };

/** A dialog of this screen. */
export type MemberDialog =
  | { dialog: "add" }
  | { dialog: "import" }
  | { dialog: "segment"; segment: SegmentId | null }
  | { dialog: "ask"; people: readonly ContactId[] }
  | { dialog: "same"; contact: ContactId }
  | { dialog: "merge"; keep: ContactId; gone: ContactId }
  | { dialog: "invite"; people: readonly ContactId[] }
  | { dialog: "block"; people: readonly ContactId[] };

interface MembersView {
  choice: MemberListChoice;
  /** Letters that the list is narrowed by. */
  query: string;
  order: MemberOrder;
  descending: boolean;
  columns: readonly MemberColumn[];
  picked: ReadonlySet<ContactId>;
  /** The row that the keys are on. */
  current: ContactId | null;
  /** Whether the labels for those picked are open. */
  labelling: boolean;
  open: MemberDialog | null;
}

/** People who can be invited at once. */
export const MOST_INVITED = 1_024;

const COLUMNS = "members.columns";
const all: readonly MemberColumn[] = ["phone", "labels", "consents", "seen", "since"];

/** The columns as they were left on this machine; at first all but the last. */
function kept(): readonly MemberColumn[] {
  const words = globalThis.localStorage?.getItem(COLUMNS)?.split(" ");
  return all.filter((column) => (words === undefined ? column !== "since" : words.includes(column)));
}

/** How the members look now. Pure view state. */
export const useMembersView = create<MembersView>(() => ({
  choice: { list: "everyone" },
  query: "",
  order: "seen",
  descending: true,
  columns: kept(),
  picked: new Set(),
  current: null,
  labelling: false,
  open: null,
}));

const { getState, setState } = useMembersView;

/** What must be true of the people of a list. */
export function conditionsOf(choice: MemberListChoice): readonly SegmentCondition[] {
  switch (choice.list) {
    case "everyone":
      return [];
    case "offers":
      return [{ condition: "consent", purpose: "offers", may: true }];
    case "invitations":
      return [{ condition: "consent", purpose: "group_invitations", may: true }];
    case "never_asked":
    case "opted_out":
      return [{ condition: choice.list }];
    case "label":
      return [{ condition: "label", label_id: choice.label }];
    case "segment":
      return choice.conditions;
  }
}

/** Shows a list; who was picked in the one before is picked no more. */
export function openList(choice: MemberListChoice): void {
  setState({ choice, picked: new Set(), current: null });
}

/** Sorts by a column; the same again turns the order round. Names begin at the front, times at the newest. */
export function sortBy(order: MemberOrder): void {
  const { order: before, descending } = getState();
  setState(order === before ? { descending: !descending } : { order, descending: order !== "name" });
}

/** Shows a column or puts it away, and keeps that on this machine. */
export function toggleColumn(column: MemberColumn): void {
  const { columns } = getState();
  const next = all.filter((one) => (one === column ? !columns.includes(one) : columns.includes(one)));
  globalThis.localStorage?.setItem(COLUMNS, next.join(" "));
  setState({ columns: next });
}

/** Picks people, or no longer. */
export function pick(people: readonly ContactId[], on: boolean): void {
  const picked = new Set(getState().picked);
  for (const contact of people) {
    if (on) picked.add(contact);
    else picked.delete(contact);
  }
  setState({ picked });
}

/** Picks nobody. */
export function pickNobody(): void {
  setState({ picked: new Set(), labelling: false });
}

/** Opens a dialog. */
export function openDialog(open: MemberDialog): void {
  setState({ open });
}

/** Compares two people who may be one. */
export function openMerge([keep, gone]: readonly ContactId[]): void {
  if (keep !== undefined && gone !== undefined) openDialog({ dialog: "merge", keep, gone });
}

/** Closes the dialog that is open. */
export function closeDialog(): void {
  setState({ open: null });
}
