import { createContext, type ReactNode, useContext } from "react";

import type { Host } from "./host";

const HostContext = createContext<Host | null>(null);

/** Hands the door to everything below. */
export function HostProvider({ host, children }: { host: Host; children: ReactNode }) {
  return <HostContext value={host}>{children}</HostContext>;
}

/** The door to the core. */
export function useHost(): Host {
  const host = useContext(HostContext);
  if (host === null) throw new Error("a HostProvider is missing above");
  return host;
}
