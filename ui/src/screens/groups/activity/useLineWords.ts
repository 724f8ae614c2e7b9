import { useLingui } from "@lingui/react/macro";

import type { GroupLine } from "../../../host/contract";

/** Who decides where no operator does: a held seat, or the group's own rule. */
const RULE = "rule";

/** What happened, as a sentence. Names stand in the nominative, so that it is right in every language; `you` is called so. */
export function useLineWords(): (line: GroupLine, you?: string) => string {
  const { t } = useLingui();
  return (line, you) => {
    const name = line.name ?? t`Somebody`;
    const called = (one: string | null) => {
      if (one !== null && one === you) return t`you`;
      return one === RULE ? t`the rule` : (one ?? "");
    };
    const operator = called(line.operator);
    const words = line.words ?? "";
    const ours = line.operator !== null;
    switch (line.happened) {
      case "created":
        return ours ? t`The group was made by ${operator}` : t`The group was made`;
      case "deleted":
        return ours ? t`The group was deleted by ${operator}` : t`The group was deleted`;
      case "renamed":
        return ours ? t`Renamed to “${words}” by ${operator}` : t`Renamed to “${words}”`;
      case "described":
        return ours ? t`The description was changed by ${operator}` : t`The description was changed`;
      case "pictured":
        return ours ? t`The picture was changed by ${operator}` : t`The picture was changed`;
      case "link_replaced":
        return ours ? t`The invite link was replaced by ${operator}` : t`The invite link was replaced`;
      case "suspended":
        return t`WhatsApp suspended the group`;
      case "restored":
        return t`WhatsApp lifted the suspension`;
      case "asked":
        return t`${name} asked to enter`;
      case "revoked":
        return t`${name} took the request back`;
      case "invited":
        return t`${name} was invited by ${operator}`;
      case "waiting":
        return t`${name} waits for a seat, put in line by ${operator}`;
      case "seat_freed":
        return t`The seat held for ${name} is free again`;
      case "uninvited":
        return ours ? t`The invitation of ${name} was taken back by ${operator}` : t`The invitation of ${name} ended`;
      case "approved":
        return ours ? t`${name} was approved by ${operator}` : t`${name} was approved`;
      case "declined":
        return ours ? t`${name} was declined by ${operator}` : t`${name} was declined`;
      case "joined":
        if (line.words !== null) {
          const inviter = called(line.words);
          return ours && line.operator !== RULE
            ? t`${name} joined, invited by ${inviter}, approved by ${operator}`
            : t`${name} joined, invited by ${inviter}`;
        }
        return ours
          ? t`${name} joined with the invite link, approved by ${operator}`
          : t`${name} joined with the invite link`;
      case "left":
        return t`${name} left`;
      case "removed":
        return ours ? t`${name} was removed by ${operator}` : t`${name} was removed`;
      case "found_in":
        return t`Comparing found ${name} in the group. Nobody had told of the coming.`;
      case "found_gone":
        return t`Comparing did not find ${name} in the group. Nobody had told of the going.`;
      case "pinned":
        return ours ? t`A message was pinned by ${operator}` : t`A message was pinned`;
      case "unpinned":
        return ours ? t`A message was unpinned by ${operator}` : t`A message was unpinned`;
      case "welcomed":
        return t`Whoever came in was welcomed by the rule that ${operator} set up`;
    }
  };
}

/** Why somebody of us did it, for ourselves; of a new name or description the words are no reason, and a rule says it itself. */
export function reasonOf({ happened, words, operator }: GroupLine): string | null {
  if (operator === RULE) return null;
  return happened === "removed" || happened === "approved" || happened === "declined" ? words : null;
}
