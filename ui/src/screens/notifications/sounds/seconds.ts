import { useLingui } from "@lingui/react/macro";

/** Writes a length in seconds with one digit after the point: 1.2 s. */
export function useSeconds(): (milliseconds: number) => string {
  const { t, i18n } = useLingui();
  const write = new Intl.NumberFormat(i18n.locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (milliseconds) => t`${write.format(milliseconds / 1000)} s`;
}
