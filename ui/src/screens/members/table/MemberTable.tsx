import { useLingui } from "@lingui/react/macro";
import { ArrowDown, ArrowUp, CircleAlert, Columns3, Plus, Search, Upload, UsersRound } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button as Pressable } from "react-aria-components";
import { Virtualizer, type VirtualizerHandle } from "virtua";

import { errorWords } from "../../../app/errors";
import { useFormat } from "../../../app/format";
import { useReadOn } from "../../../app/useReadOn";
import { Button, CheckBox, Empty, Field, IconButton, Late, Menu, Skeleton } from "../../../components";
import { usePurposes } from "../../../host/consent";
import type { MemberOrder, MemberRow } from "../../../host/contract";
import { toHostError } from "../../../host/host";
import { useMemberLists, type useMembers } from "../../../host/members";
import { chordFor } from "../../../keys/map";
import { StateIcon } from "../../consent/StateIcon";
import { useConsentWords } from "../../consent/useConsentWords";
import { conditionsOf, openDialog, pick, pickNobody, sortBy, toggleColumn, useMembersView } from "../view";
import { ExportMenu } from "../import/ExportMenu";
import { useListName } from "../useListName";
import { columnWidths } from "./columns";
import { MemberLine } from "./MemberLine";
import { PickedBar } from "./PickedBar";

type Members = ReturnType<typeof useMembers>;

/** The people of a list. */
export function MemberTable({ members }: { members: Members }) {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const { name, people } = useListName();
  const query = useMembersView((view) => view.query);
  const choice = useMembersView((view) => view.choice);
  return (
    <section className="member-table" aria-label={name} data-pane="page">
      <div className="member-table__bar">
        <h1 className="member-table__title cut">{name}</h1>
        <span className="member-table__people numbers grow">{people === undefined ? "" : format.number(people)}</span>
        <div className="member-table__search" data-search="members">
          <Field
            label={t`Search members`}
            hideLabel
            type="search"
            icon={<Search aria-hidden="true" />}
            placeholder={t`Name or number`}
            value={query}
            onChange={(typed) => useMembersView.setState({ query: typed })}
          />
        </div>
        <ColumnsMenu />
        <ExportMenu whom={{ contacts: null, query: query.trim(), conditions: [...conditionsOf(choice)] }} />
        <Button onPress={() => openDialog({ dialog: "import" })}>
          <Upload aria-hidden="true" />
          {t`Import`}
        </Button>
        <Button kind="primary" onPress={() => openDialog({ dialog: "add" })}>
          <Plus aria-hidden="true" />
          {t`Add`}
        </Button>
      </div>
      {members.data === undefined ? (
        members.error === null ? (
          <Waits />
        ) : (
          <div className="member-table__empty" role="alert">
            <Empty
              icon={<CircleAlert aria-hidden="true" />}
              title={t`The members could not be read`}
              action={<Button onPress={() => void members.refetch()}>{t`Try again`}</Button>}
            >
              {i18n._(errorWords(toHostError(members.error).body))}
            </Empty>
          </div>
        )
      ) : members.data.length === 0 ? (
        <Nothing />
      ) : (
        <Grid members={members} rows={members.data} />
      )}
      <PickedBar rows={members.data ?? []} />
      <Legend rows={members.data?.length ?? 0} more={members.hasNextPage} />
    </section>
  );
}

function ColumnsMenu() {
  const { t } = useLingui();
  const columns = useMembersView((view) => view.columns);
  const words = { phone: t`Phone`, labels: t`Labels`, consents: t`Consents`, seen: t`Last seen`, since: t`Since` };
  return (
    <Menu
      label={t`Columns`}
      placement="bottom end"
      trigger={
        <IconButton label={t`Columns`}>
          <Columns3 aria-hidden="true" />
        </IconButton>
      }
      entries={(["phone", "labels", "consents", "seen", "since"] as const).map((id) => ({
        id,
        words: words[id],
        chosen: columns.includes(id),
        run: () => toggleColumn(id),
      }))}
    />
  );
}

function Grid({ members, rows }: { members: Members; rows: readonly MemberRow[] }) {
  const { t } = useLingui();
  const { short } = useConsentWords();
  const box = useRef<HTMLDivElement>(null);
  const handle = useRef<VirtualizerHandle>(null);
  const columns = useMembersView((view) => view.columns);
  const picked = useMembersView((view) => view.picked);
  const current = useMembersView((view) => view.current);
  const purposes = usePurposes().data?.purposes.map(({ purpose }) => purpose) ?? [];
  const shown = columns.includes("consents") ? purposes : [];
  const readOn = useReadOn(handle, rows.length, members);
  const place = rows.findIndex(({ whom }) => whom.contact_id === current);
  const tabbable = Math.max(place, 0);
  useEffect(() => {
    if (current === null || place < 0) return;
    handle.current?.scrollToIndex(place, { align: "nearest" });
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-member="${current}"]`)?.focus());
    // It follows the keys; a page that is read meanwhile does not move it.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [current]);
  const everybody = rows.every(({ whom }) => picked.has(whom.contact_id));
  const style = { gridTemplateColumns: columnWidths(columns, shown.length) };
  return (
    <div className="member-grid" role="grid" aria-label={t`Members`} aria-rowcount={-1} aria-multiselectable="true">
      <div className="member-grid__head" role="row" style={style}>
        <span role="columnheader">
          <CheckBox
            label={t`Select everybody who is shown`}
            value={everybody}
            mixed={picked.size > 0 && !everybody}
            onChange={(on) =>
              on
                ? pick(
                    rows.map(({ whom }) => whom.contact_id),
                    true,
                  )
                : pickNobody()
            }
          />
        </span>
        <Sorted order="name">{t`Name`}</Sorted>
        {columns.includes("phone") && <span role="columnheader">{t`Phone`}</span>}
        {columns.includes("labels") && <span role="columnheader">{t`Labels`}</span>}
        {shown.map((purpose) => (
          <span key={purpose} role="columnheader" className="member-grid__middle cut" title={short(purpose)}>
            {short(purpose)}
          </span>
        ))}
        {columns.includes("seen") && <Sorted order="seen" end>{t`Last seen`}</Sorted>}
        {columns.includes("since") && <Sorted order="since" end>{t`Since`}</Sorted>}
      </div>
      <div ref={box} role="rowgroup" className="member-grid__rows">
        <Virtualizer ref={handle} scrollRef={box} onScroll={readOn} keepMounted={place < 0 ? [] : [place]}>
          {rows.map((row, index) => (
            <MemberLine
              key={row.whom.contact_id}
              row={row}
              columns={columns}
              purposes={shown}
              picked={picked.has(row.whom.contact_id)}
              tabbable={index === tabbable}
              style={style}
            />
          ))}
        </Virtualizer>
      </div>
    </div>
  );
}

function Sorted({ order, end = false, children }: { order: MemberOrder; end?: boolean; children: string }) {
  const { order: by, descending } = useMembersView();
  const Arrow = descending ? ArrowDown : ArrowUp;
  return (
    <span
      role="columnheader"
      className={end ? "member-grid__end" : ""}
      aria-sort={by === order ? (descending ? "descending" : "ascending") : "none"}
    >
      <Pressable className="member-grid__sort" onPress={() => sortBy(order)}>
        {children}
        {by === order && <Arrow aria-hidden="true" />}
      </Pressable>
    </span>
  );
}

/** What the signs say, and how many people are shown; `more` where further ones are read when one scrolls. */
function Legend({ rows, more }: { rows: number; more: boolean }) {
  const { t } = useLingui();
  const format = useFormat();
  const { people } = useListName();
  const query = useMembersView((view) => view.query);
  const total = query === "" ? people : more ? undefined : rows;
  const shown = format.number(rows);
  return (
    <div className="member-legend">
      <span className="member-legend__state">
        <StateIcon state="granted" /> {t`granted`}
      </span>
      <span className="member-legend__state">
        <StateIcon state="confirmed" /> {t`confirmed`}
      </span>
      <span className="member-legend__state">
        <StateIcon state="requested" /> {t`asked`}
      </span>
      <span className="member-legend__state">
        <StateIcon state="withdrawn" /> {t`withdrawn`}
      </span>
      <span className="member-legend__state grow">
        <StateIcon state={null} /> {t`never asked`}
      </span>
      <span className="numbers">
        {rows === 0
          ? ""
          : total !== undefined
            ? t`1–${shown} of ${format.number(Math.max(total, rows))}`
            : more && t`1–${shown}, more below`}
      </span>
    </div>
  );
}

function Waits() {
  const { t } = useLingui();
  return (
    <div className="member-grid__waits" role="status" aria-label={t`Loading…`}>
      <Late>
        {Array.from({ length: 8 }, (_, line) => (
          <Skeleton key={line} width="100%" height="24px" />
        ))}
      </Late>
    </div>
  );
}

function Nothing() {
  const { t } = useLingui();
  const everyone = useMemberLists().data?.everyone ?? 0;
  return (
    <div className="member-table__empty">
      {everyone === 0 ? (
        <Empty
          icon={<UsersRound aria-hidden="true" />}
          title={t`No members yet`}
          action={
            <Button
              chord={chordFor("members.add")}
              onPress={() => openDialog({ dialog: "add" })}
            >{t`Add a member`}</Button>
          }
        >
          {t`Whoever writes to you stands here by themselves.`}
        </Empty>
      ) : (
        <Empty icon={<UsersRound aria-hidden="true" />} title={t`Nobody is in this list`}>
          {t`People of whom the question is true stand here.`}
        </Empty>
      )}
    </div>
  );
}
