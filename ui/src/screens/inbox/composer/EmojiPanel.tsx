import { useLingui } from "@lingui/react/macro";
import { Search } from "lucide-react";
import { useState } from "react";
import { Field } from "@/components/index.ts";
import { emojiFound } from "./emoji.ts";

const QUICK = ["👍", "❤️", "😂", "😮", "😢", "🙏"] as const;

/** Emoji in a grid with a search in both languages. For reactions the six usual ones stand above. */
export function EmojiPanel({ reactions = false, onPick }: { reactions?: boolean; onPick: (emoji: string) => void }) {
  const { t, i18n } = useLingui();
  const [query, setQuery] = useState("");
  const found = emojiFound(query);
  const russian = i18n.locale === "ru";
  return (
    <div className="emoji-panel">
      {reactions ? (
        <div className="emoji-quick" role="group" aria-label={t`Usual reactions`}>
          {QUICK.map((emoji) => (
            <button key={emoji} type="button" className="emoji" onClick={() => onPick(emoji)}>
              {emoji}
            </button>
          ))}
        </div>
      ) : null}
      <Field
        label={t`Search emoji`}
        hideLabel
        type="search"
        autoFocus
        placeholder={t`Search emoji`}
        icon={<Search className="inbox-icon-14" aria-hidden />}
        value={query}
        onChange={setQuery}
      />
      <div className="emoji-grid" role="group" aria-label={t`Emoji`}>
        {found.map(({ emoji, en, ru }) => (
          <button
            key={emoji}
            type="button"
            className="emoji"
            aria-label={russian ? ru : en}
            title={russian ? ru : en}
            onClick={() => onPick(emoji)}
          >
            {emoji}
          </button>
        ))}
        {found.length === 0 ? <p className="suggestions-none">{t`Nothing found`}</p> : null}
      </div>
    </div>
  );
}
