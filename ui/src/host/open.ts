import type { Host } from "./host";

/** Opens the door that this page has: the window's, a hub's, or in development a made-up town. */
export async function openHost(): Promise<Host> {
  if (import.meta.env.MODE === "fake") {
    const [{ fakeHost }, { townOf }] = await Promise.all([import("./fake/fake"), import("./fake/town-of")]);
    return fakeHost(townOf(location.search));
  }
  if ("__TAURI_INTERNALS__" in window) return (await import("./tauri")).tauriHost();
  const { httpHost, takeToken } = await import("./http");
  return httpHost(takeToken());
}
