import { msg } from "@lingui/core/macro";
import {
  ArrowLeft,
  Bell,
  ContactRound,
  DoorOpen,
  Inbox,
  Keyboard,
  Plug,
  Search,
  Settings,
  ShieldCheck,
  ShieldPlus,
  Undo2,
  UsersRound,
} from "lucide-react";

import type { Workspace } from "../host/contract";
import { useChat } from "../host/queries";
import { useActions } from "../keys/actions";
import { somebodyIn } from "../screens/consent/somebody";
import { openRecord } from "../screens/consent/view";
import { useLookActions } from "./look-actions";
import {
  connectNumber,
  go,
  goBack,
  nextHit,
  openGroup,
  openMember,
  openOverlay,
  openRequests,
  useNavigation,
} from "./navigation";
import { movePane } from "./panes";
import { fresh, undoLast, useUndo } from "./undo";

/** The actions that exist on every screen. */
export function AppActions({ workspace }: { workspace: Workspace }) {
  useFindActions();
  useUndoAction();
  useGoActions();
  useConsentActions();
  useLookActions(workspace.settings);
  return null;
}

function useFindActions(): void {
  const hits = useNavigation((state) => state.hits);
  const before = useNavigation((state) => state.before);
  useActions([
    { id: "palette.open", title: msg`Palette`, group: "app", keyOnly: true, run: () => openOverlay("palette") },
    {
      id: "search.open",
      title: msg`Search everywhere`,
      also: msg`find messages`,
      group: "app",
      icon: <Search aria-hidden="true" />,
      run: () => openOverlay("search"),
    },
    {
      id: "search.next",
      title: msg`Next hit`,
      group: "app",
      icon: <Search aria-hidden="true" />,
      enabled: hits.length > 0,
      run: () => void nextHit(),
    },
    {
      id: "search.back",
      title: msg`Back to where you were before the search`,
      group: "app",
      icon: <ArrowLeft aria-hidden="true" />,
      enabled: before !== null,
      run: () => void goBack(),
    },
  ]);
}

function useUndoAction(): void {
  const last = useUndo((state) => fresh(state.steps).at(-1));
  const words = last?.words;
  useActions([
    {
      id: "undo",
      title: words === undefined ? msg`Undo` : msg`Undo: ${words}`,
      group: "app",
      icon: <Undo2 aria-hidden="true" />,
      enabled: last !== undefined,
      run: () => void undoLast(),
    },
  ]);
}

function useConsentActions(): void {
  const open = useNavigation(({ screen, chat }) => (screen === "inbox" ? chat : null));
  const { data } = useChat(open);
  const person = data === undefined ? null : somebodyIn(data);
  useActions([
    {
      id: "consent.record",
      title: msg`Record a consent`,
      also: msg`permission opt-in proof paper form`,
      group: "app",
      icon: <ShieldPlus aria-hidden="true" />,
      // A dialog gives the focus back to where it was; the palette, which had it, is gone by the next frame.
      run: () => void requestAnimationFrame(() => openRecord({ person })),
    },
  ]);
}

function useGoActions(): void {
  useActions([
    {
      id: "go.inbox",
      title: msg`Inbox`,
      also: msg`chats messages`,
      group: "page",
      icon: <Inbox aria-hidden="true" />,
      run: () => go("inbox"),
    },
    {
      id: "go.groups",
      title: msg`Groups`,
      also: msg`participants seats join requests invite link`,
      group: "page",
      icon: <UsersRound aria-hidden="true" />,
      run: () => openGroup(null),
    },
    {
      id: "go.requests",
      title: msg`Join requests of all groups`,
      also: msg`who asks to enter approve decline let in`,
      group: "page",
      icon: <DoorOpen aria-hidden="true" />,
      run: openRequests,
    },
    {
      id: "go.members",
      title: msg`Members`,
      also: msg`people contacts labels segments`,
      group: "page",
      icon: <ContactRound aria-hidden="true" />,
      run: () => openMember(null),
    },
    {
      id: "go.consent",
      title: msg`Consent`,
      also: msg`ledger permission opt-in opted out wording purposes who may I message`,
      group: "page",
      icon: <ShieldCheck aria-hidden="true" />,
      run: () => go("consent"),
    },
    {
      id: "go.notifications",
      title: msg`Notifications`,
      also: msg`alerts sounds banners badge schedules quiet silence history why`,
      group: "page",
      icon: <Bell aria-hidden="true" />,
      run: () => go("notifications"),
    },
    {
      id: "go.settings",
      title: msg`Settings`,
      also: msg`language theme size labels quick replies numbers keys`,
      group: "page",
      icon: <Settings aria-hidden="true" />,
      run: () => go("settings"),
    },
    {
      id: "number.connect",
      title: msg`Connect a number`,
      also: msg`token renew account`,
      group: "page",
      icon: <Plug aria-hidden="true" />,
      run: connectNumber,
    },
    {
      id: "keys.show",
      title: msg`Shortcuts`,
      also: msg`keys help keyboard`,
      group: "app",
      icon: <Keyboard aria-hidden="true" />,
      run: () => openOverlay("keys"),
    },
    { id: "pane.next", title: msg`Next pane`, group: "app", keyOnly: true, run: () => movePane(1) },
    { id: "pane.previous", title: msg`Previous pane`, group: "app", keyOnly: true, run: () => movePane(-1) },
  ]);
}
