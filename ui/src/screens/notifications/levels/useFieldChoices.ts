import { useLingui } from "@lingui/react/macro";

import { useFormat } from "../../../app/format";
import type { Fields, Importance, Outcome, Preview } from "../../../host/contract";
import { soundKey } from "../fields";
import { IMPORTANCES, PREVIEWS } from "../words";
import { useSoundOptions } from "./useSoundOptions";

/** Nothing is set here: the level above decides. */
export const ABOVE = "above";

const VOLUMES = [20, 40, 60, 80, 100];

/** One field as a list to choose from. */
export interface FieldChoice {
  value: string;
  options: { id: string; words: string }[];
  /** What the level sets once that is chosen. */
  set: (key: string) => Fields;
}

/**
 * Every field of a level as a list to choose from, each with «as above» for what it leaves to the level before it.
 * `inherited` is what that means now, where it is known.
 */
export function useFieldChoices(fields: Fields, inherited?: Outcome): Record<keyof Fields, FieldChoice> {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const sounds = useSoundOptions();
  const above = (field: keyof Fields, words: (outcome: Outcome) => string) => {
    if (inherited === undefined || fields[field] !== null) return { id: ABOVE, words: t`as above` };
    const now = words(inherited);
    return { id: ABOVE, words: t`as above (${now})` };
  };
  const yesNo = (field: "banner" | "badge" | "attention", yes: string, no: string): FieldChoice => {
    const set = fields[field];
    return {
      value: set === null ? ABOVE : set ? "yes" : "no",
      options: [
        above(field, (outcome) => (outcome[field] ? yes : no)),
        { id: "yes", words: yes },
        { id: "no", words: no },
      ],
      set: (key) => ({ ...fields, [field]: key === ABOVE ? null : key === "yes" }),
    };
  };
  const percent = (value: number) => t`${format.number(value)}%`;
  const { volume } = fields;
  const steps = volume === null || VOLUMES.includes(volume) ? VOLUMES : [...VOLUMES, volume].toSorted((a, b) => a - b);
  const previews = Object.keys(PREVIEWS) as Preview[];
  const importances = Object.keys(IMPORTANCES) as Importance[];
  const sound = fields.sound === null ? ABOVE : soundKey(fields.sound);
  const soundGone = fields.sound !== null && !sounds.options.some(({ id }) => id === sound);
  return {
    sound: {
      value: sound,
      options: [
        above("sound", (outcome) => sounds.words(outcome.sound)),
        ...sounds.options,
        ...(soundGone && fields.sound !== null ? [{ id: sound, words: sounds.words(fields.sound) }] : []),
      ],
      set: (key) => ({ ...fields, sound: key === ABOVE ? null : sounds.read(key) }),
    },
    volume: {
      value: volume === null ? ABOVE : String(volume),
      options: [
        above("volume", (outcome) => percent(outcome.volume)),
        ...steps.map((step) => ({ id: String(step), words: percent(step) })),
      ],
      set: (key) => ({ ...fields, volume: key === ABOVE ? null : Number(key) }),
    },
    banner: yesNo("banner", t`yes`, t`no`),
    badge: yesNo("badge", t`yes`, t`no`),
    preview: {
      value: fields.preview ?? ABOVE,
      options: [
        above("preview", (outcome) => i18n._(PREVIEWS[outcome.preview])),
        ...previews.map((id) => ({ id, words: i18n._(PREVIEWS[id]) })),
      ],
      set: (key) => ({ ...fields, preview: previews.find((one) => one === key) ?? null }),
    },
    importance: {
      value: fields.importance ?? ABOVE,
      options: [
        above("importance", (outcome) => i18n._(IMPORTANCES[outcome.importance])),
        ...importances.map((id) => ({ id, words: i18n._(IMPORTANCES[id]) })),
      ],
      set: (key) => ({ ...fields, importance: importances.find((one) => one === key) ?? null }),
    },
    attention: yesNo("attention", t`asks for attention`, t`stays calm`),
  };
}
