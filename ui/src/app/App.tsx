import { I18nProvider } from "@lingui/react";
import { useLingui } from "@lingui/react/macro";
import { i18n } from "@lingui/core";
import { QueryClientProvider, type QueryClient, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, Suspense, useEffect } from "react";
import { I18nProvider as AriaLocale } from "react-aria-components";

import { Refresher } from "../host/changes";
import { watchHands } from "../host/hands";
import { setNow } from "../host/clock";
import { HostProvider, useHost } from "../host/context";
import type { Workspace } from "../host/contract";
import type { Host } from "../host/host";
import { dispatch } from "../keys/dispatch";
import { useAppearance } from "./appearance";
import { Frame } from "./Frame";
import { formatLocale } from "./i18n";
import { openChat, useNavigation } from "./navigation";
import { part } from "./part";
import { Start } from "./Start";
import { swallow, swallowMenu } from "./web-view";

const Onboarding = part(() => import("../screens/onboarding/Onboarding").then((file) => file.Onboarding));
const Unlock = part(() => import("../screens/onboarding/Unlock").then((file) => file.Unlock));

/** The whole screen, over one door to the core. */
export function App({ host, client }: { host: Host; client: QueryClient }) {
  return (
    <I18nProvider i18n={i18n}>
      <HostProvider host={host}>
        <QueryClientProvider client={client}>
          <Locale>
            <Core />
          </Locale>
        </QueryClientProvider>
      </HostProvider>
    </I18nProvider>
  );
}

function Locale({ children }: { children: ReactNode }) {
  const { i18n: current } = useLingui();
  return <AriaLocale locale={formatLocale(current.locale)}>{children}</AriaLocale>;
}

function Core() {
  useChanges();
  return <Start Console={Console} />;
}

/** Follows the core's changes for as long as the page lives. */
function useChanges(): void {
  const host = useHost();
  const client = useQueryClient();
  useEffect(() => watchHands(document), []);
  useEffect(() => {
    const refresher = new Refresher(client, host);
    return host.onChanges((batch) => {
      refresher.take(batch);
      const open = batch.changes.find((change) => change.kind === "open");
      const chat = open?.chats[0];
      if (chat !== undefined) openChat(chat, open?.message ?? null);
    });
  }, [host, client]);
}

function Console({ workspace }: { workspace: Workspace }) {
  const { settings } = workspace;
  useAppearance(settings);
  useEffect(() => setNow(workspace.now), [workspace.now]);
  const inWindow = useHost().window !== undefined;
  const { letter_keys: letterKeys, enter_sends: enterSends } = settings;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      dispatch(event, useNavigation.getState().screen, { letterKeys, enterSends });
      if (inWindow) swallow(event);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [letterKeys, enterSends, inWindow]);
  useEffect(() => {
    if (!inWindow) return;
    window.addEventListener("contextmenu", swallowMenu);
    return () => window.removeEventListener("contextmenu", swallowMenu);
  }, [inWindow]);
  return (
    <Suspense fallback={null}>
      <Page workspace={workspace} />
    </Suspense>
  );
}

function Page({ workspace }: { workspace: Workspace }) {
  if (workspace.vault === "locked") return <Unlock workspace={workspace} />;
  return workspace.first_run === null ? <Frame workspace={workspace} /> : <Onboarding workspace={workspace} />;
}
