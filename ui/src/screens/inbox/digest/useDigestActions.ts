import { plural } from "@lingui/core/macro";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { openChat } from "@/app/navigation.ts";
import type { ChatId } from "@/host/contract.ts";
import { useDigestSeen } from "@/host/notification-mutations.ts";
import { useDigest } from "@/host/notifications.ts";
import { type Action, useActions } from "@/keys/actions.ts";
import { focusSoon } from "../focus.ts";
import { focusRow } from "../list/ChatList.tsx";
import { useView } from "../view.ts";
import { DIGITS, hasDigest } from "./digest.ts";

/** Opens the list of what silence held back, and gives it the keys: it was asked for. */
export function openDigest(): void {
  useView.setState({ digest: true });
  focusSoon(() => document.querySelector<HTMLElement>(".digest-row"));
}

const rowsOf = () => [...document.querySelectorAll<HTMLElement>(".digest-row")];

/** Moves the focus within the list; at its ends it stays. */
function moveInDigest(step: 1 | -1): void {
  const rows = rowsOf();
  const at = rows.findIndex((row) => row === document.activeElement);
  rows[Math.min(rows.length - 1, Math.max(0, at + step))]?.focus();
}

/** Offers the list of what silence held back to the keys and to the palette; a digit for each of the first nine. */
export function useDigestActions(chat: ChatId | null): void {
  const { t } = useLingui();
  const { data } = useDigest();
  const seen = useDigestSeen();
  const there = hasDigest(data);
  const chats = there ? data.chats : [];
  const count = chats.length;
  const close = () => {
    useView.setState({ digest: false });
    seen.mutate();
    focusRow(chat);
  };
  const key = { group: "app", keyOnly: true } as const;
  const rows = chats.slice(0, DIGITS).map((row, index): Action => {
    const { name } = row;
    const open = () => {
      rowsOf()[index]?.focus();
      openChat(row.chat);
    };
    return { ...key, id: `digest.open.${index + 1}`, title: msg`Open ${name}`, run: open };
  });
  useActions([
    {
      id: "digest.show",
      title: msg`Show what silence held back`,
      also: msg`digest quiet summary missed`,
      group: "app",
      enabled: there,
      detail: t`${plural(count, { one: "# chat", other: "# chats" })}`,
      run: openDigest,
    },
    ...(there
      ? [
          ...rows,
          { ...key, id: "digest.next", title: msg`Next chat`, run: () => moveInDigest(1) },
          { ...key, id: "digest.previous", title: msg`Previous chat`, run: () => moveInDigest(-1) },
          { ...key, id: "digest.close", title: msg`Seen, close the list`, run: close },
        ]
      : []),
  ]);
}
