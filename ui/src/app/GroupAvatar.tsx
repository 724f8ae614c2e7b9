import { Avatar } from "../components";
import type { ChatRow, GroupRow } from "../host/contract";
import { useFile } from "../host/queries";

type Size = 20 | 28 | 36 | 40 | 56;

/** A group's picture where we gave it one, else its letters on its colour. */
export function GroupAvatar({
  row,
  size = 36,
}: {
  row: Pick<GroupRow, "chat_id" | "subject" | "picture">;
  size?: Size;
}) {
  const { data: address } = useFile(row.picture);
  if (row.picture === null || address === undefined)
    return <Avatar kind="group" id={row.chat_id} name={row.subject} size={size} />;
  return <img className={`avatar avatar--group avatar--${size}`} src={address} alt="" />;
}

/** Who a chat is with: its group as everywhere, or its person. */
export function ChatAvatar({ row, size = 36 }: { row: ChatRow; size?: Size }) {
  const { chat_id, contact_id, kind, title, phone_masked: phone, picture } = row;
  if (kind === "group") return <GroupAvatar row={{ chat_id, subject: title ?? "", picture }} size={size} />;
  return <Avatar id={contact_id ?? chat_id} name={title} phone={phone} size={size} />;
}
