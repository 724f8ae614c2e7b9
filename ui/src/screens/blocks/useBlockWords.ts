import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";

import { reasonWords } from "../../app/errors";
import { useFormat } from "../../app/format";
import { now } from "../../host/clock";
import type { BlockLine, BlockObstacle, BlockView } from "../../host/contract";

/** The words about blocking. */
export interface BlockWords {
  /** How it stands with a person who is blocked, or about to be, or about to be no more. */
  stands: (view: BlockView) => string;
  /** Why it is not done yet, or not at all; none where there is nothing to say. */
  trouble: (view: BlockView) => string | null;
  /** Why a person cannot be blocked now, and when that changes. */
  obstacle: (obstacle: BlockObstacle) => string;
  /** What happened, for the history. */
  happened: (line: BlockLine) => string;
}

/** Says in words how it stands with blocks. */
export function useBlockWords(): BlockWords {
  const { t, i18n } = useLingui();
  const format = useFormat();

  const blocked = ({ at, operator, reason }: BlockView): string => {
    const when = at === null ? "" : format.until(at, now());
    if (operator === null) return t`Blocked elsewhere, found ${when}.`;
    return reason === null || reason === ""
      ? t`Blocked ${when}, by ${operator}.`
      : t`Blocked ${when}, by ${operator}: ${reason}`;
  };
  return {
    stands: (view) => {
      switch (view.phase) {
        case "open":
          return t`Not blocked.`;
        case "blocking":
          return t`Being blocked at WhatsApp. Nothing is sent to this person any more.`;
        case "unblocking":
          return t`Being unblocked at WhatsApp. Until then nothing can be sent.`;
        case "blocked":
          return blocked(view);
      }
    },
    trouble: ({ refused, unconfirmed, phase, wanted }) => {
      if (unconfirmed) return t`WhatsApp did not answer. It is asked again by itself, there is nothing to do.`;
      if (refused === null) return null;
      const why = i18n._(reasonWords(refused));
      if (phase === "blocking" || phase === "unblocking") return why;
      return wanted ? t`Not blocked. ${why}` : t`Still blocked. ${why}`;
    },
    obstacle: (obstacle) => {
      switch (obstacle.obstacle) {
        case "not_here":
          return t`This number’s provider cannot block people.`;
        case "unreachable":
          return t`No number or id of this person is known, so there is nobody to block.`;
        case "not_written": {
          const { hours } = obstacle;
          return t`${plural(hours, { one: "WhatsApp blocks only people who wrote in the last # hour. Block them when they write again.", other: "WhatsApp blocks only people who wrote in the last # hours. Block them when they write again." })}`;
        }
        case "already":
          return t`This person is blocked already.`;
      }
    },
    happened: ({ happened, operator, words }) => {
      const by = operator ?? "";
      const why = words === null || words === "" ? null : words;
      switch (happened) {
        case "blocked":
          return why === null ? t`Blocked by ${by}` : t`Blocked by ${by}: ${why}`;
        case "unblocked":
          return t`Unblocked by ${by}`;
        case "not_blocked":
          return t`Not blocked. ${i18n._(reasonWords({ reason: why ?? "unknown_code" }))}`;
        case "not_unblocked":
          return t`Still blocked. ${i18n._(reasonWords({ reason: why ?? "unknown_code" }))}`;
        case "found_blocked":
          return t`Found blocked at WhatsApp, not from here`;
        case "found_unblocked":
          return t`Found not blocked at WhatsApp any more, not from here`;
      }
    },
  };
}
