import type { QuickReply } from "@/host/contract.ts";
import { fold } from "@/keys/fold.ts";

/** Who is spoken to and who speaks, for the variables of a saved answer. */
export interface Names {
  /** The person, or the group. */
  name: string | null;
  /** The operator. */
  operator: string;
}

/** Puts names into `{name}` and `{operator}`. A name that is not known leaves no gap and no brace behind. */
export function filled(body: string, names: Names): string {
  return body
    .replaceAll("{operator}", names.operator)
    .replaceAll(/(,?[ \t]*)\{name\}/gu, (_, before: string) => (names.name === null ? "" : before + names.name))
    .replaceAll(/^[ \t]*,[ \t]*/gmu, "");
}

/** What was typed after a slash at the very start, or none where nothing is asked for. */
export function slashQuery(text: string): string | null {
  const match = /^\/([^\s/]*)$/u.exec(text);
  return match === null ? null : (match[1] ?? "");
}

/** The saved answers for what was typed: those whose shortcut begins so, then those that contain it. */
export function found(replies: readonly QuickReply[], query: string): QuickReply[] {
  const typed = fold(query);
  const begins = replies.filter((reply) => fold(reply.shortcut).startsWith(typed));
  const contains = replies.filter(
    (reply) => !begins.includes(reply) && fold(`${reply.shortcut} ${reply.body}`).includes(typed),
  );
  return [...begins, ...contains];
}
