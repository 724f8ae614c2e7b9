import type { Welcome } from "../../../host/contract";

/** Where the group's name, its rules, and how to leave stand in the text. */
export const NAME = "{group}";
export const RULES = "{rules}";
export const LEAVE = "{leave}";

/** Most letters of the text, and of the rules. */
export const LONGEST = 1000;

/** Letters as they are counted. */
export const lengthOf = (text: string) => [...text].length;

/** How it reads. */
export function fill({ text, rules }: Welcome, group: string, leave: string): string {
  const filled = text.trim().replaceAll(LEAVE, () => leave);
  return filled.replaceAll(NAME, () => group).replaceAll(RULES, () => rules.trim());
}
