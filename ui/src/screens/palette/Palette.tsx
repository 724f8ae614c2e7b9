import "./palette.css";

import { Trans, useLingui } from "@lingui/react/macro";
import { Languages, SearchX } from "lucide-react";
import { type KeyboardEvent, useState } from "react";

import { closeOverlay, openChat, openHit, openOverlay, startingQuery } from "../../app/navigation";
import { Empty, Kbd } from "../../components";
import { useRegistry } from "../../keys/actions";
import { FinderBox } from "./FinderBox";
import { FinderField } from "./FinderField";
import { PaletteHelp } from "./PaletteHelp";
import { PaletteLine } from "./PaletteLine";
import type { GroupName, Item, Results } from "./results";
import { type Choice, useChoice } from "./useChoice";
import { usePaletteResults } from "./usePaletteResults";

/** Every action, place, chat and message behind one field. */
export function Palette() {
  const { t } = useLingui();
  return (
    <FinderBox className="palette" label={t`Palette`}>
      <PaletteContent />
    </FinderBox>
  );
}

function run(item: Item, results: Results): void {
  closeOverlay();
  switch (item.kind) {
    case "action":
      if (item.at !== null && item.action.runAt !== undefined) item.action.runAt(item.at);
      else item.action.run();
      return;
    case "chat":
      openChat(item.row.chat_id);
      return;
    case "message": {
      const lines = results.groups.flatMap(({ items }) => items);
      openHit(
        item.hit,
        lines.flatMap((line) => (line.kind === "message" ? [line.hit] : [])),
      );
    }
  }
}

function PaletteContent() {
  const { t, i18n } = useLingui();
  const context = useRegistry((state) => state.context);
  const [query, setQuery] = useState(startingQuery);
  const [left, setLeft] = useState(false);
  const inContext = context !== null && !left;
  const results = usePaletteResults(query, inContext);
  const items = results.groups.flatMap((group) => group.items);
  const choice = useChoice(items, (item) => run(item, results));
  const type = (text: string) => {
    setQuery(text);
    choice.restart();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (choice.take(event)) return;
    const { current } = choice;
    if (event.code === "Tab" && current?.kind === "action" && current.action.runAt !== undefined)
      type(`${i18n._(current.action.title).replace(/…$/, "")} `);
    else if (event.code === "Backspace" && query === "" && inContext) setLeft(true);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="palette__head">
        {inContext && <span className="palette__context cut">{context}</span>}
        <FinderField
          list="palette-list"
          current={choice.current?.id}
          label={t`Search or run a command`}
          placeholder={t`Search or run a command`}
          value={query}
          onChange={type}
          onKeyDown={onKeyDown}
        />
        {results.readAs !== null && <ReadAs words={results.readAs} />}
      </div>
      <List query={query} results={results} choice={choice} onType={type} />
      {items.length === 0 && results.sought && !query.startsWith("?") && (
        <Nothing query={query} suggestion={results.suggestion} onPick={type} />
      )}
      <Footer />
    </>
  );
}

function ReadAs({ words }: { words: string }) {
  return (
    <span className="palette__read">
      <Languages aria-hidden="true" />
      <Trans>read as “{words}”</Trans>
    </span>
  );
}

function List({
  query,
  results,
  choice,
  onType,
}: {
  query: string;
  results: Results;
  choice: Choice<Item>;
  onType: (query: string) => void;
}) {
  const { t } = useLingui();
  return (
    <div className="palette__list" id="palette-list" role="listbox" aria-label={t`Results`}>
      {query.startsWith("?") ? (
        <PaletteHelp onPick={onType} />
      ) : (
        results.groups.map((group) => (
          <Group
            key={group.name}
            name={group.name}
            items={group.items}
            current={choice.current}
            onPoint={choice.point}
            onPick={(item) => run(item, results)}
          />
        ))
      )}
    </div>
  );
}

function Group({
  name,
  items,
  current,
  onPoint,
  onPick,
}: {
  name: GroupName;
  items: readonly Item[];
  current: Item | undefined;
  onPoint: (item: Item) => void;
  onPick: (item: Item) => void;
}) {
  const { t } = useLingui();
  const titles: Record<GroupName, string> = {
    chat: t`This chat`,
    rules: t`Rules and schedules`,
    app: t`Actions`,
    page: t`Go to`,
    chats: t`Chats`,
    messages: t`Messages`,
  };
  return (
    <div role="group" aria-label={titles[name]}>
      <div className="palette__group" aria-hidden="true">
        {titles[name]}
      </div>
      {items.map((item) => (
        // The field keeps the focus; keys are handled there.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
        <div
          key={item.id}
          id={item.id}
          role="option"
          tabIndex={-1}
          aria-selected={item === current}
          className="palette__line"
          onPointerMove={() => item !== current && onPoint(item)}
          onClick={() => onPick(item)}
        >
          <PaletteLine item={item} current={item === current} />
        </div>
      ))}
    </div>
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
      title={t`Nothing found for “${query}”`}
      action={
        suggestion === null ? undefined : (
          <button type="button" className="palette__suggestion" onClick={() => onPick(suggestion)}>
            {t`Search for “${suggestion}”`}
          </button>
        )
      }
    />
  );
}

function Footer() {
  const { t } = useLingui();
  return (
    <div className="palette__foot">
      <span>
        <Kbd chord="ArrowUp+ArrowDown" /> {t`move`}
      </span>
      <span>
        <Kbd chord="Enter" /> {t`run`}
      </span>
      <span>
        <Kbd chord="Tab" /> {t`type a time`}
      </span>
      <span className="grow" />
      <span>
        <Kbd chord="#" /> {t`groups`}
      </span>
      <span>
        <Kbd chord="@" /> {t`people`}
      </span>
      <button type="button" className="palette__help" onClick={() => openOverlay("keys")}>
        <Kbd chord="?" /> {t`help`}
      </button>
    </div>
  );
}
