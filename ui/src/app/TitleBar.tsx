import { useLingui } from "@lingui/react/macro";
import { Cable, Keyboard, Search } from "lucide-react";
import { Button as Pressable } from "react-aria-components";

import { Avatar, idOfName, IconButton, Kbd, Menu, Tooltip } from "../components";
import type { Connection, Workspace } from "../host/contract";
import { useHealth } from "../host/queries";
import { useSettingsSave } from "../host/mutations";
import { chordFor } from "../keys/map";
import { otherTheme } from "./appearance";
import { Caption, drag, useWindowFrame } from "./Caption";
import { useFormat } from "./format";
import { go, openOverlay } from "./navigation";
import { QuietButton } from "./Quiet";
import { useNow } from "../host/clock";

/** The top of the window: whose it is, the finder, how the connection is, and you. Its empty parts move the window. */
export function TitleBar({ workspace }: { workspace: Workspace }) {
  const { t } = useLingui();
  const frame = useWindowFrame(workspace);
  return (
    // A title bar is moved by its empty parts; nothing is lost without a pointer.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <header className="title" onMouseDown={(event) => drag(frame, event)}>
      <div className="title__start">
        <span className="title__mark">
          <Cable aria-hidden="true" />
        </span>
        <span className="title__name cut">{workspace.name}</span>
      </div>
      <Pressable className="finder" onPress={() => openOverlay("palette")} aria-keyshortcuts="Control+K">
        <Search aria-hidden="true" />
        <span className="grow cut">{t`Search or run a command`}</span>
        <Kbd chord="Mod+KeyK" />
      </Pressable>
      <div className="title__end">
        <Live />
        <QuietButton />
        <IconButton
          className="title__keys"
          label={t`Shortcuts`}
          chord={chordFor("keys.show")}
          onPress={() => openOverlay("keys")}
        >
          <Keyboard aria-hidden="true" />
        </IconButton>
        <You operator={workspace.operator} />
        <Caption frame={frame} />
      </div>
    </header>
  );
}

function You({ operator }: { operator: string }) {
  const { t } = useLingui();
  const save = useSettingsSave();
  const other = otherTheme();
  return (
    <Menu
      label={operator}
      placement="bottom end"
      trigger={
        <Pressable className="icon-button" aria-label={t`You: ${operator}`}>
          <Avatar id={idOfName(operator)} name={operator} size={24} />
        </Pressable>
      }
      entries={[
        {
          id: "settings",
          words: t`Settings`,
          chord: chordFor("go.settings"),
          run: () => go("settings"),
        },
        {
          id: "theme",
          words: other === "light" ? t`Light theme` : t`Dark theme`,
          run: () => save.mutate({ theme: other }),
        },
        { id: "keys", words: t`Shortcuts`, chord: chordFor("keys.show"), run: () => openOverlay("keys") },
      ]}
    />
  );
}

const TONES: Readonly<Record<Connection, "ok" | "warn" | "danger" | "none">> = {
  connected: "ok",
  connecting: "none",
  not_set_up: "none",
  offline: "warn",
  slow_down: "warn",
  credentials: "danger",
};

/** A dot and two words: how the connection is; the tooltip says when the last message came. */
function Live() {
  const { t } = useLingui();
  const format = useFormat();
  const now = useNow(30_000);
  const { data: health, failureCount } = useHealth();
  if (health === undefined) return null;
  // A core that does not answer is as good as no connection.
  const connection = failureCount > 0 ? "offline" : health.connection;
  const words: Record<Connection, string> = {
    connected: t`Connected`,
    connecting: t`Connecting…`,
    not_set_up: t`Not set up`,
    offline: t`Offline`,
    slow_down: t`Slowed down`,
    credentials: t`Not sending`,
  };
  const last = health.last_webhook;
  const ago = last === null ? t`Nothing has come in yet` : t`Last event ${format.length(now - last)} ago`;
  return (
    <Tooltip text={ago}>
      <Pressable className="live" onPress={() => go("settings")}>
        <span className={`live__dot live__dot--${TONES[connection]}`} />
        <span className="live__words cut">{words[connection]}</span>
      </Pressable>
    </Tooltip>
  );
}
