import type { MemberColumn } from "../view";

/** The widths of the columns that are shown. */
export function columnWidths(columns: readonly MemberColumn[], purposes: number): string {
  const widths = ["24px", "minmax(140px, 1.4fr)"];
  if (columns.includes("phone")) widths.push("128px");
  if (columns.includes("labels")) widths.push("minmax(90px, 1fr)");
  for (let at = 0; at < purposes; at++) widths.push("62px");
  if (columns.includes("seen")) widths.push("78px");
  if (columns.includes("since")) widths.push("84px");
  return widths.join(" ");
}
