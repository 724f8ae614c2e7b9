import "./frame.css";

import { Suspense, useEffect } from "react";

import { ToastArea } from "../components";
import type { Workspace } from "../host/contract";
import { useChats } from "../host/queries";
import { ConsentDialogs } from "../screens/consent/ConsentDialogs";
import { Inbox } from "../screens/inbox/Inbox";
import { Palette } from "../screens/palette/Palette";
import { SearchPanel } from "../screens/search/SearchPanel";
import { AppActions } from "./AppActions";
import { Boundary } from "./Boundary";
import { HealthBanner } from "./HealthBanner";
import { keepFocus } from "./lost-focus";
import { useNavigation } from "./navigation";
import { part, readParts } from "./part";
import { Rail } from "./Rail";
import { TitleBar } from "./TitleBar";

const KeysSheet = part(() => import("../screens/palette/KeysSheet").then((file) => file.KeysSheet));
const GroupsScreen = part(() => import("../screens/groups/GroupsScreen").then((file) => file.default));
const MembersScreen = part(() => import("../screens/members/MembersScreen").then((file) => file.default));
const ConsentScreen = part(() => import("../screens/consent/ConsentScreen").then((file) => file.default));
const NotificationsScreen = part(() =>
  import("../screens/notifications/NotificationsScreen").then((file) => file.default),
);
const SettingsScreen = part(() => import("../screens/settings/SettingsScreen").then((file) => file.default));

/** The window: title bar, rail, and one sheet with the screen on it. */
export function Frame({ workspace }: { workspace: Workspace }) {
  const screen = useNavigation((state) => state.screen);
  useRestOfThePage();
  useEffect(keepFocus, []);
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
      <Boundary>
        <Overlays />
      </Boundary>
      <ToastArea />
    </div>
  );
}

/** Reads what the first look does not need, once that is there. */
function useRestOfThePage(): void {
  const { isPending } = useChats({ filter: "all" });
  useEffect(() => {
    if (!isPending) void readParts();
  }, [isPending]);
}

/** What covers the screen. Whoever opens the palette or the search types at once, so both are there from the first look on. */
function Overlays() {
  const overlay = useNavigation((state) => state.overlay);
  return (
    <>
      {overlay === "palette" && <Palette />}
      {overlay === "search" && <SearchPanel />}
      <Suspense fallback={null}>
        {overlay === "keys" && <KeysSheet />}
        <ConsentDialogs />
      </Suspense>
    </>
  );
}
