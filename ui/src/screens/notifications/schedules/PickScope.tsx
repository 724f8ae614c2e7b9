import { useLingui } from "@lingui/react/macro";

import type { ReactNode } from "react";

import { useNumbers } from "../../../app/numbers";
import type { Scope } from "../../../host/contract";
import { useChats, useLabels } from "../../../host/queries";
import { Face } from "../simulator/pick-people";
import { PickOne } from "../simulator/PickOne";
import type { SettingProps } from "./ScheduleSettings";

interface Choice {
  id: string;
  words: string;
  icon?: ReactNode;
  scope: Scope;
}

/** What a schedule is about: everything, a number, a label or a chat. */
export function PickScope({ schedule, change }: SettingProps) {
  const { t } = useLingui();
  const choices = useScopes();
  const current = choices.find(({ id }) => id === keyOf(schedule.scope));
  return (
    <PickOne
      label={t`What it is about`}
      words={current?.words ?? t`something that is gone`}
      none={t`No number, label or chat is called so`}
      options={choices.map((choice) => ({ ...choice, chosen: choice === current }))}
      onPick={(id) => {
        const choice = choices.find((one) => one.id === id);
        if (choice !== undefined) change({ scope: choice.scope });
      }}
    />
  );
}

function keyOf(scope: Scope): string {
  return scope.scope === "app" ? "app" : `${scope.scope}:${scope.id}`;
}

function useScopes(): Choice[] {
  const { t } = useLingui();
  const { accounts, nameOf } = useNumbers();
  const { data: labels } = useLabels();
  const { data: chats } = useChats({ filter: "all" });
  const choice = (scope: Scope, words: string, icon?: ReactNode): Choice => ({
    id: keyOf(scope),
    scope,
    words,
    icon,
  });
  return [
    choice({ scope: "app" }, t`everything`),
    ...accounts.map(({ account_id: id }) => {
      const number = nameOf(id);
      return choice({ scope: "account", id }, t`number ${number}`);
    }),
    ...(labels ?? []).map(({ label_id: id, name }) => choice({ scope: "label", id }, t`label ${name}`)),
    ...(chats?.rows ?? []).map((row) => {
      const name = row.title ?? row.phone_masked ?? "";
      return choice({ scope: "chat", id: row.chat_id }, t`chat ${name}`, <Face row={row} />);
    }),
  ];
}
