import { useLingui } from "@lingui/react/macro";

import { useFormat } from "../../app/format";
import { formatLocale } from "../../app/i18n";
import type { Attribute, AttributeValue } from "../../host/contract";

/** Says what somebody's field holds: «14 May 1990», «yes», the words themselves. */
export function useValueWords(): (kind: Attribute["kind"], value: AttributeValue) => string {
  const { t, i18n } = useLingui();
  const format = useFormat();
  return ({ kind }, value) => {
    switch (kind) {
      case "date": {
        // A day is one of the calendar, wherever it is read.
        const day = new Date(`${value}T00:00:00`);
        return Number.isNaN(day.getTime()) ? value : dayWords(formatLocale(i18n.locale), day);
      }
      case "yes_no":
        return value === "yes" ? t`yes` : t`no`;
      case "number":
        return Number.isNaN(Number(value)) ? value : format.number(Number(value));
      case "text":
      case "one_of":
        return value;
    }
  };
}

const made = new Map<string, Intl.DateTimeFormat>();

/** Making a format takes long, so each language's is made once. */
function dayWords(locale: string, day: Date): string {
  const format = made.get(locale) ?? new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
  made.set(locale, format);
  return format.format(day).replace(/ г\.$/u, "");
}
