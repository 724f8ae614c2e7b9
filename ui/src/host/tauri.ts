import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { getCurrentWindow } from "@tauri-apps/api/window";

import type { Change, ChangeBatch, ChatId } from "./contract";
import { type Host, type ResponseOf, toHostError } from "./host";

/** The host of the real window: commands are Tauri commands of the same names, changes are the event `changes`. */
export function tauriHost(): Host {
  const asked = takeChat();
  return {
    async call(name, request) {
      try {
        return await invoke<ResponseOf<typeof name>>(name, { request });
      } catch (error) {
        throw toHostError(error);
      }
    },
    onChanges(listener) {
      const stop = listen<ChangeBatch>("changes", (event) => listener(event.payload));
      // What changed before the core knew of this listener was told to nobody.
      const changes: Change[] = asked === null ? [] : [{ kind: "open", chats: [asked], message: null }];
      void stop.then(() => listener({ reload: true, changes }));
      return () => void stop.then((unlisten) => unlisten());
    },
    window: {
      minimise: () => void getCurrentWindow().minimize(),
      toggleMaximise: () => void getCurrentWindow().toggleMaximize(),
      close: () => void getCurrentWindow().close(),
      startDrag: () => void getCurrentWindow().startDragging(),
    },
  };
}

/** The chat that the window was started for; it stands in the page's address once. */
function takeChat(): ChatId | null {
  const chat = /^#chat\/(\d+)$/u.exec(location.hash)?.[1];
  if (chat === undefined) return null;
  history.replaceState(null, "", location.pathname);
  return Number(chat);
}
