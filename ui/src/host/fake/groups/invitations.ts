import type {
  ChatId,
  GroupView,
  InvitationFunnel,
  InvitationRow,
  InvitationState,
  Invite,
  Invited,
  InvitePlan,
  InvitePlanRequest,
  InviteRow,
  InviteTemplate,
  Template,
} from "../../contract";
import type { Around } from "../alerts/alerts";
import type { Answers } from "../fake";
import type { Known } from "../consent/people";
import type { FakeGroups } from "./groups";

const TAKE_BACK = 10_000;

function template(some: Pick<Template, "name" | "language" | "body" | "body_blanks">): Template {
  return {
    category: "utility",
    status: "APPROVED",
    named: false,
    header_blanks: [],
    buttons: [],
    quick_replies: 0,
    beyond_us: false,
    ...some,
  };
}

const INVITATION: InviteTemplate = {
  template: template({
    name: "group_invitation",
    language: "ru",
    body: "Место для вас держим. Чтобы войти в группу «{{2}}», откройте {{1}}.",
    body_blanks: [
      { name: "1", example: "ссылка" },
      { name: "2", example: "Чайный клуб" },
    ],
  }),
  blanks: { 1: { blank: "link" }, 2: { blank: "group" } },
};

const WAITING: InviteTemplate = {
  template: template({
    name: "group_waiting",
    language: "ru",
    body: "Здравствуйте, {{1}}! В группе «{{2}}» пока нет свободных мест.",
    body_blanks: [
      { name: "1", example: "Анна" },
      { name: "2", example: "Чайный клуб" },
    ],
  }),
  blanks: { 1: { blank: "person" }, 2: { blank: "group" } },
};

/** Answers to everything about invitations. */
export type InvitationAnswers = Pick<
  Answers,
  "invite_plan" | "invite" | "invitations" | "invitations_withdraw" | "join_rule_save"
>;

/** What the made-up core knows of invitations. A test may set any of it before it is asked. */
export class FakeInvitations {
  rows: (InvitationRow & { chat: ChatId })[] = [];
  /** What was asked for last. */
  asked: Invite | undefined;
  /** Who may not be invited, by name. */
  never = new Set(["Sofia Haapala", "Рустам Ахметов"]);
}

/** The commands about invitations. */
export function invitationAnswers(
  invitations: FakeInvitations,
  groups: FakeGroups,
  people: () => readonly Known[],
  around: Around,
): InvitationAnswers {
  const planOf = ({ chat_id, people: chosen }: Omit<InvitePlanRequest, "named">): InvitePlan => {
    const group = groups.group(chat_id);
    const { seats, held } = group.row;
    let free = Math.max(0, seats - group.people.length - held);
    const rows = chosen.map((id): InviteRow => {
      const known = people().find(({ whom }) => whom.contact_id === id);
      const { name = null, phone_masked = null } = known ?? {};
      const row = { contact_id: id, name, phone_masked };
      const inside = group.people.some(({ contact_id }) => contact_id === id);
      if (inside) return { ...row, place: { place: "left_out", why: { left_out: "inside" } } };
      if (name !== null && invitations.never.has(name)) {
        const denial = { refusal: "no_consent", instead: { alternative: "ask" } } as const;
        return { ...row, place: { place: "left_out", why: { left_out: "denied", denial } } };
      }
      free -= 1;
      return { ...row, place: { place: free >= 0 ? "seat" : "waits" } };
    });
    return {
      subject: group.row.subject,
      seats,
      people: group.people.length,
      held,
      can_hold: group.approval === true,
      rows,
      templates: [INVITATION],
      waiting_templates: [WAITING],
    };
  };
  const count = (group: GroupView) => {
    const open = invitations.rows.filter(({ chat, held_until }) => chat === group.row.chat_id && held_until !== null);
    group.row = { ...group.row, held: open.length };
    around.changed("groups", [group.row.chat_id]);
  };
  const invite = (request: Invite): Invited => {
    const { chat_id, people: chosen, until } = request;
    invitations.asked = request;
    const group = groups.group(chat_id);
    const { rows } = planOf({ chat_id, people: chosen });
    const made = rows.flatMap(({ place, ...who }): (InvitationRow & { chat: ChatId })[] => {
      if (place.place === "left_out") return [];
      const seat = place.place === "seat";
      groups.tell(group, seat ? "invited" : "waiting", { contact_id: who.contact_id, name: who.name });
      const state: InvitationState = seat ? "invited" : "waiting";
      return [
        {
          ...who,
          chat: chat_id,
          invitation_id: 9000 + who.contact_id,
          operator: "Mira Halonen",
          at: around.now(),
          state,
          held_until: seat ? until : null,
          status: "queued",
          joined_at: null,
          spoke_at: null,
        },
      ];
    });
    invitations.rows.unshift(...made);
    count(group);
    return {
      rows,
      invitations: made.map(({ invitation_id: id }) => id),
      leaves_at: around.now() + TAKE_BACK,
    };
  };
  return {
    invite_plan: planOf,
    invite,
    invitations: ({ chat_id, state }) => {
      const own = invitations.rows.filter(({ chat }) => chat === chat_id);
      const rows = own.filter((row) => row.state === state);
      return { rows: state === "waiting" ? rows.toReversed() : rows, more: false, funnel: funnelOf(own) };
    },
    invitations_withdraw: ({ invitations: ids }) => {
      const taken = invitations.rows.filter(({ invitation_id: id }) => ids.includes(id));
      for (const row of taken) Object.assign(row, { state: "withdrawn", held_until: null });
      for (const chat of new Set(taken.map((row) => row.chat))) count(groups.group(chat));
      return {};
    },
    join_rule_save: ({ chat_id, rule }) => {
      groups.group(chat_id).rule = rule;
      around.changed("groups", [chat_id]);
      return {};
    },
  };
}

function funnelOf(rows: readonly InvitationRow[]): InvitationFunnel {
  const seated = rows.filter(({ state }) => state === "invited" || state === "joined" || state === "lapsed");
  const reached = (...states: (string | null)[]) => seated.filter(({ status }) => states.includes(status)).length;
  return {
    invited: seated.length,
    sent: reached("accepted", "sent", "delivered", "read"),
    delivered: reached("delivered", "read"),
    read: reached("read"),
    joined: seated.filter(({ joined_at: at }) => at !== null).length,
    spoke: seated.filter(({ spoke_at: at }) => at !== null).length,
    failed: reached("failed", "refused"),
    waiting: rows.filter(({ state }) => state === "waiting").length,
  };
}
