import { useLingui } from "@lingui/react/macro";
import { plural } from "@lingui/core/macro";

import type { GroupActRow, GroupKind, GroupView } from "../../host/contract";
import { groupReasonWords } from "../../app/errors";
import { KINDS, STATES, TOPICS, UNKNOWN_MADE } from "./words";

/** Words about groups in the language in force. */
export interface GroupWords {
  /** Community; «Not sorted» where nobody said. */
  kind: (kind: GroupKind | null) => string;
  /** Region, or the operator's own word. */
  topic: (topic: string) => string;
  /** «Let 2 people in»: what was asked. */
  act: (row: GroupActRow, group: GroupView | null) => string;
  /** How far it is and what to do; of what was not done each part with its reason. */
  state: (row: GroupActRow, group: GroupView | null) => string[];
}

interface Named {
  name: string | null;
  phone_masked: string | null;
}

export function useGroupWords(): GroupWords {
  const { t, i18n } = useLingui();
  const called = (one: Named | undefined) => one?.name ?? one?.phone_masked ?? t`Somebody`;
  const people = (names: readonly string[]) => names.join(", ");

  const change = (subject: string | null, description: string | null) => {
    if (subject === null) return t`Change the description`;
    return description === null ? t`Rename to “${subject}”` : t`Rename to “${subject}” and change the description`;
  };
  const deciding = (ids: readonly number[], approve: boolean, group: GroupView | null) => {
    const found = ids.flatMap((id) => group?.requests.find(({ request_id }) => request_id === id) ?? []);
    const who = people(found.map(called));
    const count = ids.length;
    if (found.length === count && count <= 3) return approve ? t`Approve ${who}` : t`Decline ${who}`;
    return approve
      ? t`${plural(count, { one: "Approve # request", other: "Approve # requests" })}`
      : t`${plural(count, { one: "Decline # request", other: "Decline # requests" })}`;
  };
  const removing = (ids: readonly number[], group: GroupView | null) => {
    const found = ids.flatMap((id) => group?.people.find(({ contact_id }) => contact_id === id) ?? []);
    const who = people(found.map(called));
    const count = ids.length;
    if (found.length === count && count <= 3) return t`Remove ${who}`;
    return t`${plural(count, { one: "Remove # participant", other: "Remove # participants" })}`;
  };

  const part = ({ part: which }: GroupActRow["faults"][number], group: GroupView | null): string | null => {
    switch (which.part) {
      // What was asked says that it was the picture.
      case "whole":
      case "picture":
        return null;
      case "subject":
        return t`Name`;
      case "description":
        return t`Description`;
      case "request":
        return called(group?.requests.find(({ request_id }) => request_id === which.request));
      case "person":
        return called(group?.people.find(({ contact_id }) => contact_id === which.contact));
    }
  };

  return {
    kind: (kind) => (kind === null ? t`Not sorted` : i18n._(KINDS[kind])),
    topic(topic) {
      const words = TOPICS[topic];
      return words === undefined ? topic : i18n._(words);
    },
    act({ act }, group) {
      switch (act.act) {
        case "create":
          return t`Make the group “${act.subject}”`;
        case "change":
          return change(act.subject, act.description);
        case "picture":
          return t`Change the picture`;
        case "delete":
          return t`Delete the group`;
        case "replace_link":
          return t`Replace the invite link`;
        case "decide":
          return deciding(act.requests, act.approve, group);
        case "remove":
          return removing(act.people, group);
      }
    },
    state(row, group) {
      const { state, act, faults } = row;
      const whole = state === "unknown" && act.act === "create" ? UNKNOWN_MADE : STATES[state];
      const parts = faults.map((fault) => {
        const of = part(fault, group);
        const why = i18n._(groupReasonWords(fault.reason));
        return of === null ? why : t`${of}: ${why}`;
      });
      return state === "failed" && parts.length > 0 ? parts : [i18n._(whole), ...parts];
    },
  };
}
