// The afternoon that the drawings show: Thursday, eight minutes past two, in the tea shop Polar Tea.

import { answers, drawnClub, letIn, says } from "./club.ts";
import { decided } from "./rules.ts";
import { type Stage, until } from "./stage.ts";

const DAY = 86_400_000;

/** The Thursday after tomorrow or later, at midnight in UTC: the town's clock is only ever set forward. */
const THURSDAY = (() => {
  const dawn = Math.ceil(Date.now() / DAY) * DAY + DAY;
  return dawn + ((11 - new Date(dawn).getUTCDay()) % 7) * DAY;
})();

/** The smallest file that calls itself PDF: what is shown is its name and its size. */
const INVOICE = Buffer.from(`%PDF-1.4\n${"% Polar Tea, invoice 4187\n".repeat(7400)}%%EOF\n`);

let commands = 0;

/** Plays the day up to eight minutes past two, and leaves the clock there. */
export async function play(stage: Stage): Promise<void> {
  await at(stage, -6, 0);
  await stage.says("Анна Корнеева", "Здравствуйте! Габа 200 г и два пуэра, пожалуйста.");
  await at(stage, -6, 20);
  await write(stage, "Анна Корнеева", "Передали заказ на сборку, напишем завтра до обеда.");
  await morning(stage);
  await at(stage, 13, 36);
  const question = await stage.says("Анна Корнеева", "Добрый день! Заказ #4187 уже собран?");
  await at(stage, 13, 40);
  const asked = await says(stage, "Лейла М.", "Всем привет! Что сегодня пробуете?");
  await at(stage, 13, 43);
  await invoice(stage);
  await at(stage, 13, 44);
  await answers(stage, asked, "Три улуна: габа, дун дин и ноябрьский сбор. Отзывы собираем здесь.");
  await afternoon(stage, question);
  await finish(stage);
  await at(stage, 14, 8);
  await stage.clock({ hold: true });
}

/** The night, in which three write who do not ring through, up to two minutes after it. */
export async function night(stage: Stage): Promise<void> {
  await stage.clock({ hold: false });
  await at(stage, 23, 5);
  await stage.says("Tomás Ribeiro", "We are at the airport already, is the invoice on its way?");
  await decided(stage, "at the airport");
  await at(stage, 24 + 0, 40);
  await stage.does({ person: "Саша", group: "Поставщики · Юг", type: "text", text: "машина сломалась, будем утром" });
  await at(stage, 24 + 6, 15);
  await stage.says("Lena Fischer", "Guten Morgen! Wann öffnet ihr?");
  await decided(stage, "Guten Morgen");
  await at(stage, 24 + 8, 0);
  await until("a list of what was held back", async () => {
    const { ended } = await stage.command("digest");
    return ended === null ? undefined : true;
  });
  await at(stage, 24 + 8, 2);
  await stage.clock({ hold: true });
}

/** A day later: the window of everybody who wrote on Thursday is closed. */
export async function dayLater(stage: Stage): Promise<void> {
  await stage.clock({ hold: false });
  await stage.command("digest_seen");
  await at(stage, 24 + 14, 30);
  await stage.clock({ hold: true });
}

async function morning(stage: Stage): Promise<void> {
  await at(stage, 11, 20);
  await stage.says("Priya Nair", "Is the white peony back in stock?");
  await at(stage, 11, 30);
  await stage.control("trouble", { kind: "fail_with", count: 1, value: 131_026 });
  await write(stage, "Priya Nair", "Yes, since this morning.");
  await at(stage, 11, 52);
  await stage.does({ person: "Саша", group: "Поставщики · Юг", type: "text", text: "машина выйдет в 18:00" });
  await at(stage, 12, 20);
  await letIn(stage);
  await at(stage, 12, 30);
  await stage.says("Lena Fischer", "Kurzes Update: alles ist gepackt.");
  await at(stage, 12, 31);
  await saturday(stage);
  await at(stage, 12, 47);
  await stage.says("Ольга Синицына", "СТОП");
  await at(stage, 13, 20);
  await stage.does({ person: "Дмитрий", group: "Wholesale support", type: "text", text: "price list is approved" });
}

/** What the club of the drawing talks about before noon is over: Saturday, which is pinned. */
async function saturday(stage: Stage): Promise<void> {
  await drawnClub(stage, await says(stage, "Олег П.", "Дегустация в субботу в 15:00, бронь у Дмитрия"));
  await read(stage, await stage.chat("Tea Club · Almaty"));
}

async function afternoon(stage: Stage, question: string): Promise<void> {
  const { people } = await people_of(stage);
  const nameless = people.find((person) => person.phone?.endsWith("142"));
  await at(stage, 13, 47);
  await stage.says(nameless?.id ?? "Priya Nair", "Hello, is this the tea shop?");
  await at(stage, 13, 50);
  const anna = await stage.chat("Анна Корнеева");
  const note = "@Mira 10% discount is approved, valid until the end of the month.";
  await stage.command("note_add", { command_id: command(), chat_id: anna, body: note });
  await at(stage, 13, 51);
  await stage.says("Tomás Ribeiro", "Could you send the invoice again?");
  await at(stage, 13, 56);
  await stage.says("Анна Корнеева", "Спасибо, счёт оплатила 🙌");
  const thanks = await shown(stage, anna, "оплатила");
  await stage.command("reaction_send", { command_id: command(), message_id: thanks, emoji: "❤️" });
  await at(stage, 13, 58);
  await says(stage, "Ержан Бекенов", "@Mira фото с дегустации. Ноябрьский пока лидирует, медовый и плотный.");
  await at(stage, 14, 2);
  const ours = (await stage.sent()).find((sent) => JSON.stringify(sent).includes("собрали час назад"))?.id;
  const text = "А можно забрать в субботу до 12? Я буду проездом, минут на десять.";
  await stage.does({ person: "Анна Корнеева", type: "text", text, reply_to: ours ?? question });
}

/** What the operator has done by then: the earlier chats are read, Anna's is hers, with its labels. */
async function finish(stage: Stage): Promise<void> {
  for (const title of ["Wholesale support", "Ольга Синицына", "Lena Fischer", "Поставщики · Юг", "Priya Nair"]) {
    await read(stage, await stage.chat(title));
  }
  const anna = await stage.chat("Анна Корнеева");
  await read(stage, anna);
  await change(stage, anna, { change: "assigned", assignee: "Mira Halonen" });
  for (const [name, color] of [
    ["VIP", 2],
    ["wholesale", 6],
    ["pickup", 5],
  ]) {
    await stage.command("label_save", { command_id: command(), name, color });
  }
  const labels = await until("three labels", async () => {
    const found = (await stage.command("labels")) as unknown as { label_id: number }[];
    return found.length === 3 ? found : undefined;
  });
  for (const { label_id: label } of labels) {
    await change(stage, anna, { change: "labelled", label, on: true });
  }
}

async function change(stage: Stage, chat: number, what: object): Promise<void> {
  await stage.command("chat_update", { command_id: command(), chat_id: chat, change: what });
}

async function read(stage: Stage, chat: number): Promise<void> {
  const part = await stage.command("timeline", { chat_id: chat, from: { from: "newest" }, limit: 1 });
  const [last] = part["items"] as { message_id?: number }[];
  if (last?.message_id !== undefined) {
    await stage.command("chat_read", { command_id: command(), chat_id: chat, up_to: last.message_id });
  }
}

async function invoice(stage: Stage): Promise<void> {
  const chat = await stage.chat("Анна Корнеева");
  const base64 = INVOICE.toString("base64");
  const file = await stage.command("attachment_add", { chat_id: chat, filename: "Invoice-4187.pdf", base64 });
  const caption =
    "Здравствуйте, Анна! Да, собрали час назад: габа 200 г, два пуэра и подарочная банка. Счёт прикрепляю.";
  const content = {
    kind: "media",
    media: "document",
    mime: "application/pdf",
    caption,
    filename: "Invoice-4187.pdf",
    file: file["file"],
  };
  await stage.command("message_send", { command_id: command(), chat_id: chat, content });
  await reached(stage, "собрали час назад");
}

async function write(stage: Stage, person: string, body: string): Promise<void> {
  const chat = await stage.chat(person);
  await stage.command("message_send", { command_id: command(), chat_id: chat, content: { kind: "text", body } });
  await reached(stage, body);
}

/** Waits until the provider has a message with these words, and lets a minute pass in the town, so that it is read. */
async function reached(stage: Stage, words: string): Promise<void> {
  await until(`"${words}" at the provider`, async () => {
    const sent = await stage.sent();
    return sent.some((message) => JSON.stringify(message).includes(words)) || undefined;
  });
  await stage.clock({ advance_ms: 60_000 });
  await stage.control("idle");
}

async function shown(stage: Stage, chat: number, words: string): Promise<number> {
  return until(`"${words}" in its chat`, async () => {
    const part = await stage.command("timeline", { chat_id: chat, from: { from: "newest" }, limit: 50 });
    const items = part["items"] as { message_id?: number; content?: { body?: string } }[];
    return items.find((item) => item.content?.body?.includes(words))?.message_id;
  });
}

async function people_of(stage: Stage): Promise<{ people: { id: string; phone?: string }[] }> {
  const answer = await fetch(stage.hello.control);
  return (await answer.json()) as { people: { id: string; phone?: string }[] };
}

/** Sets the town's clock to an hour of Thursday; a negative hour counts back from its beginning. */
export async function at(stage: Stage, hours: number, minutes: number): Promise<void> {
  const wanted = THURSDAY + (hours * 60 + minutes) * 60_000;
  await stage.clock({ offset_ms: wanted - Date.now() });
}

function command(): string {
  commands += 1;
  return `scene-${commands}`;
}
