import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { getCurrentWindow } from "@tauri-apps/api/window";

import type { ChangeBatch } from "./contract";
import { type Host, type ResponseOf, toHostError } from "./host";

/** The host of the real window: commands are Tauri commands of the same names, changes are the event `changes`. */
export function tauriHost(): Host {
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
      void stop.then(() => listener({ reload: true, changes: [] }));
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
