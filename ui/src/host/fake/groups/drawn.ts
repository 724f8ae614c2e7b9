import type { ConsentState, GroupKind } from "../../contract";

/** Somebody who asks to enter: how many minutes ago, and how it stands with invitations. */
export interface Asking {
  name: string;
  minutes: number;
  consent: ConsentState | null;
  removed?: true;
}

/** A made-up group. */
export interface Drawn {
  id: number;
  subject: string;
  kind: GroupKind | null;
  topic: string | null;
  description: string;
  people: readonly string[];
  asking?: readonly Asking[];
  suspended?: true;
}

const CLUB = ["Ержан Бекенов", "Саша Ан", "Tomás Ribeiro", "Лейла М.", "Jonas Dahl", "Олег П."] as const;
const SOME = [
  "Lena Fischer",
  "Priya Nair",
  "Саша",
  "Дмитрий",
  "Kaisa Ilves",
  "Jin Duan",
  "Sofia Haapala",
  "Илья Громов",
];

const some = (count: number) => SOME.slice(0, count);

/** The groups of the drawings, in the order of the list: by what they are for, then by name. */
export const drawn: readonly Drawn[] = [
  {
    id: 21,
    subject: "Закупка «Осень»",
    kind: "announcement",
    topic: "product",
    description: "Общая закупка осеннего урожая.",
    people: some(6),
    suspended: true,
  },
  {
    id: 22,
    subject: "Мастер-класс 29 ноября",
    kind: "announcement",
    topic: null,
    description: "Адрес и время мастер-класса.",
    people: some(4),
  },
  {
    id: 23,
    subject: "Новые поступления",
    kind: "announcement",
    topic: "product",
    description: "Что приехало на этой неделе.",
    people: some(8),
  },
  {
    id: 8,
    subject: "Поставщики · Юг",
    kind: "support",
    topic: "region",
    description: "",
    people: [...some(5), "Олег П."],
  },
  {
    id: 5,
    subject: "Wholesale support",
    kind: "support",
    topic: null,
    description: "Prices, invoices and deliveries for shops.",
    people: some(5),
  },
  {
    id: 2,
    subject: "Tea Club · Almaty",
    kind: "community",
    topic: "region",
    description: "Tastings on Saturdays, and what to brew until then.",
    people: CLUB,
    asking: [
      { name: "Marta Vilks", minutes: 120, consent: null },
      { name: "Дана Касымова", minutes: 18, consent: "granted" },
    ],
  },
  {
    id: 24,
    subject: "Tea Club · Astana",
    kind: "community",
    topic: "region",
    description: "",
    people: some(8),
  },
  {
    id: 25,
    subject: "Tea Club · Tbilisi",
    kind: "community",
    topic: "region",
    description: "",
    people: some(3),
  },
];
