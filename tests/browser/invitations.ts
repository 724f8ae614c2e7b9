// Invitations into the club, for the pictures and for axe: who has a seat held, who waits, and who came in and wrote.

import { type Stage, until } from "./stage.ts";

const CLUB = "Tea Club · Almaty";
const PEOPLE = ["Анна Корнеева", "Lena Fischer", "Priya Nair"];

interface Offered {
  template: { name: string; language: string };
  blanks: object;
}

const message = (offered: readonly Offered[], wanted: string): object => {
  const found = offered.find(({ template }) => template.name === wanted && template.language === "en");
  if (found === undefined) throw new Error(`there is no template ${wanted}`);
  return { name: wanted, language: "en", blanks: found.blanks };
};

async function contact(stage: Stage, name: string): Promise<number> {
  const detail = await stage.command("chat", { chat_id: await stage.chat(name) });
  return (detail["contact"] as { contact_id: number }).contact_id;
}

async function read(stage: Stage, chat_id: number): Promise<boolean> {
  const page = await stage.command("invitations", { chat_id, state: "invited", before: null, limit: 50 });
  return (page["funnel"] as { read: number }).read > 0;
}

/** Three who may be invited are: whoever has no seat waits. */
export async function invited(stage: Stage): Promise<void> {
  const chat_id = await stage.chat(CLUB);
  const people = await Promise.all(PEOPLE.map(async (name) => contact(stage, name)));
  const plan = await stage.command("invite_plan", { chat_id, people, named: false });
  const { now } = (await stage.command("workspace")) as { now: number };
  await stage.command("invite", {
    command_id: "the evening's invitations",
    chat_id,
    people,
    message: message(plan["templates"] as Offered[], "group_invitation"),
    waiting: message(plan["waiting_templates"] as Offered[], "group_waiting"),
    until: now + 3 * 86_400_000,
  });
  await stage.clock({ advance_ms: 12_000 });
  await until("somebody has read it", async () => {
    await stage.clock({ advance_ms: 2000 });
    return (await read(stage, chat_id)) ? true : undefined;
  });
}

/** Анна Корнеева, who has a seat, comes in and writes. */
export async function cameIn(stage: Stage): Promise<void> {
  const chat_id = await stage.chat(CLUB);
  await stage.does({ person: "Анна Корнеева", group: CLUB, type: "accept_invitation" });
  await until("she is in", async () => {
    await stage.clock({ advance_ms: 2000 });
    const page = await stage.command("invitations", { chat_id, state: "joined", before: null, limit: 50 });
    return (page["rows"] as unknown[]).length > 0 ? true : undefined;
  });
  await stage.does({ person: "Анна Корнеева", group: CLUB, type: "text", text: "Всем привет!" });
}
