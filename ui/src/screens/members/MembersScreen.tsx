import "./members.css";

import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { Ban, ContactRound, Merge, Upload, UserPlus } from "lucide-react";
import { useEffect } from "react";

import { openMember, useNavigation } from "../../app/navigation";
import type { MemberRow } from "../../host/contract";
import { useMembers } from "../../host/members";
import { useActions } from "../../keys/actions";
import { BlockDialog } from "../blocks/BlockDialog";
import { InvitePeople } from "../groups/invite/InvitePeople";
import { AddDialog } from "./AddDialog";
import { AskDialog } from "./AskDialog";
import { MemberDetail } from "./detail/MemberDetail";
import { ImportDialog } from "./import/ImportDialog";
import { ListPane } from "./lists/ListPane";
import { SegmentDialog } from "./lists/SegmentDialog";
import { ChoosePerson } from "./merge/ChoosePerson";
import { MergeDialog } from "./merge/MergeDialog";
import { MemberTable } from "./table/MemberTable";
import {
  closeDialog,
  conditionsOf,
  MOST_INVITED,
  openDialog,
  openMerge,
  pick,
  pickNobody,
  useMembersView,
} from "./view";

/** The members: lists beside a table, or one person in place of both. */
export default function MembersScreen() {
  const member = useNavigation((state) => state.member);
  const { choice, query, order, descending } = useMembersView();
  const members = useMembers({ query, conditions: conditionsOf(choice), order, descending });
  const rows = members.data ?? [];
  useTableActions(rows, member === null);
  // A dialog is about what stands behind it, so it goes with the screen.
  useEffect(() => closeDialog, []);
  return (
    <>
      {member === null ? (
        <div className="members">
          <ListPane />
          <MemberTable members={members} />
        </div>
      ) : (
        <MemberDetail key={member} contact={member} rows={rows} />
      )}
      <Dialogs rows={rows} />
    </>
  );
}

function Dialogs({ rows }: { rows: readonly MemberRow[] }) {
  const open = useMembersView((view) => view.open);
  switch (open?.dialog) {
    case "add":
      return <AddDialog />;
    case "import":
      return <ImportDialog onClose={closeDialog} />;
    case "segment":
      return <SegmentDialog segment={open.segment} />;
    case "ask":
      return <AskDialog rows={rows.filter(({ whom }) => open.people.includes(whom.contact_id))} />;
    case "same":
      return <ChoosePerson contact={open.contact} />;
    case "merge":
      return <MergeDialog first={open.keep} second={open.gone} />;
    case "invite":
      return <InvitePeople people={open.people} onClose={closeDialog} />;
    case "block":
      return <BlockMembers rows={rows.filter(({ whom }) => open.people.includes(whom.contact_id))} />;
    case undefined:
      return null;
  }
}

function BlockMembers({ rows }: { rows: readonly MemberRow[] }) {
  const { t } = useLingui();
  const people = rows.map(({ name, phone_masked: phone, block }) => ({ name: name ?? phone ?? t`No name`, block }));
  return <BlockDialog people={people} onClose={closeDialog} onDone={pickNobody} />;
}

/** Goes to the row before or behind, with the focus; with `extend` it is picked, or no longer where the keys come back. */
function step(rows: readonly MemberRow[], by: 1 | -1, extend: boolean): void {
  const { current, picked } = useMembersView.getState();
  const place = rows.findIndex(({ whom }) => whom.contact_id === current);
  const next = rows[place < 0 ? 0 : Math.min(Math.max(place + by, 0), rows.length - 1)];
  if (next === undefined) return;
  const { contact_id: contact } = next.whom;
  if (extend && current !== null) {
    const returns = picked.has(contact) && picked.has(current) && contact !== current;
    if (returns) pick([current], false);
    else pick([current, contact], true);
  }
  useMembersView.setState({ current: contact });
}

function useTableActions(rows: readonly MemberRow[], shown: boolean): void {
  const { current, picked, query } = useMembersView();
  const search = () => document.querySelector<HTMLElement>('[data-search="members"] input')?.focus();
  const out = () => (picked.size > 0 ? pickNobody() : useMembersView.setState({ query: "" }));
  const keyOnly = { group: "app", keyOnly: true } as const;
  useActions([
    { id: "members.next", title: msg`Next person`, ...keyOnly, enabled: shown, run: () => step(rows, 1, false) },
    {
      id: "members.previous",
      title: msg`Previous person`,
      ...keyOnly,
      enabled: shown,
      run: () => step(rows, -1, false),
    },
    { id: "members.extend", title: msg`Select downwards`, ...keyOnly, enabled: shown, run: () => step(rows, 1, true) },
    { id: "members.shrink", title: msg`Select upwards`, ...keyOnly, enabled: shown, run: () => step(rows, -1, true) },
    {
      id: "members.select",
      title: msg`Select this person, or not`,
      ...keyOnly,
      enabled: shown && current !== null,
      run: () => current !== null && pick([current], !picked.has(current)),
    },
    {
      id: "members.all",
      title: msg`Select everybody who is shown`,
      ...keyOnly,
      enabled: shown && rows.length > 0,
      run: () =>
        pick(
          rows.map(({ whom }) => whom.contact_id),
          true,
        ),
    },
    {
      id: "members.open",
      title: msg`Open this person`,
      ...keyOnly,
      enabled: shown && current !== null,
      run: () => openMember(current),
    },
    {
      id: "members.invite",
      title: msg`Invite those selected to a group`,
      also: msg`invitation join`,
      group: "app",
      icon: <UserPlus aria-hidden="true" />,
      enabled: shown && picked.size > 0 && picked.size <= MOST_INVITED,
      run: () => void requestAnimationFrame(() => openDialog({ dialog: "invite", people: [...picked] })),
    },
    {
      id: "members.merge",
      title: msg`Those two are the same person`,
      also: msg`merge duplicate`,
      group: "app",
      icon: <Merge aria-hidden="true" />,
      enabled: shown && picked.size === 2,
      run: () => void requestAnimationFrame(() => openMerge([...picked])),
    },
    {
      id: "members.label",
      title: msg`Label those selected`,
      ...keyOnly,
      enabled: shown && picked.size > 0,
      run: () => useMembersView.setState({ labelling: true }),
    },
    {
      id: "members.block",
      title: msg`Block those selected`,
      group: "app",
      icon: <Ban aria-hidden="true" />,
      enabled: shown && picked.size > 0,
      run: () => void requestAnimationFrame(() => openDialog({ dialog: "block", people: [...picked] })),
    },
    { id: "members.search", title: msg`Search members`, ...keyOnly, enabled: shown, run: search },
    {
      id: "members.out",
      title: msg`Back`,
      ...keyOnly,
      enabled: !shown || picked.size > 0 || query !== "",
      run: () => (shown ? out() : openMember(null)),
    },
    {
      id: "members.import",
      title: msg`Import members`,
      also: msg`csv xlsx vcard list file`,
      group: "app",
      icon: <Upload aria-hidden="true" />,
      run: () => void requestAnimationFrame(() => openDialog({ dialog: "import" })),
    },
    {
      id: "members.add",
      title: msg`Add a member`,
      also: msg`new person contact`,
      group: "app",
      icon: <ContactRound aria-hidden="true" />,
      // A dialog gives the focus back to where it was; the palette, which had it, is gone by the next frame.
      run: () => void requestAnimationFrame(() => openDialog({ dialog: "add" })),
    },
  ]);
}
