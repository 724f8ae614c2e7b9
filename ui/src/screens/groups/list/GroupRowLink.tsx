import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { Ban, CircleDashed } from "lucide-react";

import { NumberTag } from "../../../app/NumberTag";
import { Chip, Counter } from "../../../components";
import type { ChatId, GroupRow } from "../../../host/contract";
import { GroupAvatar } from "../../../app/GroupAvatar";
import { Meter } from "../Meter";

/** One group in the list: a link with its name and its seats, who asks to enter, and at most one state. */
export function GroupRowLink({
  row,
  current,
  tabbable,
  onOpen,
}: {
  row: GroupRow;
  current: boolean;
  tabbable: boolean;
  onOpen: (group: ChatId) => void;
}) {
  const { t } = useLingui();
  const { requests } = row;
  const asking = t`${plural(requests, { one: "# person asks to enter", other: "# people ask to enter" })}`;
  return (
    <a
      href={`#group-${row.chat_id}`}
      className="group-row"
      data-group={row.chat_id}
      aria-current={current || undefined}
      tabIndex={tabbable ? 0 : -1}
      draggable={false}
      onClick={(event) => {
        event.preventDefault();
        onOpen(row.chat_id);
      }}
    >
      <GroupAvatar row={row} />
      <span className="group-row__text">
        <span className="group-row__upper">
          <span className="group-row__name cut grow" title={row.subject}>
            {row.subject}
          </span>
          <NumberTag account={row.account_id} />
          <Counter value={requests} label={asking} />
        </span>
        <span className="group-row__lower">
          <Meter people={row.people} held={row.held} seats={row.seats} />
          <State row={row} />
        </span>
      </span>
    </a>
  );
}

function State({ row }: { row: GroupRow }) {
  const { t } = useLingui();
  if (row.suspended)
    return (
      <Chip tone="danger">
        <Ban aria-hidden="true" />
        {t`suspended`}
      </Chip>
    );
  if (row.busy)
    return (
      <Chip tone="wait">
        <CircleDashed aria-hidden="true" />
        {t`in progress`}
      </Chip>
    );
  return row.people >= row.seats ? <Chip tone="warn">{t`full`}</Chip> : null;
}
