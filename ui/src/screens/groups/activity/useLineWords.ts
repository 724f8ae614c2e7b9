import { useLingui } from "@lingui/react/macro";

import type { GroupLine } from "../../../host/contract";

/** What happened, as a sentence. Names stand in the nominative, so that it is right in every language; `you` is called so. */
export function useLineWords(): (line: GroupLine, you?: string) => string {
  const { t } = useLingui();
  return (line, you) => {
    const name = line.name ?? t`Somebody`;
    const operator = line.operator !== null && line.operator === you ? t`you` : (line.operator ?? "");
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
      case "approved":
        return ours ? t`${name} was approved by ${operator}` : t`${name} was approved`;
      case "declined":
        return ours ? t`${name} was declined by ${operator}` : t`${name} was declined`;
      case "joined":
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
    }
  };
}

/** Why somebody of us did it, for ourselves; of a new name or description the words are no reason. */
export function reasonOf({ happened, words }: GroupLine): string | null {
  return happened === "removed" || happened === "approved" || happened === "declined" ? words : null;
}
