import { type InfiniteData, type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";

import { useHost } from "./context";
import type {
  ChatDetail,
  ChatMute,
  ChatsPage,
  ExceptionsPage,
  LevelFields,
  NotificationRules,
  Sounds,
} from "./contract";
import type { HostError, RequestOf, ResponseOf } from "./host";
import { keys } from "./keys";
import { callBack } from "./mutations";
import { reordered, withException, withLevel } from "./notification-change";

type RulesCommand =
  | "notification_level_save"
  | "notification_manner_save"
  | "quiet_set"
  | "schedule_save"
  | "schedule_delete"
  | "breakthrough_save"
  | "breakthrough_delete"
  | "breakthrough_order";

/** A command whose outcome is shown in the rules at once, and taken back if the core refuses. */
function useRulesCommand<N extends RulesCommand>(
  name: N,
  change: (rules: NotificationRules, request: RequestOf<N>) => NotificationRules,
  more: (client: QueryClient, request: RequestOf<N>) => () => void = () => () => {},
) {
  const host = useHost();
  const client = useQueryClient();
  return useMutation<ResponseOf<N>, HostError, RequestOf<N>, () => void>({
    mutationFn: (request) => host.call(name, request),
    onMutate: (request) => {
      const before = client.getQueryData<NotificationRules>(keys.alertRules);
      if (before !== undefined) client.setQueryData(keys.alertRules, change(before, request));
      const undoMore = more(client, request);
      return () => {
        if (before !== undefined) client.setQueryData(keys.alertRules, before);
        undoMore();
      };
    },
    onError: (_error, _request, restore) => restore?.(),
  });
}

/** Keeps what one level sets: for everything, a kind, groups, a number, a label, a chat, a person. */
export function useLevelSave() {
  return useRulesCommand("notification_level_save", withLevel, changeExceptions);
}

function changeExceptions(client: QueryClient, request: LevelFields): () => void {
  const before = client.getQueriesData<ExceptionsPage>({ queryKey: ["alerts", "exceptions"] });
  for (const [key, page] of before)
    if (page !== undefined) client.setQueryData(key, { ...page, rows: withException(page.rows, request) });
  const { level, fields } = request;
  const detail = level.level === "chat" ? client.getQueryData<ChatDetail>(keys.chat(level.id)) : undefined;
  const put = (next: ChatDetail) => client.setQueryData(keys.chat(next.row.chat_id), next);
  if (detail !== undefined) put({ ...detail, alert: { ...detail.alert, fields } });
  return () => {
    for (const [key, page] of before) client.setQueryData(key, page);
    if (detail !== undefined) put(detail);
  };
}

/** Keeps what holds for every alert alike. */
export function useMannerSave() {
  return useRulesCommand("notification_manner_save", (rules, manner) => ({ ...rules, manner }));
}

/** Leaves the operator in peace at once, or ends it. */
export function useQuietSet() {
  return useRulesCommand("quiet_set", (rules, { quiet }) => ({
    ...rules,
    quiet,
    silent: quiet === null ? (rules.silent?.schedule == null ? null : rules.silent) : { schedule: null, ...quiet },
  }));
}

/** Makes or changes a schedule; a new one is shown when the core has given it its key. */
export function useScheduleSave() {
  return useRulesCommand("schedule_save", (rules, { new: fresh, schedule }) =>
    fresh
      ? rules
      : {
          ...rules,
          schedules: rules.schedules.map((one) => (one.schedule_id === schedule.schedule_id ? schedule : one)),
        },
  );
}

/** Deletes a schedule. */
export function useScheduleDelete() {
  return useRulesCommand("schedule_delete", (rules, { schedule_id }) => ({
    ...rules,
    schedules: rules.schedules.filter((one) => one.schedule_id !== schedule_id),
  }));
}

/** Makes or changes an exception to silence; a new one is shown when the core has given it its key. */
export function useBreakthroughSave() {
  return useRulesCommand("breakthrough_save", (rules, { new: fresh, breakthrough }) =>
    fresh
      ? rules
      : {
          ...rules,
          breakthroughs: rules.breakthroughs.map((one) =>
            one.breakthrough_id === breakthrough.breakthrough_id ? breakthrough : one,
          ),
        },
  );
}

/** Deletes an exception to silence. */
export function useBreakthroughDelete() {
  return useRulesCommand("breakthrough_delete", (rules, { breakthrough_id }) => ({
    ...rules,
    breakthroughs: rules.breakthroughs.filter((one) => one.breakthrough_id !== breakthrough_id),
  }));
}

/** Puts the exceptions to silence into another order. */
export function useBreakthroughOrder() {
  return useRulesCommand("breakthrough_order", (rules, { order }) => reordered(rules, order));
}

/** Mutes a chat or ends it; its rows show it at once. */
export function useChatMute() {
  const host = useHost();
  const client = useQueryClient();
  return useMutation<unknown, HostError, ChatMute, () => void>({
    mutationKey: keys.decision,
    mutationFn: (request) => host.call("chat_mute", request),
    onMutate: async (request) => {
      await callBack(client, request.chat_id);
      return muteRows(client, request);
    },
    onError: (_error, _request, restore) => restore?.(),
  });
}

function muteRows(client: QueryClient, { chat_id: chat, mute }: ChatMute): () => void {
  const lists = client.getQueriesData<InfiniteData<ChatsPage>>({ queryKey: ["chats"] });
  const detail = client.getQueryData<ChatDetail>(keys.chat(chat));
  const exceptions = client.getQueriesData<ExceptionsPage>({ queryKey: ["alerts", "exceptions"] });
  for (const [key, data] of lists) {
    if (data === undefined) continue;
    const pages = data.pages.map((page) => ({
      ...page,
      rows: page.rows.map((row) => (row.chat_id === chat ? { ...row, mute } : row)),
    }));
    client.setQueryData(key, { ...data, pages });
  }
  if (detail !== undefined) client.setQueryData(keys.chat(chat), { ...detail, row: { ...detail.row, mute } });
  for (const [key, page] of exceptions) {
    if (page === undefined) continue;
    const rows = page.rows.map((row) => (row.level.level === "chat" && row.level.id === chat ? { ...row, mute } : row));
    client.setQueryData(key, { ...page, rows });
  }
  return () => {
    for (const [key, data] of [...lists, ...exceptions]) client.setQueryData(key, data);
    if (detail !== undefined) client.setQueryData(keys.chat(chat), detail);
  };
}

/** The list of what silence held back was seen; it is empty at once. */
export function useDigestSeen() {
  const host = useHost();
  const client = useQueryClient();
  return useMutation<unknown, HostError, void>({
    mutationFn: () => host.call("digest_seen", {}),
    onMutate: () => void client.setQueryData(keys.digest, { chats: [], ended: null }),
    onError: () => void client.invalidateQueries({ queryKey: keys.digest }),
  });
}

/** Deletes a sound file of the operator's; it leaves the list at once. */
export function useSoundDelete() {
  return useSoundsCommand("sound_delete", (sounds, { file }) => ({
    ...sounds,
    files: sounds.files.filter((one) => one.file !== file),
  }));
}

/** Chooses the device that alerts are played on. */
export function useSoundDevice() {
  return useSoundsCommand("sound_device_set", (sounds, { device }) => ({ ...sounds, device }));
}

function useSoundsCommand<N extends "sound_delete" | "sound_device_set">(
  name: N,
  change: (sounds: Sounds, request: RequestOf<N>) => Sounds,
) {
  const host = useHost();
  const client = useQueryClient();
  return useMutation<ResponseOf<N>, HostError, RequestOf<N>, Sounds | undefined>({
    mutationFn: (request) => host.call(name, request),
    onMutate: (request) => {
      const before = client.getQueryData<Sounds>(keys.sounds);
      if (before !== undefined) client.setQueryData(keys.sounds, change(before, request));
      return before;
    },
    onError: (_error, _request, before) => client.setQueryData(keys.sounds, before),
  });
}
