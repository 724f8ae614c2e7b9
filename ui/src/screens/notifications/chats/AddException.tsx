import "../../inbox/picker.css";

import { useLingui } from "@lingui/react/macro";
import { Plus, Plug, Tag, UsersRound } from "lucide-react";
import { useState } from "react";

import { useNumbers } from "../../../app/numbers";
import { Avatar, Button, Popover } from "../../../components";
import type { Level } from "../../../host/contract";
import { useChats, useLabels, useSearch } from "../../../host/queries";
import { Picker, type PickerOption } from "../../inbox/Picker";
import type { Opened } from "./ExceptionDialog";

interface Choice extends PickerOption {
  level: Level;
}

/** Finds what is to ring in its own way: a chat by its name, or all groups, a label, a number. */
export function AddException({ onPick }: { onPick: (opened: Opened) => void }) {
  const { t } = useLingui();
  return (
    <Popover
      label={t`Add an exception`}
      placement="bottom end"
      trigger={
        // Its popover is named by it, and a name must not come from words inside: axe takes those for loose content.
        <Button aria-label={t`Add an exception`}>
          <Plus aria-hidden="true" />
          {t`Add an exception`}
        </Button>
      }
    >
      {(close) => (
        <Finder
          onPick={(level) => {
            close();
            onPick({ level });
          }}
        />
      )}
    </Popover>
  );
}

function Finder({ onPick }: { onPick: (level: Level) => void }) {
  const { t } = useLingui();
  const [query, setQuery] = useState("");
  const chats = useFoundChats(query);
  const wider = useWider(query);
  const options = [...chats, ...wider];
  return (
    <Picker
      label={t`Chat, member, group or label`}
      query={query}
      onQuery={setQuery}
      options={options}
      onPick={(id) => {
        const choice = options.find((one) => one.id === id);
        if (choice !== undefined) onPick(choice.level);
      }}
      none={t`Nothing is called like this. Try another part of the name.`}
    />
  );
}

const MOST = 8;

function useFoundChats(query: string): Choice[] {
  const { t } = useLingui();
  const searched = query.trim() !== "";
  const recent = useChats({ filter: "all" });
  const found = useSearch(query);
  const rows = (searched ? found.data?.chats : recent.data?.rows) ?? [];
  return rows.slice(0, MOST).map((row) => ({
    id: `chat:${row.chat_id}`,
    words: row.title ?? row.phone_masked ?? t`without a name`,
    icon: (
      <Avatar
        id={row.contact_id ?? row.chat_id}
        name={row.title}
        phone={row.phone_masked}
        kind={row.kind === "group" ? "group" : "person"}
        size={20}
      />
    ),
    level: { level: "chat", id: row.chat_id },
  }));
}

/** Groups, labels and numbers: few, so they are looked through here. */
function useWider(query: string): Choice[] {
  const { t } = useLingui();
  const { data: labels } = useLabels();
  const { accounts, nameOf } = useNumbers();
  const all: Choice[] = [
    { id: "groups", words: t`All groups`, icon: <UsersRound aria-hidden="true" />, level: { level: "groups" } },
    ...(labels ?? []).map(({ label_id: id, name }): Choice => ({
      id: `label:${id}`,
      words: t`Label ${name}`,
      icon: <Tag aria-hidden="true" />,
      level: { level: "label", id },
    })),
    ...accounts.map(({ account_id: id }): Choice => {
      const called = nameOf(id);
      return {
        id: `account:${id}`,
        words: t`Number ${called}`,
        icon: <Plug aria-hidden="true" />,
        level: { level: "account", id },
      };
    }),
  ];
  const fold = (text: string) => text.toLocaleLowerCase().replaceAll("ё", "е");
  return all.filter(({ words }) => fold(words).includes(fold(query.trim())));
}
