import { useLingui } from "@lingui/react/macro";
import { CircleAlert, ListFilter, Plus, Search, UsersRound } from "lucide-react";
import { type RefObject, useEffect, useMemo, useRef } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";

import { errorWords } from "../../../app/errors";
import { useFormat } from "../../../app/format";
import { useReadOn } from "../../../app/useReadOn";
import { Button, Empty, Field, IconButton, Late, Menu, Skeleton } from "../../../components";
import type { ChatId, GroupFilter } from "../../../host/contract";
import type { useGroups } from "../../../host/groups";
import { toHostError } from "../../../host/host";
import { chordFor } from "../../../keys/map";
import { useGroupWords } from "../useGroupWords";
import { openDialog, useGroupsView } from "../view";
import { FILTERS } from "../words";
import { GroupRowLink } from "./GroupRowLink";
import { groupLines } from "./lines";
import { Making } from "./Making";
import { RequestsLink } from "./RequestsLink";

type Groups = ReturnType<typeof useGroups>;
interface Listed {
  /** Nothing stands beside the list, so its name is the screen's. */
  alone: boolean;
  groups: Groups;
  group: ChatId | null;
  /** Whether everybody who asks to enter is shown beside it. */
  asking: boolean;
  onOpen: (group: ChatId) => void;
}

/** The groups by what they are for, and above them those that are being made. */
export function GroupList(listed: Listed) {
  const { alone, groups, asking } = listed;
  const format = useFormat();
  const Heading = alone ? "h1" : "h2";
  const { t } = useLingui();
  const query = useGroupsView((view) => view.query);
  const total = groups.data?.total ?? 0;
  return (
    <section className="group-pane" aria-label={t`List of groups`} data-pane="list">
      <div className="group-pane__bar">
        <Heading className="group-pane__title grow">{t`Groups`}</Heading>
        <FilterMenu />
        <IconButton
          label={t`New group`}
          chord={chordFor("groups.new")}
          onPress={() => openDialog({ dialog: "create" })}
        >
          <Plus aria-hidden="true" />
        </IconButton>
      </div>
      <div className="group-pane__search" data-search="groups">
        <Field
          label={t`Search groups`}
          hideLabel
          type="search"
          icon={<Search aria-hidden="true" />}
          placeholder={total === 0 ? t`Search groups` : t`Search ${format.number(total)} groups`}
          value={query}
          onChange={(typed) => useGroupsView.setState({ query: typed })}
        />
      </div>
      <Making making={groups.data?.making ?? []} />
      <RequestsLink current={asking} />
      <Rows {...listed} />
    </section>
  );
}

function FilterMenu() {
  const { t, i18n } = useLingui();
  const filter = useGroupsView((view) => view.filter);
  const label = filter === "all" ? t`Filter` : t`Filter: ${i18n._(FILTERS[filter])}`;
  return (
    <Menu
      label={t`Which groups`}
      placement="bottom end"
      trigger={
        <IconButton label={label} pressed={filter !== "all"}>
          <ListFilter aria-hidden="true" />
        </IconButton>
      }
      entries={(Object.keys(FILTERS) as GroupFilter[]).map((id) => ({
        id,
        words: i18n._(FILTERS[id]),
        chosen: id === filter,
        run: () => useGroupsView.setState({ filter: id }),
      }))}
    />
  );
}

function Rows(listed: Listed) {
  const { groups } = listed;
  const { t, i18n } = useLingui();
  if (groups.data === undefined)
    return groups.error === null ? (
      <Waits />
    ) : (
      <div className="group-empty" role="alert">
        <Empty
          icon={<CircleAlert aria-hidden="true" />}
          title={t`The groups could not be read`}
          action={<Button onPress={() => void groups.refetch()}>{t`Try again`}</Button>}
        >
          {i18n._(errorWords(toHostError(groups.error).body))}
        </Empty>
      </div>
    );
  if (groups.data.rows.length === 0) return <Nothing total={groups.data.total} />;
  return <Lines {...listed} />;
}

function Lines({ alone, groups, group, onOpen }: Listed) {
  const Heading = alone ? "h2" : "h3";
  const words = useGroupWords();
  const rows = groups.data?.rows;
  const lines = useMemo(() => groupLines(rows ?? []), [rows]);
  const handle = useRef<VirtualizerHandle>(null);
  const box = useRef<HTMLDivElement>(null);
  const current = lines.findIndex((line) => line.line === "group" && line.row.chat_id === group);
  const tabbable = current >= 0 ? current : lines.findIndex((line) => line.line === "group");
  useRowInView(handle, box, current, group);
  const readOn = useReadOn(handle, lines.length, groups);
  return (
    <div ref={box} className="group-list">
      <Virtualizer
        ref={handle}
        scrollRef={box}
        as="ul"
        item="li"
        onScroll={readOn}
        {...(current >= 0 ? { keepMounted: [current] } : {})}
      >
        {lines.map((line, index) =>
          line.line === "heading" ? (
            <Heading key={`kind-${line.kind}`} className="group-heading">
              {words.kind(line.kind)}
            </Heading>
          ) : (
            <GroupRowLink
              key={line.row.chat_id}
              row={line.row}
              current={index === current}
              tabbable={index === tabbable}
              onOpen={onOpen}
            />
          ),
        )}
      </Virtualizer>
    </div>
  );
}

/** Brings the row of the group that is shown into view, and the focus with it where the list had it. */
function useRowInView(
  handle: RefObject<VirtualizerHandle | null>,
  box: RefObject<HTMLDivElement | null>,
  index: number,
  group: ChatId | null,
) {
  const place = useRef(index);
  useEffect(() => {
    place.current = index;
  });
  useEffect(() => {
    if (group === null || place.current < 0) return;
    handle.current?.scrollToIndex(place.current, { align: "nearest" });
    if (box.current?.contains(document.activeElement) !== true) return;
    box.current.querySelector<HTMLElement>(`[data-group="${group}"]`)?.focus();
  }, [handle, box, group]);
}

function Waits() {
  const { t } = useLingui();
  return (
    <div className="group-list" role="status" aria-label={t`Loading…`}>
      <Late>
        {["62%", "48%", "70%", "54%", "66%"].map((width) => (
          <div key={width} className="group-skeleton">
            <Skeleton width="36px" height="36px" />
            <Skeleton width={width} height="12px" />
          </div>
        ))}
      </Late>
    </div>
  );
}

function Nothing({ total }: { total: number }) {
  const { t } = useLingui();
  const all = () => useGroupsView.setState({ query: "", filter: "all" });
  return (
    <div className="group-empty">
      {total === 0 ? (
        <Empty icon={<UsersRound aria-hidden="true" />} title={t`No groups yet`}>
          {t`Groups that you make stand here.`}
        </Empty>
      ) : (
        <Empty
          icon={<UsersRound aria-hidden="true" />}
          title={t`No such group`}
          action={<Button onPress={all}>{t`Show all groups`}</Button>}
        >
          {t`Groups that fit the letters and the filter stand here.`}
        </Empty>
      )}
    </div>
  );
}
