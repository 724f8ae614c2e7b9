import "./groups.css";
import "./overview.css";

import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { Plus, UserPlus, UsersRound } from "lucide-react";
import { useEffect, useState } from "react";

import { openGroup, openRequests, useNavigation } from "../../app/navigation";
import { Button, Empty } from "../../components";
import type { ChatId, GroupRow } from "../../host/contract";
import { useGroup, useGroups, useJoinRequests, useRequestCount } from "../../host/groups";
import { useActions } from "../../keys/actions";
import { ONE_PANE, useMedia } from "../inbox/media";
import { ChoosePeople } from "./invite/ChoosePeople";
import { CreateDialog } from "./CreateDialog";
import { InviteDialog } from "./invite/InviteDialog";
import { GroupDetail } from "./GroupDetail";
import { GroupList } from "./list/GroupList";
import { groupBeside } from "./list/lines";
import { ReplaceDialog } from "./overview/ReplaceDialog";
import { RemoveDialog } from "./people/RemoveDialog";
import { AllRequests } from "./requests/all/AllRequests";
import { DeleteDialog } from "./settings/DeleteDialog";
import { closeDialog, openDialog, useGroupsView } from "./view";

/** The groups: the list, and beside it one of them. */
export default function GroupsScreen() {
  const query = useGroupsView((view) => view.query);
  const filter = useGroupsView((view) => view.filter);
  const groups = useGroups(query, filter);
  const onePane = useMedia(ONE_PANE);
  const visit = useNavigation((state) => state.visit);
  const asking = useNavigation((state) => state.asking);
  const [back, setBack] = useState<number | null>(onePane && !asking ? visit : null);
  const group = useChosenGroup(groups.data?.rows, asking);
  const shows = (group === null && !asking) || (onePane && back === visit) ? "list" : "detail";
  const tab = useNavigation((state) => state.groupTab);
  const open = (next: ChatId) => openGroup(next, tab);
  const leave = () => setBack(visit);
  useGroupActions(groups.data?.rows ?? [], group, open, onePane && shows === "detail" ? leave : null);
  // A dialog is about the group beside it, so it goes with the screen.
  useEffect(() => closeDialog, []);
  return (
    <div className="groups" data-shows={shows}>
      <GroupList alone={onePane} groups={groups} group={group} asking={asking} onOpen={open} />
      {asking ? (
        <AllRequests onBack={onePane ? leave : null} />
      ) : group === null ? (
        <NothingOpen total={groups.data?.total} />
      ) : (
        <GroupDetail key={group} group={group} numbers={groups.data?.numbers ?? []} onBack={onePane ? leave : null} />
      )}
      <Dialogs group={group} groups={groups} />
    </div>
  );
}

/**
 * The group that was gone to, else the first where somebody asks to enter, the one shown last, or the first. None where
 * everybody who asks is shown.
 */
function useChosenGroup(rows: readonly GroupRow[] | undefined, everybody: boolean): ChatId | null {
  const group = useNavigation((state) => state.group);
  const last = useGroupsView((view) => view.last);
  const { data: asking } = useJoinRequests();
  const first = asking === undefined ? null : (asking[0]?.chat_id ?? last ?? rows?.[0]?.chat_id ?? null);
  useEffect(() => {
    if (group === null && first !== null && !everybody) useNavigation.setState({ group: first });
    if (group !== null) useGroupsView.setState({ last: group });
  }, [group, first, everybody]);
  return everybody ? null : (group ?? first);
}

function useGroupActions(
  rows: readonly GroupRow[],
  group: ChatId | null,
  open: (group: ChatId) => void,
  leave: (() => void) | null,
): void {
  const query = useGroupsView((view) => view.query);
  const { data: requests = 0 } = useRequestCount();
  const step = (by: 1 | -1) => {
    // Whoever asks to enter stands above the first group.
    if (by === -1 && group !== null && group === rows[0]?.chat_id && requests > 0) return void openRequests();
    const next = groupBeside(rows, group, by);
    if (next !== undefined) open(next.chat_id);
  };
  useActions([
    { id: "groups.next", title: msg`Next group`, group: "app", keyOnly: true, run: () => step(1) },
    { id: "groups.previous", title: msg`Previous group`, group: "app", keyOnly: true, run: () => step(-1) },
    {
      id: "groups.new",
      title: msg`New group`,
      also: msg`make create a group`,
      group: "app",
      icon: <Plus aria-hidden="true" />,
      // A dialog gives the focus back to where it was; the palette, which had it, is gone by the next frame.
      run: () => void requestAnimationFrame(() => openDialog({ dialog: "create" })),
    },
    {
      id: "groups.invite",
      title: msg`Invite people into this group`,
      also: msg`invitation join`,
      group: "app",
      icon: <UserPlus aria-hidden="true" />,
      enabled: group !== null,
      run: () => void requestAnimationFrame(() => openDialog({ dialog: "choose" })),
    },
    {
      id: "groups.search",
      title: msg`Search groups`,
      group: "app",
      keyOnly: true,
      run: () => document.querySelector<HTMLElement>('[data-search="groups"] input')?.focus(),
    },
    {
      id: "groups.out",
      title: msg`Back to the list`,
      group: "app",
      keyOnly: true,
      enabled: query !== "" || leave !== null,
      run: () => (query === "" ? leave?.() : useGroupsView.setState({ query: "" })),
    },
  ]);
}

function Dialogs({ group, groups }: { group: ChatId | null; groups: ReturnType<typeof useGroups> }) {
  const open = useGroupsView((view) => view.open);
  const { data: view } = useGroup(group);
  if (open?.dialog === "create")
    return groups.data === undefined ? null : <CreateDialog numbers={groups.data.numbers} />;
  if (open === null || view === undefined) return null;
  switch (open.dialog) {
    case "remove":
      return <RemoveDialog group={view} people={open.people} />;
    case "choose":
      return <ChoosePeople group={view} />;
    case "invite":
      return (
        <InviteDialog chat={view.row.chat_id} subject={view.row.subject} people={open.people} onClose={closeDialog} />
      );
    case "replace_link":
      return <ReplaceDialog group={view} />;
    case "delete":
      return <DeleteDialog group={view} />;
  }
}

function NothingOpen({ total }: { total: number | undefined }) {
  const { t } = useLingui();
  return (
    <section className="group-detail group-detail--none" aria-label={t`Group`} data-pane="page">
      <h1 className="unseen">{t`Groups`}</h1>
      {total === 0 && (
        <Empty
          icon={<UsersRound aria-hidden="true" />}
          title={t`No group yet`}
          action={
            <Button kind="primary" onPress={() => openDialog({ dialog: "create" })}>
              <Plus aria-hidden="true" />
              {t`New group`}
            </Button>
          }
        >
          {t`Make one, then send its invite link to whoever wants to come.`}
        </Empty>
      )}
    </section>
  );
}
