import { type I18n, i18n, type MessageDescriptor, type Messages, setupI18n } from "@lingui/core";

import type { Language } from "../host/contract";

/** The words of each language: a page that speaks one does not read the others. */
const catalogues: Record<Language, () => Promise<{ messages: Messages }>> = {
  en: () => import("../locales/en/messages.po"),
  ru: () => import("../locales/ru/messages.po"),
};

let wanted: Language | null = null;

/** The language that is in force when the operator chose none: the system's, else English. */
export function systemLanguage(): Language {
  const first = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag in catalogues);
  return first === "ru" ? "ru" : "en";
}

/** Speaks a language from now on, as soon as its words are there. */
export async function speak(language: Language): Promise<void> {
  wanted = language;
  const { messages } = await catalogues[language]();
  // Meanwhile another one may have been chosen.
  if (wanted !== language) return;
  document.documentElement.lang = language;
  if (i18n.locale !== language) i18n.loadAndActivate({ locale: language, messages });
}

/** Every language at once, for finding an action by its name in any. */
export async function everyLanguage(): Promise<I18n[]> {
  const locales = Object.keys(catalogues) as Language[];
  const read = async (locale: Language) => {
    const { messages } = await catalogues[locale]();
    return setupI18n({ locale, messages: { [locale]: messages } });
  };
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
