import { i18n, type MessageDescriptor, setupI18n } from "@lingui/core";

import type { Language } from "../host/contract";
import { messages as en } from "../locales/en/messages.po";
import { messages as ru } from "../locales/ru/messages.po";

const catalogues = { en, ru };

/** Both languages at once, for finding an action by its name in either. */
const each = (Object.keys(catalogues) as Language[]).map((locale) =>
  setupI18n({ locale, messages: { [locale]: catalogues[locale] } }),
);

i18n.load(catalogues);
i18n.activate("en");

/** The language that is in force when the operator chose none: the system's, else English. */
export function systemLanguage(): Language {
  const first = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag in catalogues);
  return first === "ru" ? "ru" : "en";
}

/** Speaks a language from now on. */
export function speak(language: Language): void {
  document.documentElement.lang = language;
  if (i18n.locale !== language) i18n.activate(language);
}

/** A message in every language. */
export function inEachLanguage(message: MessageDescriptor): string[] {
  return each.map((one) => one._(message));
}

/** The locale by which numbers and times are written: European English, so that a day has 24 hours. */
export function formatLocale(language: string): string {
  return language === "ru" ? "ru-RU" : "en-GB";
}
