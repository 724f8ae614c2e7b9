import type { GroupView } from "../../contract";
import type { Around } from "../alerts/alerts";
import type { Answers } from "../fake";
import type { FakeGroups } from "./groups";
import { qrOf } from "./qr";
import { welcomeAnswers } from "./welcome";

/** Answers to everything about groups. */
export type GroupAnswers = Pick<
  Answers,
  Exclude<Extract<keyof Answers, "groups" | "group" | `group_${string}` | `join_${string}`>, "join_rule_save">
>;

/** The commands about groups. */
export function groupAnswers(groups: FakeGroups, around: Around): GroupAnswers {
  return {
    groups: (request) => groups.page(request),
    group: ({ chat_id }) => groups.group(chat_id),
    join_requests: () =>
      groups.groups
        .flatMap(({ requests }) => requests)
        .toSorted((a, b) => a.at - b.at)
        .slice(0, 110),
    group_history: ({ chat_id, contact_id, before, limit }) => {
      const lines = groups.history
        .filter((line) => chat_id === null || line.chat_id === chat_id)
        .filter((line) => contact_id === null || line.contact_id === contact_id)
        .filter(({ line }) => before === null || line < before);
      return { lines: lines.slice(0, limit), more: lines.length > limit };
    },
    group_sort: ({ chat_id, kind, topic }) => {
      const group = groups.group(chat_id);
      group.row = { ...group.row, kind, topic };
      around.changed("groups", [chat_id]);
      return {};
    },
    group_compare: ({ chat_id }) => {
      groups.compare(chat_id);
      return {};
    },
    group_found_seen: ({ chat_id }) => {
      const group = groups.group(chat_id);
      group.found = 0;
      around.changed("groups", [chat_id]);
      return {};
    },
    group_settle: ({ act_id, again }) => {
      const all = [...groups.making, ...groups.groups.flatMap(({ acts }) => acts)];
      const act = all.find((one) => one.act_id === act_id);
      if (act !== undefined && again) Object.assign(act, { state: "pending", faults: [] });
      if (again) around.changed("groups");
      else groups.putAway(act_id);
      return {};
    },
    ...asked(groups),
    ...decided(groups),
    ...welcomeAnswers(groups, around),
  };
}

type Asked = "group_create" | "group_rename" | "group_picture" | "group_link_replace" | "group_delete";

function asked(groups: FakeGroups): Pick<Answers, Asked> {
  return {
    group_create: ({ subject, description, approval, kind, topic }) =>
      groups.ask(null, { act: "create", subject, description, approval, kind, topic }, () =>
        groups.add({ subject, description, kind, topic }, approval),
      ),
    group_rename: ({ chat_id, subject, description }) => {
      const group = groups.group(chat_id);
      return groups.ask(group, { act: "change", subject, description }, () => {
        if (subject !== null) {
          group.row = { ...group.row, subject };
          groups.tell(group, "renamed", { words: subject });
        }
        if (description !== null) {
          group.description = description === "" ? null : description;
          groups.tell(group, "described");
        }
      });
    },
    group_picture: ({ chat_id, file }) => {
      const group = groups.group(chat_id);
      return groups.ask(group, { act: "picture", file }, () => {
        groups.picture(group, file);
        groups.tell(group, "pictured");
      });
    },
    group_link_replace: ({ chat_id }) => {
      const group = groups.group(chat_id);
      return groups.ask(group, { act: "replace_link" }, () => {
        const link = `https://chat.whatsapp.com/Nw${groups.history.length}pQrS5tUvW`;
        group.link = { link, qr: qrOf(link) };
        groups.tell(group, "link_replaced");
      });
    },
    group_delete: ({ chat_id }) => {
      const group = groups.group(chat_id);
      return groups.ask(group, { act: "delete" }, () => {
        group.row = { ...group.row, deleted: true };
        groups.tell(group, "deleted");
      });
    },
  };
}

function decided(groups: FakeGroups): Pick<Answers, "join_decide" | "group_remove"> {
  return {
    join_decide: ({ chat_id, requests, approve, reason }) => {
      const group = groups.group(chat_id);
      const wanted = group.requests.filter((one) => requests.includes(one.request_id));
      if (groups.holds) for (const one of wanted) one.deciding = true;
      return groups.ask(group, { act: "decide", requests, approve, reason }, () => {
        group.requests = group.requests.filter((one) => !wanted.includes(one));
        if (approve) letIn(groups, group, wanted);
        else for (const one of wanted) groups.tell(group, "declined", { ...personOf(one), words: reason });
      });
    },
    group_remove: ({ chat_id, people, reason }) => {
      const group = groups.group(chat_id);
      return groups.ask(group, { act: "remove", people, reason }, () => {
        const gone = group.people.filter(({ contact_id }) => people.includes(contact_id));
        group.people = group.people.filter((one) => !gone.includes(one));
        for (const one of gone) groups.tell(group, "removed", { ...personOf(one), words: reason });
      });
    },
  };
}

function personOf({ contact_id, name }: { contact_id: number; name: string | null }) {
  return { contact_id, name };
}

function letIn(groups: FakeGroups, group: GroupView, wanted: GroupView["requests"]): void {
  for (const one of wanted) {
    groups.tell(group, "approved", personOf(one));
    group.people.push({ ...personOf(one), phone_masked: one.phone_masked, joined: one.at, chat_id: null });
  }
}
