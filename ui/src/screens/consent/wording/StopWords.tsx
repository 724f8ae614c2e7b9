import { useLingui } from "@lingui/react/macro";
import { X } from "lucide-react";
import { useState } from "react";

import { undoable } from "../../../app/undo";
import { useErrorToast } from "../../../app/useErrorToast";
import { Button, Field, IconButton } from "../../../components";
import { commandId, useCommand } from "../../../host/mutations";
import { fold } from "../../../keys/fold";

/** The workspace's own words that end every purpose, beside those of the product. */
export function StopWords({ words }: { words: readonly string[] }) {
  const { t } = useLingui();
  const [typed, setTyped] = useState("");
  const save = useCommand("stop_words_save", { refused: useErrorToast() });
  const keep = (next: readonly string[]) => save.mutate({ command_id: commandId(), words: [...next] });
  const word = typed.trim();
  const known = words.some((one) => fold(one) === fold(word));
  const reason = word === "" ? t`Type a word first` : known ? t`It is there already` : undefined;
  const add = () => {
    if (reason !== undefined) return;
    keep([...words, word]);
    setTyped("");
  };
  const remove = (gone: string) => {
    keep(words.filter((one) => one !== gone));
    undoable(t`Word removed: ${gone}`, () => keep(words));
  };
  return (
    <section className="purpose" aria-label={t`Words that end everything`}>
      <h2>{t`Words that end everything`}</h2>
      <p className="wording__about">
        {t`STOP and its like in many languages always do. A word here does the same when it is the whole message.`}
      </p>
      <form
        className="stop-words"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Field
          className="stop-words__field"
          label={t`A word of your own`}
          hideLabel
          placeholder={t`A word of your own`}
          value={typed}
          onChange={setTyped}
        />
        <Button type="submit" reason={reason}>
          {t`Add`}
        </Button>
      </form>
      <ul className="stop-words__list" aria-label={t`Your own words`}>
        {words.map((one) => (
          <li key={one} className="stop-words__word">
            <span>{one}</span>
            <IconButton size="small" label={t`Remove the word ${one}`} onPress={() => remove(one)}>
              <X aria-hidden="true" />
            </IconButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
