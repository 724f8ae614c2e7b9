import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { Bell, ContactRound, Inbox, Settings, ShieldCheck, UsersRound } from "lucide-react";
import type { ReactNode } from "react";
import { Button as Pressable } from "react-aria-components";

import { Counter, Tooltip } from "../components";
import { useRequestCount } from "../host/groups";
import { useChats } from "../host/queries";
import { chordFor } from "../keys/map";
import { go, openGroup, openMember, type Screen, useNavigation } from "./navigation";

/** The sections of the console. */
export function Rail() {
  const { t } = useLingui();
  const { data } = useChats({ filter: "all" });
  const unread = data?.counts.unread ?? 0;
  const requests = useRequestCount().data ?? 0;
  return (
    <nav className="rail" aria-label={t`Sections`} data-pane="rail">
      <Entry screen="inbox" words={t`Inbox`} icon={<Inbox aria-hidden="true" />}>
        <Counter value={unread} label={t`${plural(unread, { one: "# unread chat", other: "# unread chats" })}`} />
      </Entry>
      <Entry screen="groups" words={t`Groups`} icon={<UsersRound aria-hidden="true" />} onPress={() => openGroup(null)}>
        <Counter
          value={requests}
          label={t`${plural(requests, { one: "# person asks to enter", other: "# people ask to enter" })}`}
        />
      </Entry>
      <Entry
        screen="members"
        words={t`Members`}
        icon={<ContactRound aria-hidden="true" />}
        onPress={() => openMember(null)}
      />
      <Entry screen="consent" words={t`Consent`} icon={<ShieldCheck aria-hidden="true" />} />
      <Entry screen="notifications" words={t`Notifications`} icon={<Bell aria-hidden="true" />} />
      <span className="rail__space" />
      <Entry screen="settings" words={t`Settings`} icon={<Settings aria-hidden="true" />} />
    </nav>
  );
}

function Entry({
  screen,
  words,
  icon,
  onPress,
  children,
}: {
  screen: Screen;
  words: string;
  icon: ReactNode;
  onPress?: () => void;
  children?: ReactNode;
}) {
  const current = useNavigation((state) => state.screen) === screen;
  return (
    <Tooltip text={words} chord={chordFor(`go.${screen}`)}>
      <Pressable
        className="rail__entry"
        onPress={onPress ?? (() => go(screen))}
        {...(current ? { "aria-current": "page" as const } : {})}
      >
        {icon}
        <span className="rail__words">{words}</span>
        {children}
      </Pressable>
    </Tooltip>
  );
}
