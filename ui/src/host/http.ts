import type { ChangeBatch } from "./contract";
import { type Host, HostError, toHostError } from "./host";
import { EventLines } from "./event-lines";

const KEPT = "switchboard.token";
const RELOAD: ChangeBatch = { reload: true, changes: [] };

/** Takes the token out of the address (`#token=…`), so that it is neither seen nor kept in the history. */
export function takeToken(): string {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given !== null) {
    sessionStorage.setItem(KEPT, given);
    history.replaceState(null, "", location.pathname + location.search);
  }
  return sessionStorage.getItem(KEPT) ?? "";
}

/** The host of a browser: commands are `POST /api/NAME`, changes are one long answer of `GET /api/changes`. */
export function httpHost(token: string): Host {
  const authorization = { Authorization: `Bearer ${token}` };
  return {
    async call(name, request) {
      const answer = await reach(`/api/${name}`, {
        method: "POST",
        headers: { ...authorization, "Content-Type": "application/json" },
        body: JSON.stringify(request),
      });
      if (answer.status === 401 || answer.status === 403)
        throw new HostError({ code: "credentials", retry: { retry: "never" } }, true);
      const body: unknown = await answer.json().catch(() => null);
      if (!answer.ok) throw toHostError(body);
      // The contract's types are made from the very table that writes this answer.
      return body as never;
    },
    onChanges(listener) {
      const stop = new AbortController();
      void follow(authorization, listener, stop.signal);
      return () => stop.abort();
    },
  };
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch {
    throw new HostError({ code: "offline", retry: { retry: "when_online" } });
  }
}

/** Follows the changes for as long as the page lives; after a gap everything is asked again. */
async function follow(headers: Record<string, string>, listener: (batch: ChangeBatch) => void, signal: AbortSignal) {
  let failures = 0;
  for (let first = true; !signal.aborted; first = false) {
    try {
      const answer = await fetch("/api/changes", { headers, signal });
      if (answer.ok && answer.body !== null) {
        if (!first) listener(RELOAD);
        failures = 0;
        await readLines(answer.body, listener);
      }
    } catch {
      if (signal.aborted) return;
    }
    await pause(backOff(failures++), signal);
  }
}

/** Milliseconds before the next attempt: 250 doubling up to 10 s. */
export function backOff(failures: number): number {
  return Math.min(10_000, 250 * 2 ** Math.min(failures, 10));
}

async function readLines(body: ReadableStream<Uint8Array>, listener: (batch: ChangeBatch) => void) {
  const lines = new EventLines();
  const decoder = new TextDecoder();
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    for (const data of lines.feed(decoder.decode(value, { stream: true }))) listener(JSON.parse(data) as ChangeBatch);
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
