import { type I18n, i18n, type MessageDescriptor, type Messages, setupI18n } from "@lingui/core";

import type { Language } from "../host/contract";

type Words = () => Promise<{ messages: Messages }>;

/**
 * The words of each language, in two files: those of the first look at the page, and all others (see
 * `ui/scripts/first-load.ts`). A page that speaks one language does not read the others.
 */
const catalogues: Record<Language, { first: Words; rest: Words }> = {
  en: {
    first: () => import("../locales/en/messages.po"),
    rest: () => import("../locales/en/messages.po?rest"),
  },
  ru: {
    first: () => import("../locales/ru/messages.po"),
    rest: () => import("../locales/ru/messages.po?rest"),
  },
};

let wanted: Language | null = null;
let speaking: Promise<void> = Promise.resolve();

/** The language that is in force when the operator chose none: the system's, else English. */
export function systemLanguage(): Language {
  const first = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag in catalogues);
  return first === "ru" ? "ru" : "en";
}

/** Speaks a language from now on, as soon as its words are there: of the first one spoken those of the first look. */
export function speak(language: Language): Promise<void> {
  if (language === wanted) return speaking;
  const isFirst = wanted === null;
  wanted = language;
  speaking = begin(language, isFirst ? catalogues[language].first().then((first) => first.messages) : allOf(language));
  return speaking;
}

async function begin(language: Language, reading: Promise<Messages>): Promise<void> {
  const messages = await reading;
  // Meanwhile another one may have been chosen.
  if (wanted !== language) return;
  document.documentElement.lang = language;
  i18n.loadAndActivate({ locale: language, messages });
}

/** Waits until the language that is spoken has all of its words. */
export async function everyWord(): Promise<void> {
  await speaking;
  const language = i18n.locale as Language;
  const { messages } = await catalogues[language].rest();
  if (Object.keys(messages).some((id) => !(id in i18n.messages))) i18n.load(language, messages);
}

async function allOf(language: Language): Promise<Messages> {
  const { first, rest } = catalogues[language];
  const both = await Promise.all([first(), rest()]);
  return Object.assign({}, ...both.map(({ messages }) => messages));
}

/** Every language at once, for finding an action by its name in any. */
export async function everyLanguage(): Promise<I18n[]> {
  const locales = Object.keys(catalogues) as Language[];
  const read = async (locale: Language) => setupI18n({ locale, messages: { [locale]: await allOf(locale) } });
  return Promise.all(locales.map(read));
}

/** A message in each of those languages. */
export function inEachLanguage(languages: readonly I18n[], message: MessageDescriptor): string[] {
  return languages.map((one) => one._(message));
}

/** The locale by which numbers and times are written: European English, so that a day has 24 hours. */
export function formatLocale(language: string): string {
  return language === "ru" ? "ru-RU" : "en-GB";
}
