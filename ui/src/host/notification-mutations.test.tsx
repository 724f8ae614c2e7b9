// @vitest-environment jsdom
import { QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, test } from "vitest";

import { makeClient } from "./client";
import { HostProvider } from "./context";
import type { CommandName } from "./contract";
import { fakeHost } from "./fake/fake";
import { FakeTown } from "./fake/town";
import { type Host, HostError } from "./host";
import { useChatMute, useLevelSave, useMannerSave, useSoundDelete } from "./notification-mutations";
import { UNSET } from "./notification-change";
import { useException, useExceptionCount, useNotificationRules, useSounds } from "./notifications";
import { useChat, useChats } from "./queries";

const ANNA = 1;

/** A core that answers questions and leaves one command waiting until it is refused. */
function refusing(command: CommandName) {
  const inner = fakeHost(new FakeTown(() => 1_800_000_000_000));
  let refuse = () => {};
  const host: Host = {
    ...inner,
    call: (name, request) =>
      name === command
        ? new Promise((_, reject) => {
            refuse = () => reject(new HostError({ code: "storage", retry: { retry: "never" } }));
          })
        : inner.call(name, request),
  };
  const client = makeClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <HostProvider host={host}>
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    </HostProvider>
  );
  return { wrapper, refuse: () => act(() => refuse()) };
}

test("what a kind sets is shown before the core has answered, and taken back when it refuses", async () => {
  const { wrapper, refuse } = refusing("notification_level_save");
  const { result } = renderHook(() => ({ rules: useNotificationRules(), save: useLevelSave() }), { wrapper });
  const group = () => result.current.rules.data?.kinds.find(({ kind }) => kind === "group_message")?.outcome;
  await waitFor(() => expect(group()?.banner).toBe(false));

  const fields = { ...UNSET, banner: true };
  act(() => result.current.save.mutate({ level: { level: "kind", id: "group_message" }, fields }));
  await waitFor(() => expect(group()?.banner).toBe(true));
  refuse();
  await waitFor(() => expect(group()?.banner).toBe(false));
});

test("a chat's own setting shows in its row and beside the chat, and goes back with a refusal", async () => {
  const { wrapper, refuse } = refusing("notification_level_save");
  const { result } = renderHook(
    () => ({ count: useExceptionCount(), first: useException(0), chat: useChat(2), save: useLevelSave() }),
    { wrapper },
  );
  await waitFor(() => expect(result.current.first.data?.name).toBe("Tea Club · Almaty"));
  await waitFor(() => expect(result.current.chat.data?.alert.fields.banner).toBe(true));

  act(() => result.current.save.mutate({ level: { level: "chat", id: 2 }, fields: { ...UNSET, volume: 20 } }));
  await waitFor(() => expect(result.current.first.data?.fields.volume).toBe(20));
  expect(result.current.chat.data?.alert.fields.volume).toBe(20);
  refuse();
  await waitFor(() => expect(result.current.first.data?.fields.volume).toBeNull());
  expect(result.current.chat.data?.alert.fields.banner).toBe(true);
});

test("a mute stands on every row of the chat at once, and comes off when the core refuses", async () => {
  const { wrapper, refuse } = refusing("chat_mute");
  const { result } = renderHook(() => ({ chats: useChats({ filter: "all" }), mute: useChatMute() }), { wrapper });
  const anna = () => result.current.chats.data?.rows.find((row) => row.chat_id === ANNA);
  await waitFor(() => expect(anna()?.mute).toBeNull());

  act(() => result.current.mute.mutate({ chat_id: ANNA, mute: { until: null, keep_mentions: false } }));
  await waitFor(() => expect(anna()?.mute).toEqual({ until: null, keep_mentions: false }));
  refuse();
  await waitFor(() => expect(anna()?.mute).toBeNull());
});

test("presenter mode and a deleted sound come back when the core refuses", async () => {
  const manner = refusing("notification_manner_save");
  const first = renderHook(() => ({ rules: useNotificationRules(), save: useMannerSave() }), manner).result;
  await waitFor(() => expect(first.current.rules.isSuccess).toBe(true));
  const before = first.current.rules.data?.manner;
  if (before === undefined) throw new Error("the rules were read");
  act(() => first.current.save.mutate({ ...before, presenter: true }));
  await waitFor(() => expect(first.current.rules.data?.manner.presenter).toBe(true));
  manner.refuse();
  await waitFor(() => expect(first.current.rules.data?.manner.presenter).toBe(false));

  const deleting = refusing("sound_delete");
  const second = renderHook(() => ({ sounds: useSounds(), remove: useSoundDelete() }), deleting).result;
  await waitFor(() => expect(second.current.sounds.data?.files).toHaveLength(1));
  act(() => second.current.remove.mutate({ file: "ship-bell" }));
  await waitFor(() => expect(second.current.sounds.data?.files).toHaveLength(0));
  deleting.refuse();
  await waitFor(() => expect(second.current.sounds.data?.files).toHaveLength(1));
});
