import type { ChatChange, ChatFilter, ChatRow } from "./contract";

/** A row as it will be once the decision is taken; shown before the core has answered. */
export function applied(row: ChatRow, change: ChatChange): ChatRow {
  switch (change.change) {
    case "done":
      return settled({ ...row, conversation: { conversation: "done" } });
    case "reopened":
      return { ...row, conversation: { conversation: "open" } };
    case "snoozed":
      return settled({ ...row, conversation: { conversation: "snoozed", until: change.until } });
    case "marked_unread":
      return { ...row, marked_unread: true };
    case "pinned":
      return { ...row, section: change.pinned ? "pinned" : row.waiting_since === null ? "rest" : "waiting" };
    case "assigned":
      return { ...row, assignee: change.assignee };
    case "labelled": {
      const others = row.labels.filter((label) => label !== change.label);
      return { ...row, labels: change.on ? [...others, change.label] : others };
    }
  }
}

function settled(row: ChatRow): ChatRow {
  return { ...row, waiting_since: null, section: row.section === "pinned" ? "pinned" : "rest" };
}

/** Whether a row belongs under a filter; only what a decision can move out is looked at. */
export function stays(row: ChatRow, filter: ChatFilter, operator: string): boolean {
  const { conversation } = row.conversation;
  switch (filter.filter) {
    case "snoozed":
    case "done":
      return conversation === filter.filter;
    case "mine":
      return conversation === "open" && row.assignee === operator;
    case "label":
      return conversation === "open" && row.labels.includes(filter.label);
    case "unread":
    case "all":
    case "groups":
      return conversation === "open";
  }
}

/**
 * Rows in the core's order, so that what a decision moved stands under its own heading: pinned, in the list of everything
 * those that wait, then the rest; in each the newest first.
 */
export function inOrder(rows: readonly ChatRow[], filter: ChatFilter): ChatRow[] {
  const place = ({ section }: ChatRow) =>
    section === "pinned" ? 0 : section === "waiting" && filter.filter === "all" ? 1 : 2;
  return rows.toSorted((one, other) => place(one) - place(other) || (other.last?.at ?? 0) - (one.last?.at ?? 0));
}

/** The decision that takes another one back; none where it takes a command of its own (marked unread: `chat_read`). */
export function inverse(row: ChatRow, change: ChatChange): ChatChange | null {
  switch (change.change) {
    case "done":
    case "snoozed":
    case "reopened":
      return restored(row);
    case "pinned":
      return { change: "pinned", pinned: row.section === "pinned" };
    case "assigned":
      return { change: "assigned", assignee: row.assignee };
    case "labelled":
      return { change: "labelled", label: change.label, on: row.labels.includes(change.label) };
    case "marked_unread":
      return null;
  }
}

function restored(row: ChatRow): ChatChange {
  switch (row.conversation.conversation) {
    case "open":
      return { change: "reopened" };
    case "done":
      return { change: "done" };
    case "snoozed":
      return { change: "snoozed", until: row.conversation.until };
  }
}
