import { useLingui } from "@lingui/react/macro";

import type { GroupLine } from "../../../host/contract";

/** What happened, as a sentence. The name stands in the nominative, so that it is right in every language. */
export function useLineWords(): (line: GroupLine) => string {
  const { t } = useLingui();
  return (line) => {
    const name = line.name ?? t`Somebody`;
    const operator = line.operator ?? "";
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
        return ours ? t`${name} came in, invited by ${operator}` : t`${name} came in`;
      case "left":
        return t`${name} left`;
      case "removed":
        return ours ? t`${name} was removed by ${operator}` : t`${name} was removed`;
      case "found_in":
        return t`Comparing found ${name} in the group. Nobody had told of the coming.`;
      case "found_gone":
        return t`Comparing did not find ${name} in the group. Nobody had told of the going.`;
    }
  };
}
