import type { ChatKind, DeliveryStatus } from "../contract";

/** A line of a made-up conversation. `minutes` ago it was written. */
export interface Line {
  minutes: number;
  text: string;
  /** None: we wrote it. */
  from?: string;
  status?: DeliveryStatus;
  file?: { name: string; kind: "document" | "image" | "voice"; bytes: number };
  /** Index of the line that it answers. */
  answers?: number;
  reaction?: string;
  note?: string;
  /** Readers and participants, in groups. */
  read?: [number, number];
}

/** A made-up chat. */
export interface Scene {
  id: number;
  kind: ChatKind;
  title: string | null;
  phone: string | null;
  unread: number;
  /** Minutes that somebody waits. */
  waits?: number;
  fresh?: boolean;
  labels?: number[];
  mine?: boolean;
  /** Hours since the window closed; open otherwise. */
  closed?: number;
  draft?: string;
  /** Muted: until when, or for good. */
  muted?: number | null;
  participants?: string[];
  lines: Line[];
}

/** The people of the drawings, in the order of the list. */
export const scenes: readonly Scene[] = [
  {
    id: 1,
    kind: "direct",
    title: "Анна Корнеева",
    phone: "+7 ••• •••-41-08",
    unread: 0,
    waits: 6,
    mine: true,
    labels: [1, 2, 3],
    lines: [
      { minutes: 1188, text: "Передали заказ на сборку, напишем завтра до обеда.", status: "read" },
      { minutes: 32, from: "Анна Корнеева", text: "Добрый день! Заказ #4187 уже собран?" },
      {
        minutes: 25,
        text: "Здравствуйте, Анна! Да, собрали час назад: габа 200 г, два пуэра и подарочная банка. Счёт прикрепляю.",
        file: { name: "Invoice-4187.pdf", kind: "document", bytes: 184_000 },
        status: "read",
      },
      { minutes: 18, text: "10% discount is approved, valid until the end of the month.", note: "Mira Halonen" },
      { minutes: 12, from: "Анна Корнеева", text: "Спасибо, счёт оплатила 🙌", reaction: "❤️" },
      {
        minutes: 6,
        from: "Анна Корнеева",
        text: "А можно забрать в субботу до 12? Я буду проездом, минут на десять.",
        answers: 2,
      },
    ],
  },
  {
    id: 2,
    kind: "group",
    title: "Tea Club · Almaty",
    phone: null,
    unread: 4,
    waits: 10,
    participants: ["Анна Корнеева", "Tomás Ribeiro", "Лейла М.", "Jonas Dahl", "Олег П.", "Ержан Бекенов"],
    lines: [
      { minutes: 95, from: "Олег П.", text: "Всем привет! Кто едет в субботу?" },
      { minutes: 80, text: "Дегустация в субботу в 15:00, бронь у Миры.", status: "read", read: [4, 6] },
      { minutes: 40, from: "Лейла М.", text: "Я буду, возьму ещё подругу." },
      {
        minutes: 10,
        from: "Ержан Бекенов",
        text: "@Mira фото с дегустации. Ноябрьский пока лидирует, медовый и плотный.",
        file: { name: "tasting.png", kind: "image", bytes: 92_000 },
      },
    ],
  },
  {
    id: 3,
    kind: "direct",
    title: "Tomás Ribeiro",
    phone: "+351 ••• •••-274",
    unread: 1,
    waits: 17,
    mine: true,
    lines: [{ minutes: 17, from: "Tomás Ribeiro", text: "Could you send the invoice again?" }],
  },
  {
    id: 4,
    kind: "direct",
    title: null,
    phone: "+44 •••• •••142",
    unread: 1,
    waits: 21,
    fresh: true,
    lines: [{ minutes: 21, from: "+44 •••• •••142", text: "Hello, is this the tea shop?" }],
  },
  {
    id: 5,
    kind: "group",
    title: "Wholesale support",
    phone: null,
    unread: 0,
    participants: ["Lena Fischer", "Priya Nair", "Саша"],
    lines: [
      { minutes: 70, from: "Саша", text: "When will the November prices be out?" },
      { minutes: 48, text: "The price list is approved.", status: "delivered", read: [1, 3] },
    ],
  },
  {
    id: 6,
    kind: "direct",
    title: "Ольга Синицына",
    phone: "+7 ••• •••-90-12",
    unread: 0,
    lines: [
      { minutes: 83, text: "Здравствуйте, Ольга! Ваш заказ готов к выдаче.", status: "delivered" },
      { minutes: 81, from: "Ольга Синицына", text: "СТОП" },
    ],
  },
  {
    id: 7,
    kind: "direct",
    title: "Lena Fischer",
    phone: "+49 ••• •••-88",
    unread: 0,
    closed: 3,
    draft: "Vielen Dank!",
    lines: [
      { minutes: 1630, from: "Lena Fischer", text: "Ist das Paket schon unterwegs?" },
      { minutes: 98, text: "Kurzes Update: alles ist gepackt.", status: "failed" },
    ],
  },
  {
    id: 8,
    kind: "group",
    title: "Поставщики · Юг",
    phone: null,
    muted: null,
    unread: 0,
    participants: ["Саша", "Олег П.", "Лейла М."],
    lines: [{ minutes: 136, from: "Саша", text: "машина выйдет в 18:00" }],
  },
  {
    id: 9,
    kind: "direct",
    title: "Priya Nair",
    phone: "+91 ••• •••-310",
    unread: 0,
    lines: [
      { minutes: 170, from: "Priya Nair", text: "Please let me know when it is ready." },
      { minutes: 158, text: "It will be ready tomorrow at noon.", status: "failed" },
    ],
  },
];
