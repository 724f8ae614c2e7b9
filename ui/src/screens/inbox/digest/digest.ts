import type { Digest, DigestRow, Timestamp } from "@/host/contract.ts";

/** How many lines have a digit of their own. */
export const DIGITS = 9;

/** Whether there is something to show: a silence has ended and held something back. */
export function hasDigest(digest: Digest | undefined): digest is Digest {
  return digest !== undefined && digest.ended !== null && digest.chats.length > 0;
}

/** How many of the chats still wait for an answer. */
export function waitingIn({ chats }: Digest): number {
  return chats.filter(({ waiting_since }) => waiting_since !== null).length;
}

/** How a line's window is: how long it lasts, or that it is closed; null where there is none to speak of. */
export function windowOf({ closes }: DigestRow, now: Timestamp): { left: number; short: boolean } | null {
  if (closes === null) return null;
  const left = Math.max(0, closes - now);
  return { left, short: left < 3_600_000 };
}
