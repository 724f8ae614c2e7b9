import { useLingui } from "@lingui/react/macro";
import { X } from "lucide-react";
import { type ReactNode, useState } from "react";

import { undoable } from "../../../app/undo";
import { useErrorToast } from "../../../app/useErrorToast";
import { Button, Field, IconButton, Segmented, Select, Switch } from "../../../components";
import type { BadgeCount, Manner, NotificationRules, Preview } from "../../../host/contract";
import { useLevelSave, useMannerSave } from "../../../host/notification-mutations";
import { BADGES, PREVIEWS } from "../words";

/** A card of what holds for every alert alike. */
export function Card({ title, about, children }: { title: string; about?: string; children: ReactNode }) {
  return (
    <section className="alerts__section">
      <h2>{title}</h2>
      {about === undefined ? null : <p className="alerts__about">{about}</p>}
      <div className="alerts__card">{children}</div>
    </section>
  );
}

/** Keeps some of the manner; the rest stays as it is. */
export function useManner(manner: Manner): (some: Partial<Manner>) => void {
  const save = useMannerSave();
  const failed = useErrorToast();
  return (some) => save.mutate({ ...manner, ...some }, { onError: failed });
}

/** What a banner shows, and when it shows nothing. */
export function BannerCard({ rules: { app, manner } }: { rules: NotificationRules }) {
  const { t, i18n } = useLingui();
  const save = useLevelSave();
  const failed = useErrorToast();
  const change = useManner(manner);
  const previews = Object.keys(PREVIEWS) as Preview[];
  return (
    <Card title={t`Banner on the screen`}>
      <div className="alerts__line">
        <span className="grow">{t`Shows`}</span>
        <Segmented
          label={t`A banner shows`}
          options={previews.map((id) => ({ id, words: i18n._(PREVIEWS[id]) }))}
          value={app.preview ?? "full"}
          onChange={(preview) =>
            save.mutate({ level: { level: "app" }, fields: { ...app, preview } }, { onError: failed })
          }
        />
      </div>
      <Switch value={manner.presenter} onChange={(presenter) => change({ presenter })}>
        {t`Hide names and texts while I show my screen`}
      </Switch>
      <Switch value={!manner.no_attention} onChange={(on) => change({ no_attention: !on })}>
        {t`Let the task bar or dock ask for attention`}
      </Switch>
    </Card>
  );
}

/** What the number on the dock, the task bar and the tray counts. */
export function BadgeCard({ rules: { manner } }: { rules: NotificationRules }) {
  const { t, i18n } = useLingui();
  const change = useManner(manner);
  const counts = Object.keys(BADGES) as BadgeCount[];
  return (
    <Card title={t`Badge on the dock, the task bar and the tray`}>
      <div className="alerts__line">
        <span className="grow">{t`Counts`}</span>
        <Select
          label={t`The badge counts`}
          hideLabel
          options={counts.map((id) => ({ id, words: i18n._(BADGES[id]) }))}
          value={manner.badge}
          onChange={(badge) => change({ badge })}
        />
      </div>
      <Switch value={manner.skip_muted} onChange={(skip) => change({ skip_muted: skip })}>
        {t`Leave muted chats out`}
      </Switch>
    </Card>
  );
}

/** The words that make a message a mention. */
export function MentionCard({ manner }: { manner: Manner }) {
  const { t } = useLingui();
  const change = useManner(manner);
  const [text, setText] = useState("");
  const word = text.trim();
  const known = manner.words.some((one) => one.toLocaleLowerCase() === word.toLocaleLowerCase());
  const add = () => {
    if (word === "" || known) return;
    change({ words: [...manner.words, word] });
    setText("");
  };
  const remove = (gone: string) => {
    change({ words: manner.words.filter((one) => one !== gone) });
    undoable(t`Word removed: ${gone}`, () => change({ words: manner.words }));
  };
  return (
    <Card
      title={t`Words that count as a mention`}
      about={t`Upper case, accents and ё do not matter; * stands for any letters.`}
    >
      <form
        className="mentions__new"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Field
          className="grow"
          label={t`A word or phrase`}
          hideLabel
          placeholder={t`A word or phrase`}
          value={text}
          onChange={setText}
        />
        <Button
          type="submit"
          reason={word === "" ? t`Type a word first` : known ? t`This word is there already` : undefined}
        >
          {t`Add`}
        </Button>
      </form>
      {manner.words.length > 0 && (
        <ul className="alerts__line mentions">
          {manner.words.map((one) => (
            <li key={one} className="mentions__word">
              {one}
              <IconButton size="small" label={t`Remove the word ${one}`} onPress={() => remove(one)}>
                <X aria-hidden="true" />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
