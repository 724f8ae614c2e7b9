import type { ChatId, GroupActivity, GroupActivityDay, GroupFigures, GroupWelcome, Timestamp } from "../../contract";
import type { Around } from "../alerts/alerts";
import type { Answers } from "../fake";
import type { FakeGroups } from "./groups";

const DAY = 86_400_000;
const OPERATOR = "Mira Halonen";

/** What is offered where nobody wrote a welcome. */
export function welcomeOf(): GroupWelcome {
  return {
    welcome: {
      on: false,
      text: "Welcome to {group}!\n\n{rules}\n\n{leave}",
      rules: "Stay on topic and be kind to each other. No advertising, and nothing private of others.",
    },
    set_up_by: null,
    leave: "You can leave at any time: open the group’s info and tap “Exit group”.",
  };
}

/** The commands about a group's welcome, and how much is written in it. */
export function welcomeAnswers(
  groups: FakeGroups,
  around: Around,
): Pick<Answers, "group_welcome_save" | "group_activity"> {
  return {
    group_welcome_save: ({ chat_id, welcome }) => {
      const group = groups.group(chat_id);
      group.welcome = { ...group.welcome, welcome, set_up_by: OPERATOR };
      around.changed("groups", [chat_id]);
      return {};
    },
    group_activity: ({ chat_id, days }) => activityOf(chat_id, days, around.now()),
  };
}

/** Made up, and the same each time. */
function activityOf(chat: ChatId, span: number, now: Timestamp): GroupActivity {
  const today = Math.floor(now / DAY);
  const day = (nth: number): GroupActivityDay => {
    const at = (today - span + 1 + nth) * DAY;
    return { at, received: (chat * 7 + nth * 5) % 11, sent: (chat + nth * 3) % 4 };
  };
  const days = Array.from({ length: span }, (_, nth) => day(nth));
  const total: GroupFigures = {
    received: days.reduce((sum, { received }) => sum + received, 0),
    sent: days.reduce((sum, { sent }) => sum + sent, 0),
    writers: 4,
    answers: 9,
    waited: 12 * 60_000,
  };
  return { days, total, before: { ...total, received: total.received + 6 } };
}
