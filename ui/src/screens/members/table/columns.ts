import type { MemberColumn } from "../view";

/** The widths of the columns that are shown. */
export function columnWidths(columns: readonly MemberColumn[], purposes: number): string {
  const widths = ["24px", "minmax(140px, 1.5fr)"];
  if (columns.includes("phone")) widths.push("minmax(92px, 128px)");
  if (columns.includes("labels")) widths.push("minmax(44px, 1fr)");
  for (let at = 0; at < purposes; at++) widths.push("minmax(42px, 62px)");
  if (columns.includes("seen")) widths.push("76px");
  if (columns.includes("since")) widths.push("84px");
  return widths.join(" ");
}
