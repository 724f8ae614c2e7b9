// What can be refused about a group, by the sandbox's own table: how each is provoked, and the words that stand for it.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { type Stage, until } from "./stage.ts";

export const CLUB = "Tea Club · Almaty";

/** What stands on the screen for a code that a change of a group, or reading it, was answered with. */
export const SAID: ReadonlyMap<number, string> = new Map([
  [100, "WhatsApp did not take what was filled in. Check its length and its letters, and try again."],
  [131_009, "WhatsApp did not take what was filled in. Check its length and its letters, and try again."],
  [
    131_041,
    "WhatsApp does not know this group any more, or this number is not in it. Compare it now; if this stays, check the access token in Settings.",
  ],
  [131_059, "WhatsApp forgot twice where the list was being read. Nothing was lost, compare again in a moment."],
  [131_201, "Done in part. Try again what was not done, or put this away."],
  [131_202, "Somebody was named twice, so nothing was done. Choose each person once and try again."],
  [131_203, "This person has not accepted the new terms of WhatsApp yet. Ask them to, and approve them afterwards."],
  [131_204, "All seats of the group are taken. Remove somebody, or use another group."],
  [
    131_207,
    "WhatsApp suspended this group, so it cannot be changed. Ask for a review in WhatsApp Manager, or make another group.",
  ],
  [
    131_208,
    "Too much was asked about groups at once. Wait a little: changes are asked again by themselves, then compare again.",
  ],
  [131_209, "The picture is not square. Cut it to a square and choose it again."],
  [131_210, "The picture is too small. Choose one of at least 192 by 192 pixels."],
  [131_211, "This number has as many groups as WhatsApp allows. Delete one that nobody needs, then try again."],
  [131_212, "This person is not in the group any more. Compare it now to see who is."],
  [131_213, "This request is not there any more: it was taken back, or decided elsewhere. There is nothing to do."],
  [
    131_214,
    "WhatsApp stopped this number from making groups for some days, because too many offers went out in open windows. Send fewer offers and try again in a week.",
  ],
  [
    131_215,
    "This number may not have groups: WhatsApp gives them only to official business accounts. Apply for one in WhatsApp Manager, or use another number.",
  ],
]);

/** The same of a message into a group. */
export const UNSENT: ReadonlyMap<number, string> = new Map([
  [131_020, "There is nobody in this group. Invite somebody, then send again."],
  [131_041, "This number is not in the group any more. Compare the group to see how it is."],
  [131_207, "WhatsApp suspended this group. You can read it, not write."],
  [131_208, "Too much was asked about groups at once. It goes out by itself, wait a little."],
  [131_215, SAID.get(131_215) ?? ""],
]);

/** Calls that only read: they are made by comparing. The list is read where nobody looks. */
export const READS = ["info", "requests", "link"];

const CATALOGUE = readFileSync(join(import.meta.dirname, "../../ui/src/locales/ru/messages.po"), "utf8");
const RUSSIAN = new Map(
  [...CATALOGUE.matchAll(/^msgid "(.+)"\nmsgstr "(.+)"$/gmu)].map(([, english = "", russian = ""]) => [
    english,
    russian,
  ]),
);

/** The words in a language. */
export function inWords(words: string | undefined, language: "en" | "ru"): string {
  const found = language === "en" ? words : RUSSIAN.get(words ?? "");
  if (found === undefined) throw new Error(`there are no words in ${language} for “${words}”`);
  return found;
}

/** One error that one call can be answered with. */
export interface Refusal {
  code: number;
  call: string;
}

/** Every error with every call that it belongs to. */
export async function refusals(stage: Stage): Promise<Refusal[]> {
  const answer = await fetch(`${stage.hello.control}/group_errors`);
  const { errors } = (await answer.json()) as { errors: { code: number; calls: string[] }[] };
  return errors.flatMap(({ code, calls }) => calls.map((call) => ({ code, call })));
}

/** The next such call is refused, or each until it is cleared. */
export async function refuse(stage: Stage, { code, call }: Refusal, count?: number): Promise<void> {
  // What succeeds in part belongs to one call only.
  const value = code === 131_201 ? code : { code, call };
  await stage.control("trouble", { kind: "group_refuses", value, ...(count === undefined ? {} : { count }) });
}

/** People ask to enter, so that there is somebody to decide about to the end. */
export async function ask(stage: Stage, people: readonly string[]): Promise<void> {
  const chat_id = await stage.chat(CLUB);
  const asking = async () => ((await stage.command("group", { chat_id })) as unknown as View).requests.length;
  const before = await asking();
  for (const person of people) await stage.does({ person, type: "join_request", group: CLUB });
  await until("their requests", async () => ((await asking()) === before + people.length ? true : undefined));
}

let commands = 0;

/** Makes the call by the command that makes it, and waits until it is answered. */
export async function change(stage: Stage, { code, call }: Refusal, picture: string): Promise<void> {
  const chat_id = await stage.chat(CLUB);
  const command_id = `refused-${(commands += 1)}`;
  const view = (await stage.command("group", { chat_id })) as unknown as View;
  const ours = { command_id, chat_id };
  const asked = async (name: string, more: object) => stage.command(name, { ...ours, ...more });
  const named = `Tea ${code}`;
  const making = { account_id: view.row.account_id, subject: named, description: "", approval: true };
  const calls: Record<string, () => Promise<Record<string, unknown>>> = {
    create: async () => asked("group_create", { ...making, kind: null, topic: null }),
    settings: async () =>
      code === 131_209 || code === 131_210
        ? asked("group_picture", { file: picture })
        : asked("group_rename", { subject: named, description: null }),
    delete: async () => asked("group_delete", {}),
    new_link: async () => asked("group_link_replace", {}),
    decide: async () => {
      const open = view.requests.filter(({ deciding }) => !deciding).slice(0, 2);
      return asked("join_decide", { requests: open.map((one) => one.request_id), approve: true, reason: null });
    },
    remove: async () => asked("group_remove", { people: [view.people[0]?.contact_id], reason: "Реклама" }),
  };
  const make = calls[call];
  if (make === undefined) throw new Error(`nothing makes the call ${call}`);
  const { act_id } = await make();
  await until(`an answer to ${call}, ${code}`, async () => {
    const { acts } = (await stage.command("group", { chat_id })) as unknown as View;
    const { making: made } = (await stage.command("groups", {
      query: "",
      filter: "all",
      limit: 50,
      after: null,
    })) as unknown as { making: Act[] };
    return [...acts, ...made].some((act) => act.act_id === act_id && act.faults.length > 0) || undefined;
  });
}

interface Act {
  act_id: number;
  faults: unknown[];
}

interface View {
  row: { account_id: string };
  acts: Act[];
  people: { contact_id: number }[];
  requests: { request_id: number; deciding: boolean }[];
}

/** Sends a message into the group, and waits until it is refused, or has to wait. */
export async function send(stage: Stage, { code }: Refusal): Promise<void> {
  const chat_id = await stage.chat(CLUB);
  const body = `Message ${code}`;
  const content = { kind: "text", body };
  await stage.command("message_send", { command_id: `refused-${(commands += 1)}`, chat_id, content, reply_to: null });
  await until(`an answer to message ${code}`, async () => {
    const { items } = await stage.command("timeline", { chat_id, from: { from: "newest" }, limit: 20 });
    const all = items as { content?: { body?: string }; reason?: unknown }[];
    return all.some((one) => one.content?.body === body && one.reason != null) || undefined;
  });
}
