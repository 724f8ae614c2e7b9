import type { ListColumn } from "../../../host/contract";

/** A column's meaning as the name of an option. */
export function idOf(column: ListColumn): string {
  return column.column === "attribute" ? `attribute:${column.attribute}` : column.column;
}

/** The meaning that an option names. */
export function columnOf(id: string): ListColumn {
  switch (id) {
    case "name":
    case "phone":
    case "username":
    case "user_id":
    case "labels":
    case "new_attribute":
      return { column: id };
  }
  const attribute = /^attribute:(\d+)$/u.exec(id)?.[1];
  return attribute === undefined ? { column: "ignored" } : { column: "attribute", attribute: Number(attribute) };
}

/** Whether some column says who the person is. */
export function namesSomebody(columns: readonly ListColumn[]): boolean {
  return columns.some(({ column }) => column === "phone" || column === "user_id");
}
