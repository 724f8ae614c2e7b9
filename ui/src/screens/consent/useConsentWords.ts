import { i18n as current } from "@lingui/core";
import { useLingui } from "@lingui/react/macro";

import { midnights, useFormat } from "../../app/format";
import { now } from "../../host/clock";
import { EVERYTHING, MARKETING, usePurposes } from "../../host/consent";
import type { Denial, Purpose, PurposeId, Source, Timestamp, WordingRef } from "../../host/contract";
import { PURPOSES, SOURCES } from "./words";

/** The name of a purpose in words that need the list of them. */
export interface ConsentWords {
  /** Offers and news */
  name: (purpose: PurposeId) => string;
  /** Offers */
  short: (purpose: PurposeId) => string;
  /** What an entry covers: a purpose, or several at once. */
  scope: (scope: string) => string;
  /** M-4: which text was shown. */
  code: (wording: Pick<WordingRef, "purpose" | "version">) => string;
  /** How we know: Keyword «СТОП». */
  source: (source: Source, word: string | null) => string;
  /** today at 12:47 */
  when: (at: Timestamp) => string;
  /** What may be done instead. */
  instead: (denial: Denial) => string;
}

/** A purpose as its own title or as the product names it. */
export function useConsentWords(): ConsentWords {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const { data } = usePurposes();
  const titleOf = (purpose: PurposeId) => data?.purposes.find((one) => one.purpose === purpose)?.title ?? null;
  const name = (purpose: PurposeId) => {
    const words = PURPOSES[purpose];
    return words === undefined ? (titleOf(purpose) ?? purpose) : i18n._(words.name);
  };
  const short = (purpose: PurposeId) => {
    const words = PURPOSES[purpose];
    return words === undefined ? (titleOf(purpose) ?? purpose) : i18n._(words.short);
  };
  return {
    name,
    short,
    scope(scope) {
      if (scope === EVERYTHING) return t`All but service`;
      if (scope === MARKETING) return t`All offers`;
      return scope === "group_invitations" ? t`Group invites` : short(scope);
    },
    code: ({ purpose, version }) => `${codeOf(purpose, titleOf(purpose))}-${version}`,
    source(source, word) {
      const said = i18n._(SOURCES[source]);
      return word === null ? said : t`${said} ${quoted(word)}`;
    },
    when(at) {
      const clock = format.clock(at);
      const days = midnights(at, now());
      if (days <= 0) return t`today at ${clock}`;
      if (days === 1) return t`yesterday at ${clock}`;
      return t`on ${days < 300 ? format.date(at) : format.short(at, now())}`;
    },
    instead({ instead }) {
      switch (instead.alternative) {
        case "reply":
          return t`You can still answer here until ${format.until(instead.closes, now())}.`;
        case "template":
          return instead.category === "marketing"
            ? t`A template with offers may be sent.`
            : t`A template about an order may be sent.`;
        case "wait":
          return t`Wait for the answer. Until it comes, nothing is sent.`;
        case "ask":
          return t`Ask for the consent, or record one that was given elsewhere.`;
        case "their_turn":
          return t`Only the person can change this, by writing START. It grants nothing by itself: the question is asked again.`;
        case "unblock":
          return t`Unblock the person, under Members or beside the chat.`;
      }
    },
  };
}

/** The letters before the number of a text. */
export function codeOf(purpose: PurposeId, title: string | null): string {
  const known = PURPOSES[purpose]?.code;
  if (known !== undefined) return known;
  const letters = (title ?? purpose).split(/[^\p{L}\p{N}]+/u).flatMap((word) => [...word].slice(0, 1));
  return letters.slice(0, 3).join("").toLocaleUpperCase();
}

/** A word as it was written, in the quotation marks of its script; in Russian in those of the language. */
export function quoted(word: string): string {
  const russian = current.locale.startsWith("ru") || /\p{Script=Cyrillic}/u.test(word);
  return russian ? `«${word}»` : `“${word}”`;
}

/** The purposes that people are asked for: all but replies, which need no consent beside the window. */
export function askable(purposes: readonly Purpose[]): Purpose[] {
  return purposes.filter(({ purpose }) => purpose !== "service_replies");
}

/** 7c2e 1b90: the beginning of a hash, as people read it out. */
export function shortHash(hash: string): string {
  return `${hash.slice(0, 4)} ${hash.slice(4, 8)}`;
}
