import { Trans, useLingui } from "@lingui/react/macro";
import { AlarmClock, CircleCheck, ListFilter, Tag, X } from "lucide-react";
import type { ReactNode } from "react";
import { Chip, IconButton, Menu, Tooltip } from "@/components/index.ts";
import { Button as AriaButton } from "react-aria-components";
import type { ChatCounts, ChatFilter } from "@/host/contract.ts";
import { useLabels } from "@/host/queries.ts";
import { useFormat } from "@/app/format.ts";
import { useView } from "../view.ts";

/** Shows only some chats. */
export function setFilter(filter: ChatFilter): void {
  useView.setState({ filter, picked: new Set() });
}

/** The filters above the list, each with a key from 1 to 5; labels and finished chats stand behind [`MoreFilters`]. */
export function Filters({ counts }: { counts: ChatCounts | undefined }) {
  const { t } = useLingui();
  const filter = useView((view) => view.filter);
  const at = (name: ChatFilter["filter"]) => filter.filter === name;
  return (
    <>
      <div className="chat-filters" role="group" aria-label={t`Chat filter`}>
        <FilterButton on={at("all")} filter={{ filter: "all" }} chord="Digit1" name={t`All`} />
        <FilterButton
          on={at("unread")}
          filter={{ filter: "unread" }}
          chord="Digit2"
          name={t`Unread`}
          count={counts?.unread}
        />
        <FilterButton on={at("mine")} filter={{ filter: "mine" }} chord="Digit3" name={t`Mine`} count={counts?.mine} />
        <FilterButton on={at("groups")} filter={{ filter: "groups" }} chord="Digit4" name={t`Groups`} />
        <FilterButton
          on={at("snoozed")}
          filter={{ filter: "snoozed" }}
          chord="Digit5"
          name={t`Snoozed`}
          icon={<AlarmClock className="inbox-icon-14" aria-hidden />}
        />
      </div>
      <ChosenLabel filter={filter} />
    </>
  );
}

function FilterButton({
  filter,
  name,
  chord,
  on,
  count,
  icon,
}: {
  filter: ChatFilter;
  name: string;
  chord: string;
  on: boolean;
  count?: number | undefined;
  icon?: ReactNode;
}) {
  const format = useFormat();
  return (
    <Tooltip text={name} chord={chord}>
      <AriaButton
        className="chat-filter"
        aria-pressed={on}
        onPress={() => setFilter(filter)}
        {...(icon === undefined ? {} : { "aria-label": name })}
      >
        {icon ?? name}
        {count === undefined || count === 0 ? null : <span className="chat-filter-count">{format.number(count)}</span>}
      </AriaButton>
    </Tooltip>
  );
}

/** Filters that have no button of their own: finished chats, and labels. */
export function MoreFilters() {
  const { t } = useLingui();
  const { data: labels } = useLabels();
  const done = {
    id: "done",
    words: t`Done`,
    icon: <CircleCheck aria-hidden />,
    run: () => setFilter({ filter: "done" }),
  };
  const entries = (labels ?? []).map((label) => ({
    id: String(label.label_id),
    words: label.name,
    icon: <Tag aria-hidden />,
    run: () => setFilter({ filter: "label", label: label.label_id }),
  }));
  return (
    <Menu
      label={t`More filters`}
      placement="bottom end"
      trigger={
        <IconButton label={t`More filters`}>
          <ListFilter aria-hidden />
        </IconButton>
      }
      entries={[done, ...entries]}
    />
  );
}

/** Names a filter that has no button of its own, with the way back. */
function ChosenLabel({ filter }: { filter: ChatFilter }) {
  const { t } = useLingui();
  const { data: labels } = useLabels();
  if (filter.filter !== "label" && filter.filter !== "done") return null;
  const label = filter.filter === "label" ? labels?.find((one) => one.label_id === filter.label) : undefined;
  return (
    <div className="chat-filter-label">
      <Chip color={label?.color}>{label?.name ?? <Trans>Done</Trans>}</Chip>
      <IconButton label={t`Show all chats`} size="small" chord="Digit1" onPress={() => setFilter({ filter: "all" })}>
        <X className="inbox-icon-14" aria-hidden />
      </IconButton>
    </div>
  );
}
