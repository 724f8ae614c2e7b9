import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

import type { ListEncoding, ListSeparator, RowFate, Unreadable } from "../../../host/contract";

export const ENCODINGS: Readonly<Record<ListEncoding, string>> = {
  utf8: "UTF-8",
  utf16_le: "UTF-16 LE",
  utf16_be: "UTF-16 BE",
  windows1251: "Windows-1251",
  windows1252: "Windows-1252",
  koi8_r: "KOI8-R",
  ibm866: "CP866",
};

export const SEPARATORS: Readonly<Record<ListSeparator, MessageDescriptor>> = {
  comma: msg`Comma`,
  semicolon: msg`Semicolon`,
  tab: msg`Tab`,
};

export const UNREADABLE: Readonly<Record<Unreadable, MessageDescriptor>> = {
  empty: msg`This file is empty. Choose another one.`,
  kind: msg`Files of this kind cannot be read. Save the list as XLSX or CSV and choose it again.`,
  damaged: msg`This file is damaged. Save the list anew and choose it again.`,
  too_large: msg`This list is too large: at most 32 MB and 200,000 rows. Split it and choose the parts one after the other.`,
};

export const FATES: Readonly<Record<RowFate, MessageDescriptor>> = {
  new: msg`new`,
  completed: msg`completed`,
  differs: msg`differs`,
  unchanged: msg`known`,
  bad: msg`not imported`,
};

/** The order of the filters. */
export const ALL_FATES: readonly RowFate[] = ["bad", "differs", "new", "completed", "unchanged"];
