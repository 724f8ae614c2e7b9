// The group of the drawing: who came in, what was said and pinned, and what the group is for.

import { type Stage, until } from "./stage.ts";

const CLUB = "Tea Club · Almaty";

let commands = 0;

const command = (): string => `club-${(commands += 1)}`;

/** Somebody says something in the club; the message's number. */
export async function says(stage: Stage, person: string, text: string): Promise<number> {
  await stage.does({ person, group: CLUB, type: "text", text });
  return said(stage, text);
}

/** The number of the message with these words, once it is there. */
export async function said(stage: Stage, words: string): Promise<number> {
  const chat_id = await stage.chat(CLUB);
  return until(`"${words}" in the club`, async () => {
    const { items } = await stage.command("timeline", { chat_id, from: { from: "newest" }, limit: 60 });
    const all = items as { message_id?: number; content?: { body?: string } }[];
    return all.find(({ content }) => content?.body?.includes(words) === true)?.message_id;
  });
}

/** What the town itself says of the club. */
export async function townsClub(stage: Stage): Promise<{ pins: unknown[]; members: string[] }> {
  const answer = await fetch(`${stage.hello.control}/groups`);
  const { groups } = (await answer.json()) as { groups: { subject: string; pins: unknown[]; members: string[] }[] };
  const found = groups.find(({ subject }) => subject === CLUB);
  if (found === undefined) throw new Error("the town has no club");
  return found;
}

/** Says what the club is for, and pins a message in it. */
export async function drawnClub(stage: Stage, pinned: number): Promise<void> {
  const chat_id = await stage.chat(CLUB);
  await stage.command("group_sort", { command_id: command(), chat_id, kind: "community", topic: "region" });
  await stage.command("message_pin", { command_id: command(), message_id: pinned, days: 3 });
  await until("the pin in the town", async () => (await townsClub(stage)).pins.length === 1 || undefined);
}

/** Writes to the club, in answer to a message. */
export async function answers(stage: Stage, reply_to: number, body: string): Promise<void> {
  const chat_id = await stage.chat(CLUB);
  await stage.command("message_send", {
    command_id: command(),
    chat_id,
    content: { kind: "text", body },
    reply_to,
  });
  await until("the answer in the town", async () => {
    const sent = await stage.sent();
    return sent.some((one) => JSON.stringify(one).includes(body)) || undefined;
  });
}

/** Whoever asked to enter is let in. */
export async function letIn(stage: Stage): Promise<void> {
  const chat_id = await stage.chat(CLUB);
  const before = (await townsClub(stage)).members.length;
  const { requests } = await stage.command("group", { chat_id });
  const [first] = requests as { request_id: number }[];
  await stage.command("join_decide", {
    command_id: command(),
    chat_id,
    requests: [first?.request_id],
    approve: true,
    reason: null,
  });
  await until("one more in the town", async () => (await townsClub(stage)).members.length > before || undefined);
  await stage.clock({ advance_ms: 1000 });
  await stage.control("idle");
}
