import { fold, toLatin } from "../../../keys/fold";
import type { PersonFound } from "../../contract";
import { idOf, type LiveChat } from "../scene";

/** A made-up person at the made-up number. */
export type Known = PersonFound;

/** People of the drawings who have no chat. */
const OTHERS: readonly (readonly [string, string])[] = [
  ["Дана Касымова", "+7 ••• •••-17-20"],
  ["Nino Kapanadze", "+995 ••• •••-61"],
  ["Sofia Haapala", "+358 •• •••-09"],
  ["Илья Громов", "+7 ••• •••-33-04"],
  ["Рустам Ахметов", "+7 ••• •••-80-15"],
  ["Jin Duan", "+86 ••• •••-520"],
  ["Ержан Бекенов", "+7 ••• •••-45-61"],
  ["Kaisa Ilves", "+372 ••• •87"],
];

/** Everybody who is known: those with a chat first. */
export function peopleOf(chats: readonly LiveChat[]): Known[] {
  const direct = chats.filter(({ row }) => row.kind === "direct");
  return [
    ...direct.map(({ row }) => ({
      whom: { account_id: "fake", contact_id: row.contact_id ?? 0 },
      name: row.title,
      phone_masked: row.phone_masked,
      chat_id: row.chat_id,
    })),
    ...OTHERS.map(([name, phone_masked]) => ({
      whom: { account_id: "fake", contact_id: idOf(name) },
      name,
      phone_masked,
      chat_id: null,
    })),
  ];
}

/** People whose name or number holds what was typed. */
export function foundIn(people: readonly Known[], query: string): Known[] {
  const typed = fold(query.trim());
  const digits = typed.replaceAll(/\D/gu, "");
  return people.filter(({ name, phone_masked }) => {
    if (typed === "") return true;
    if (fold(name ?? "").includes(typed) || toLatin(name ?? "").includes(typed)) return true;
    return digits !== "" && (phone_masked ?? "").replaceAll(/\D/gu, "").includes(digits);
  });
}
