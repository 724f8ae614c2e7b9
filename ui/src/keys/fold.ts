/** Text as it is compared: lower case, ё as е, without accents, except й which is a letter of its own. */
export function fold(text: string): string {
  return text
    .toLocaleLowerCase()
    .normalize("NFD")
    .replace(/и\u0306/g, "й")
    .replace(/[\u0300-\u036f]/g, "");
}

const LATIN: Readonly<Record<string, string>> = {
  а: "a",
  б: "b",
  в: "v",
  г: "g",
  д: "d",
  е: "e",
  ж: "zh",
  з: "z",
  и: "i",
  й: "y",
  к: "k",
  л: "l",
  м: "m",
  н: "n",
  о: "o",
  п: "p",
  р: "r",
  с: "s",
  т: "t",
  у: "u",
  ф: "f",
  х: "kh",
  ц: "ts",
  ч: "ch",
  ш: "sh",
  щ: "shch",
  ъ: "",
  ы: "y",
  ь: "",
  э: "e",
  ю: "yu",
  я: "ya",
};

/** Folded text in Latin letters, so that «anna» finds Анна. */
export function toLatin(text: string): string {
  return [...fold(text)].map((letter) => LATIN[letter] ?? letter).join("");
}

const ENGLISH = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю";

/** The same keys in the other layout: «ьгеу» is «mute», «cyjpe» is «снозу». Null where nothing changes. */
export function inOtherLayout(text: string): string | null {
  const typed = text.toLocaleLowerCase();
  const russian = [...typed].filter((letter) => RUSSIAN.includes(letter)).length;
  const english = [...typed].filter((letter) => /[a-z]/.test(letter)).length;
  if (russian === 0 && english === 0) return null;
  const [from, to] = russian > english ? [RUSSIAN, ENGLISH] : [ENGLISH, RUSSIAN];
  const other = [...typed].map((letter) => to[from.indexOf(letter)] ?? letter).join("");
  return other === typed ? null : other;
}
