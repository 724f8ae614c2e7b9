import { useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { undoable } from "../../../app/undo";
import { useErrorToast } from "../../../app/useErrorToast";
import { now } from "../../../host/clock";
import { useHost } from "../../../host/context";
import type { Breakthrough, Schedule, ScheduleId } from "../../../host/contract";
import { type Host, type HostError, toHostError } from "../../../host/host";
import { keys } from "../../../host/keys";
import { useScheduleDelete, useScheduleSave } from "../../../host/notification-mutations";
import { useChats } from "../../../host/queries";
import { ask, begin } from "../simulator/question";
import { momentInside } from "./new-schedule";
import { choose } from "./view";

/** Changes, deletes and brings back schedules; what can be taken back offers it. */
export function useScheduleActions() {
  const { t } = useLingui();
  const save = useScheduleSave();
  const remove = useScheduleDelete();
  const failed = useErrorToast();
  const host = useHost();
  const client = useQueryClient();
  const change = (schedule: Schedule) => save.mutate({ new: false, schedule }, { onError: failed });
  const bringBack = async (schedule: Schedule, through: readonly Breakthrough[]) => {
    try {
      choose(await restore(host, schedule, through));
      await client.invalidateQueries({ queryKey: keys.alertRules });
    } catch (error) {
      failed(toHostError(error));
    }
  };
  return {
    /** Keeps a changed schedule. */
    change,
    /** Switches a schedule on or off. */
    toggle(schedule: Schedule, on: boolean) {
      change({ ...schedule, on });
      const { name } = schedule;
      undoable(on ? t`Schedule “${name}” is on` : t`Schedule “${name}” is off`, () => change({ ...schedule, on: !on }));
    },
    /** Says that something was taken away from a schedule, and offers it back as it was. */
    undoBlocks(before: Schedule, words: string) {
      undoable(words, () => change(before));
    },
    /** Deletes a schedule; it comes back with the exceptions that were its own. */
    remove(schedule: Schedule, exceptions: readonly Breakthrough[]) {
      const own = exceptions.filter((one) => one.schedule === schedule.schedule_id);
      const { name } = schedule;
      // The last one takes its page with it, and what is called back from there would go, too.
      remove.mutateAsync({ schedule_id: schedule.schedule_id }).then(
        () => undoable(t`Schedule “${name}” deleted`, () => void bringBack(schedule, own)),
        (error: unknown) => failed(toHostError(error)),
      );
    },
  };
}

/** Makes a schedule with its exceptions, shows it, and fills the simulator with a moment inside it. */
export function useScheduleCreate() {
  const { t } = useLingui();
  const host = useHost();
  const client = useQueryClient();
  const failed = useErrorToast();
  const { data: chats } = useChats({ filter: "all" });
  return useMutation<ScheduleId | null, HostError, { schedule: Schedule; through: readonly Breakthrough[] }>({
    mutationFn: ({ schedule, through }) => create(host, schedule, through),
    onError: failed,
    onSuccess: async (id, { schedule, through }) => {
      await client.invalidateQueries({ queryKey: keys.alertRules });
      choose(id);
      const labels = through.flatMap(({ condition }) => (condition.when === "label" ? [condition.label] : []));
      const question = begin(chats?.rows ?? [], labels, now());
      ask({ ...question, at: momentInside(schedule.windows, now()) ?? question.at });
      const { name } = schedule;
      undoable(t`Schedule “${name}” saved`, () => {
        if (id !== null) void forget(host, id).catch((error: unknown) => failed(toHostError(error)));
      });
    },
  });
}

/** The core gives the key, so it is looked up: exceptions of the schedule's own need it. */
async function create(host: Host, schedule: Schedule, through: readonly Breakthrough[]): Promise<ScheduleId | null> {
  const before = await host.call("notification_rules", {});
  await host.call("schedule_save", { new: true, schedule });
  const after = await host.call("notification_rules", {});
  const known = new Set(before.schedules.map(({ schedule_id }) => schedule_id));
  const id = after.schedules.find(({ schedule_id }) => !known.has(schedule_id))?.schedule_id ?? null;
  for (const breakthrough of through)
    await host.call("breakthrough_save", { new: true, breakthrough: { ...breakthrough, schedule: id } });
  return id;
}

/** Brings a deleted schedule back under a new key, which its exceptions follow. */
async function restore(host: Host, schedule: Schedule, through: readonly Breakthrough[]): Promise<ScheduleId | null> {
  const id = await create(host, schedule, []);
  const { breakthroughs } = await host.call("notification_rules", {});
  const left = new Set(breakthroughs.map(({ breakthrough_id }) => breakthrough_id));
  for (const breakthrough of through) {
    const gone = !left.has(breakthrough.breakthrough_id);
    await host.call("breakthrough_save", { new: gone, breakthrough: { ...breakthrough, schedule: id } });
  }
  return id;
}

/** Deletes a schedule with the exceptions that are its own. */
async function forget(host: Host, id: ScheduleId): Promise<void> {
  const { breakthroughs } = await host.call("notification_rules", {});
  for (const { breakthrough_id, schedule } of breakthroughs)
    if (schedule === id) await host.call("breakthrough_delete", { breakthrough_id });
  await host.call("schedule_delete", { schedule_id: id });
}
