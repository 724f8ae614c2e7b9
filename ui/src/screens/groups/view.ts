import { create } from "zustand";

import type { ChatId, ContactId, GroupFilter } from "../../host/contract";

/** A dialog of this screen; each is about one group but the first. */
export type GroupDialog =
  | { dialog: "create" }
  | { dialog: "remove"; people: readonly ContactId[] }
  | { dialog: "choose" }
  | { dialog: "invite"; people: readonly ContactId[] }
  | { dialog: "replace_link" }
  | { dialog: "delete" };

interface GroupsView {
  /** Letters that the list is narrowed by. */
  query: string;
  filter: GroupFilter;
  /** The group that was shown last. */
  last: ChatId | null;
  open: GroupDialog | null;
}

/** How the groups look now. Pure view state. */
export const useGroupsView = create<GroupsView>(() => ({ query: "", filter: "all", last: null, open: null }));

const { setState } = useGroupsView;

/** Opens a dialog. */
export function openDialog(open: GroupDialog): void {
  setState({ open });
}

/** Closes the dialog that is open. */
export function closeDialog(): void {
  setState({ open: null });
}
