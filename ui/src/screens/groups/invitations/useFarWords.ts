import { useLingui } from "@lingui/react/macro";

import type { InvitationRow } from "../../../host/contract";

interface Far {
  words: string;
  tone: "plain" | "ok" | "danger" | "accent";
}

/** How far somebody's invitation is. */
export function useFarWords(): (row: InvitationRow) => Far {
  const { t } = useLingui();
  return ({ spoke_at: spoke, joined_at: joined, status }) => {
    if (spoke !== null) return { words: t`wrote in the group`, tone: "ok" };
    if (joined !== null) return { words: t`came in`, tone: "ok" };
    switch (status) {
      case "read":
      case "played":
        return { words: t`read`, tone: "accent" };
      case "delivered":
        return { words: t`delivered`, tone: "plain" };
      case "accepted":
      case "sent":
        return { words: t`sent`, tone: "plain" };
      case "queued":
      case "sending":
        return { words: t`leaves in a moment`, tone: "plain" };
      case "unknown":
        return { words: t`not confirmed`, tone: "danger" };
      case "refused":
      case "failed":
        return { words: t`not delivered`, tone: "danger" };
      case "cancelled":
      case "discarded":
        return { words: t`not sent`, tone: "danger" };
      case null:
        return { words: t`not told`, tone: "plain" };
    }
  };
}
