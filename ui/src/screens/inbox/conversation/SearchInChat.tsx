import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { ChevronDown, ChevronUp, Search, X } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { IconButton } from "@/components/index.ts";
import type { ChatId, MessageId } from "@/host/contract.ts";
import { useSearch } from "@/host/queries.ts";
import { useView } from "../view.ts";

/** Search in the open chat: the newest hit first, Enter goes back in time, Shift+Enter forward. */
export function SearchInChat({ chat, onGo }: { chat: ChatId; onGo: (message: MessageId) => void }) {
  const { t } = useLingui();
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(-1);
  const { data } = useSearch(query, chat);
  const hits = query.trim() === "" ? [] : (data?.messages ?? []);
  const move = (step: 1 | -1) => {
    const next = Math.min(hits.length - 1, Math.max(0, at + step));
    const hit = hits[next];
    if (hit === undefined) return;
    setAt(next);
    onGo(hit.message_id);
  };
  const close = () => useView.setState({ searching: false });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.code === "Escape") close();
    else if (event.code === "Enter") move(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="conversation-search" role="search">
      <span className="field__box grow">
        <Search className="inbox-icon-14" aria-hidden />
        <input
          autoFocus
          type="search"
          aria-label={t`Search in chat`}
          placeholder={t`Search in chat`}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(-1);
          }}
          onKeyDown={onKeyDown}
        />
      </span>
      <span className="conversation-search-count numbers" role="status">
        {query.trim() === "" ? null : hits.length === 0 ? (
          data?.short === true ? (
            <Trans>from two letters on</Trans>
          ) : (
            <Trans>nothing found</Trans>
          )
        ) : at < 0 ? (
          <Plural value={hits.length} one="# hit" other="# hits" />
        ) : (
          <Trans>
            {at + 1} of {hits.length}
          </Trans>
        )}
      </span>
      <IconButton label={t`Older hit`} chord="Enter" onPress={() => move(1)}>
        <ChevronUp aria-hidden />
      </IconButton>
      <IconButton label={t`Newer hit`} chord="Shift+Enter" onPress={() => move(-1)}>
        <ChevronDown aria-hidden />
      </IconButton>
      <IconButton label={t`Close search`} chord="Escape" onPress={close}>
        <X aria-hidden />
      </IconButton>
    </div>
  );
}
