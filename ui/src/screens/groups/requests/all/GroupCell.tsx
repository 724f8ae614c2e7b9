import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { Button as Pressable } from "react-aria-components";

import { NumberTag } from "../../../../app/NumberTag";
import { openGroup } from "../../../../app/navigation";
import type { ChatId } from "../../../../host/contract";
import type { Seats } from "./useSeats";

/** Which group somebody asks to enter, and whether there is a seat. */
export function GroupCell({ chat, seats }: { chat: ChatId; seats: Seats }) {
  const { t } = useLingui();
  const words = useSeatWords();
  const subject = seats.row?.subject ?? t`Group`;
  return (
    <div role="gridcell" className="request__group">
      <span className="request__where">
        <Pressable
          className="request__subject cut"
          aria-label={t`Open group: ${subject}`}
          onPress={() => openGroup(chat)}
        >
          {subject}
        </Pressable>
        {seats.row === undefined ? null : <NumberTag account={seats.row.account_id} />}
      </span>
      <span className="request__since cut" title={words(seats)}>
        {words(seats)}
      </span>
    </div>
  );
}

function useSeatWords(): (seats: Seats) => string {
  const { t } = useLingui();
  return ({ row, free }) => {
    if (row === undefined) return "";
    if (row.suspended) return t`suspended`;
    if (free === 0) return t`no seat free`;
    // Whoever is approved then takes what is held for another.
    if (free <= row.held) return t`${plural(free, { one: "# seat, held", other: "# seats, held" })}`;
    return t`${plural(free, { one: "# seat free", other: "# seats free" })}`;
  };
}
