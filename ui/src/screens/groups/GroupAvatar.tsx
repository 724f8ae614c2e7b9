import { Avatar } from "../../components";
import type { GroupRow } from "../../host/contract";
import { useFile } from "../../host/queries";

/** A group's picture where we gave it one, else its letters on its colour. */
export function GroupAvatar({ row, size = 36 }: { row: GroupRow; size?: 36 | 40 | 56 }) {
  const { data: address } = useFile(row.picture);
  if (row.picture === null || address === undefined)
    return <Avatar kind="group" id={row.chat_id} name={row.subject} size={size} />;
  return <img className={`avatar avatar--group avatar--${size} group-picture`} src={address} alt="" />;
}
