import "./notifications.css";

import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { CircleAlert, FlaskConical, Moon, Volume2, X } from "lucide-react";
import { type ReactNode, type RefObject, useEffect, useRef } from "react";

import { errorWords } from "../../app/errors";
import { type NotificationsTab, openNotifications, useNavigation } from "../../app/navigation";
import { Button, Empty, IconButton, Late, Skeleton, Tabs } from "../../components";
import type { NotificationRules } from "../../host/contract";
import { toHostError } from "../../host/host";
import { useNotificationRules } from "../../host/notifications";
import { runAction, useActions } from "../../keys/actions";
import { chordFor } from "../../keys/map";
import { Chats } from "./chats/Chats";
import { Defaults } from "./defaults/Defaults";
import { History } from "./history/History";
import { Schedules } from "./schedules/Schedules";
import { useNewAction } from "./schedules/useNewAction";
import { Simulator } from "./simulator/Simulator";
import { SoundsPanel } from "./sounds/SoundsPanel";
import { SoundsTab } from "./sounds/SoundsTab";
import { closeSimulator, openSide, openSimulator, useNotificationsView } from "./view";

/** Notifications: the tabs, and beside them the sounds or the simulator. */
export default function NotificationsScreen() {
  const { t } = useLingui();
  const rules = useNotificationRules();
  const tab = useNavigation((state) => state.notifications.tab) ?? "defaults";
  useAskedFor();
  const drawer = useNotificationsView((view) => view.drawer);
  const simulator = useNotificationsView((view) => view.simulator) || tab !== "defaults";
  useNewAction();
  useActions([
    {
      id: "notifications.simulate",
      title: msg`What happens if…`,
      also: msg`simulator test why rings`,
      group: "app",
      icon: <FlaskConical aria-hidden="true" />,
      run: openSimulator,
    },
    {
      id: "notifications.close",
      title: msg`Close the panel`,
      group: "app",
      keyOnly: true,
      enabled: drawer,
      run: closeSimulator,
    },
  ]);
  return (
    <div className={simulator ? "alerts alerts--simulator" : "alerts"}>
      <section className="alerts__main" data-pane="page" aria-label={t`Notifications`}>
        <div className="alerts__head">
          <h1 className="grow">{t`Notifications`}</h1>
          <HeadButtons tab={tab} />
        </div>
        {rules.data === undefined ? (
          <Waits error={rules.error} onRetry={() => void rules.refetch()} />
        ) : (
          <Pages rules={rules.data} tab={tab} />
        )}
      </section>
      <Side label={simulator ? t`What happens if…` : t`Sounds`}>
        {simulator ? <Simulator /> : <SoundsPanel rules={rules.data} />}
      </Side>
    </div>
  );
}

/** Whoever asks about a chat finds the simulator open, in a narrow window too. */
function useAskedFor(): void {
  const asked = useNavigation(({ notifications, visit }) =>
    notifications.tab === "schedules" && notifications.chat !== null ? visit : null,
  );
  useEffect(() => {
    if (asked !== null) openSimulator();
  }, [asked]);
}

function HeadButtons({ tab }: { tab: NotificationsTab }) {
  const { t } = useLingui();
  const simulator = useNotificationsView((view) => view.simulator);
  return (
    <div className="alerts__tools">
      {tab === "defaults" && (
        // Beside it in a wide window, unless the simulator stands there.
        <Button className={simulator ? "" : "alerts__narrow"} onPress={openSide}>
          <Volume2 aria-hidden="true" />
          {t`Sounds`}
        </Button>
      )}
      <Button chord={chordFor("quiet.open")} onPress={() => void runAction("quiet.open")}>
        <Moon aria-hidden="true" />
        {t`Quiet until…`}
      </Button>
      <Button className={tab === "defaults" && !simulator ? "" : "alerts__narrow"} onPress={openSimulator}>
        <FlaskConical aria-hidden="true" />
        {t`What happens if…`}
      </Button>
    </div>
  );
}

function Pages({ rules, tab }: { rules: NotificationRules; tab: NotificationsTab }) {
  const { t } = useLingui();
  return (
    <Tabs
      label={t`Parts of the notifications`}
      value={tab}
      onChange={(next) => {
        closeSimulator();
        openNotifications(next);
      }}
      pages={[
        { id: "defaults", words: t`Defaults`, page: <Defaults rules={rules} /> },
        { id: "chats", words: t`Chats`, count: rules.exceptions, page: <Chats rules={rules} /> },
        { id: "sounds", words: t`Sounds`, page: <SoundsTab rules={rules} /> },
        { id: "schedules", words: t`Schedules`, page: <Schedules /> },
        { id: "history", words: t`History`, page: <History /> },
      ]}
    />
  );
}

/** What stands beside the tab; in a narrow window a drawer over it. */
function Side({ label, children }: { label: string; children: ReactNode }) {
  const { t } = useLingui();
  const drawer = useNotificationsView((view) => view.drawer);
  const box = useRef<HTMLElement>(null);
  useFocusInside(box, drawer);
  return (
    <aside
      ref={box}
      className={drawer ? "alerts__side alerts__side--open" : "alerts__side"}
      aria-label={label}
      data-pane="side"
    >
      <span className="alerts__close">
        <IconButton label={t`Close`} chord={chordFor("notifications.close")} onPress={closeSimulator}>
          <X aria-hidden="true" />
        </IconButton>
      </span>
      {children}
    </aside>
  );
}

/** What was asked for gets the keys, and they go back when it is closed. */
function useFocusInside(box: RefObject<HTMLElement | null>, isOpen: boolean): void {
  useEffect(() => {
    if (!isOpen) return;
    const before = document.activeElement;
    const controls = [...(box.current?.querySelectorAll<HTMLElement>("button, input") ?? [])];
    controls.find((control) => control.offsetParent !== null)?.focus();
    return () => (before instanceof HTMLElement && before.isConnected ? before.focus() : undefined);
  }, [box, isOpen]);
}

function Waits({ error, onRetry }: { error: Error | null; onRetry: () => void }) {
  const { t, i18n } = useLingui();
  if (error !== null)
    return (
      <Empty
        icon={<CircleAlert aria-hidden="true" />}
        title={t`The notifications could not be read`}
        action={<Button onPress={onRetry}>{t`Try again`}</Button>}
      >
        {i18n._(errorWords(toHostError(error).body))}
      </Empty>
    );
  return (
    <Late>
      <div className="alerts__waits">
        {Array.from({ length: 8 }, (_, line) => (
          <Skeleton key={line} width="100%" height="32px" />
        ))}
      </div>
    </Late>
  );
}
