import "./frame.css";

import { lazy, Suspense } from "react";

import { ToastArea } from "../components";
import type { Workspace } from "../host/contract";
import { ConsentDialogs } from "../screens/consent/ConsentDialogs";
import { KeysSheet } from "../screens/palette/KeysSheet";
import { Palette } from "../screens/palette/Palette";
import { SearchPanel } from "../screens/search/SearchPanel";
import { AppActions } from "./AppActions";
import { Boundary } from "./Boundary";
import { HealthBanner } from "./HealthBanner";
import { useNavigation } from "./navigation";
import { Rail } from "./Rail";
import { TitleBar } from "./TitleBar";

const Inbox = lazy(() => import("../screens/inbox/Inbox").then((screen) => ({ default: screen.Inbox })));
const ConsentScreen = lazy(() => import("../screens/consent/ConsentScreen"));
const GroupsScreen = lazy(() => import("../screens/groups/GroupsScreen"));
const MembersScreen = lazy(() => import("../screens/members/MembersScreen"));
const NotificationsScreen = lazy(() => import("../screens/notifications/NotificationsScreen"));
const SettingsScreen = lazy(() => import("../screens/settings/SettingsScreen"));

/** The window: title bar, rail, and one sheet with the screen on it. */
export function Frame({ workspace }: { workspace: Workspace }) {
  const screen = useNavigation((state) => state.screen);
  const overlay = useNavigation((state) => state.overlay);
  return (
    <div className={workspace.settings.rail_words ? "frame" : "frame frame--narrow-rail"}>
      <AppActions workspace={workspace} />
      <TitleBar workspace={workspace} />
      <Rail />
      <main className="sheet">
        <HealthBanner hub={workspace.hub} />
        <Boundary key={screen}>
          <Suspense fallback={null}>
            {screen === "inbox" && <Inbox />}
            {screen === "groups" && <GroupsScreen />}
            {screen === "members" && <MembersScreen />}
            {screen === "consent" && <ConsentScreen />}
            {screen === "notifications" && <NotificationsScreen />}
            {screen === "settings" && <SettingsScreen workspace={workspace} />}
          </Suspense>
        </Boundary>
      </main>
      {overlay === "palette" && <Palette />}
      {overlay === "search" && <SearchPanel />}
      {overlay === "keys" && <KeysSheet />}
      <ConsentDialogs />
      <ToastArea />
    </div>
  );
}
