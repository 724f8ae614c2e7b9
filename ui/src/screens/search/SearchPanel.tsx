import "./search.css";

import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { Search, SearchX } from "lucide-react";
import { useDeferredValue, useState } from "react";

import { useFormat } from "../../app/format";
import { openChat, openHit, startingQuery } from "../../app/navigation";
import { Button, Empty, Kbd } from "../../components";
import { now } from "../../host/clock";
import type { ChatRow, Hit, SearchResults } from "../../host/contract";
import { useSearchPages } from "../../host/queries";
import { FinderBox } from "../palette/FinderBox";
import { FinderField } from "../palette/FinderField";
import { useChoice } from "../palette/useChoice";
import { FilterChips } from "./FilterChips";
import { ChatLine, HitLine } from "./HitLine";
import { Preview } from "./Preview";
import { remember, useRecent } from "./recent";
import { withFilter, withoutFilter } from "./query";

/** One line that was found. */
type Line = { id: string; row: ChatRow } | { id: string; hit: Hit };

/** Search over every message, person and group, with the place of each hit beside it. */
export function SearchPanel() {
  const { t } = useLingui();
  return (
    <FinderBox className="search" label={t`Search everywhere`}>
      <SearchContent />
    </FinderBox>
  );
}

function linesOf(found: SearchResults | undefined): Line[] {
  if (found === undefined) return [];
  return [
    ...found.chats.map((row) => ({ id: `found-chat-${row.chat_id}`, row })),
    ...found.messages.map((hit) => ({ id: `found-${hit.message_id}`, hit })),
  ];
}

function SearchContent() {
  const { t } = useLingui();
  const [query, setQuery] = useState(startingQuery);
  const search = useSearchPages(useDeferredValue(query));
  // What was found is drawn in pieces, and the place of a hit that is walked to after its line: the next key waits for neither.
  const data = useDeferredValue(search.data);
  const found = query.trim() === "" ? undefined : data;
  const lines = linesOf(found);
  const pick = (line: Line) => {
    remember(query);
    if ("hit" in line) openHit(line.hit, found?.messages ?? []);
    else openChat(line.row.chat_id);
  };
  const choice = useChoice(lines, pick);
  const { current } = choice;
  const seen = useDeferredValue(current);
  const type = (text: string) => {
    setQuery(text);
    choice.restart();
  };
  return (
    <>
      <div className="palette__head">
        <Search aria-hidden="true" />
        <FinderField
          list="search-list"
          current={current?.id}
          label={t`Search everywhere`}
          placeholder={t`Words, or from: in: has:file before: after:`}
          value={query}
          onChange={type}
          onKeyDown={choice.take}
        />
        <FilterChips
          filters={found?.filters ?? []}
          onAdd={(filter) => type(withFilter(query, filter))}
          onRemove={(filter) => type(withoutFilter(query, filter))}
        />
      </div>
      <div className="search__panes">
        <div className="search__found">
          <Head found={found} />
          <ListBox lines={lines} current={current} onPoint={choice.point} onPick={pick} />
          {found !== undefined && search.hasNextPage && (
            <Older busy={search.isFetchingNextPage} onPress={() => void search.fetchNextPage()} />
          )}
          {query.trim() === "" && <Recent onPick={type} />}
          {found !== undefined && search.isFetched && data === search.data && lines.length === 0 && (
            <Nothing query={query} suggestion={found.suggestion} onPick={type} />
          )}
        </div>
        <div className="search__preview" aria-label={t`The place of the hit`} role="region">
          {seen !== undefined && "hit" in seen && <Preview key={seen.id} hit={seen.hit} />}
        </div>
      </div>
      <Foot readAs={found?.read_as ?? null} />
    </>
  );
}

function Older({ busy, onPress }: { busy: boolean; onPress: () => void }) {
  const { t } = useLingui();
  return (
    <Button kind="ghost" pending={busy ? t`Searching…` : undefined} onPress={onPress}>
      {t`Show older`}
    </Button>
  );
}

function ListBox({
  lines,
  current,
  onPoint,
  onPick,
}: {
  lines: readonly Line[];
  current: Line | undefined;
  onPoint: (line: Line) => void;
  onPick: (line: Line) => void;
}) {
  const { t } = useLingui();
  return (
    <div id="search-list" role="listbox" aria-label={t`Results`}>
      {lines.map((line) => (
        // The field keeps the focus; keys are handled there.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
        <div
          key={line.id}
          id={line.id}
          role="option"
          tabIndex={-1}
          aria-selected={line === current}
          className="search__line"
          onPointerMove={() => line !== current && onPoint(line)}
          onClick={() => onPick(line)}
        >
          {"hit" in line ? <HitLine hit={line.hit} /> : <ChatLine row={line.row} />}
        </div>
      ))}
    </div>
  );
}

function Head({ found }: { found: SearchResults | undefined }) {
  const { t } = useLingui();
  const format = useFormat();
  if (found === undefined) return null;
  const searched = format.roughly(found.searched);
  const length = found.since === null ? null : format.span(now() - found.since);
  return (
    <div className="search__head">
      <span>
        {found.short && found.messages.length === 0
          ? t`Messages from two letters on`
          : t`${plural(found.messages.length, { one: "# message", other: "# messages" })}`}
      </span>
      <span className="search__range numbers" role="status">
        {length === null ? t`${searched} searched` : t`${length}, ${searched} searched`}
      </span>
    </div>
  );
}

function Recent({ onPick }: { onPick: (query: string) => void }) {
  const { t } = useLingui();
  const recent = useRecent((state) => state.queries);
  if (recent.length === 0) return <p className="search__hint">{t`Results appear while you type.`}</p>;
  return (
    <>
      <div className="search__head">{t`Recent searches`}</div>
      {recent.map((query) => (
        <button key={query} type="button" className="search__recent" onClick={() => onPick(query)}>
          {query}
        </button>
      ))}
    </>
  );
}

function Nothing({
  query,
  suggestion,
  onPick,
}: {
  query: string;
  suggestion: string | null;
  onPick: (query: string) => void;
}) {
  const { t } = useLingui();
  return (
    <Empty
      icon={<SearchX aria-hidden="true" />}
      title={
        suggestion === null
          ? t`Nothing found for “${query}”`
          : t`Nothing found for “${query}”. Did you mean “${suggestion}”?`
      }
      action={
        suggestion === null ? undefined : (
          <Button kind="primary" onPress={() => onPick(suggestion)}>{t`Search for “${suggestion}”`}</Button>
        )
      }
    >
      <Trans>Messages, people, groups and names of files are searched.</Trans>
    </Empty>
  );
}

function Foot({ readAs }: { readAs: string | null }) {
  const { t } = useLingui();
  return (
    <div className="palette__foot">
      <span>
        <Kbd chord="ArrowUp+ArrowDown" /> {t`move`}
      </span>
      <span>
        <Kbd chord="Enter" /> {t`open there`}
      </span>
      <span>
        <Kbd chord="Mod+KeyG" /> {t`next hit`}
      </span>
      <span className="grow" />
      {readAs !== null && <span>{t`read as “${readAs}”`}</span>}
    </div>
  );
}
