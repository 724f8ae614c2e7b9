import type { MemberRow } from "../../../host/contract";

/** The key by which somebody is told from another of the same name. */
export const keyOf = ({ phone_masked: phone, username }: MemberRow): string | null =>
  phone ?? (username === null ? null : `@${username}`);
