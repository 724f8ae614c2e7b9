import { useLingui } from "@lingui/react/macro";

import { useFormat } from "../../app/format";
import { NumberTag } from "../../app/NumberTag";
import { Avatar } from "../../components";
import { now } from "../../host/clock";
import type { ChatRow, Hit } from "../../host/contract";
import { Marked } from "../palette/Marked";

/** A message that was found: who, where, when, and its words with the found ones marked. */
export function HitLine({ hit }: { hit: Hit }) {
  const { t } = useLingui();
  const format = useFormat();
  const group = hit.chat_kind === "group";
  const chat = hit.chat_title ?? "";
  const where = group ? t`in ${chat}` : hit.ours ? t`to ${chat}` : t`1:1`;
  return (
    <>
      <Avatar
        id={group ? hit.chat_id : (hit.contact_id ?? hit.chat_id)}
        name={hit.chat_title ?? hit.sender}
        kind={group ? "group" : "person"}
        size={28}
      />
      <span className="search__words">
        <span className="search__who">
          <span className="search__name cut">{hit.ours ? t`You` : (hit.sender ?? hit.chat_title)}</span>
          <span className="faint cut grow">{where}</span>
          <span className="search__when numbers" title={format.exact(hit.at)}>
            {format.short(hit.at, now())}
          </span>
        </span>
        <span className="search__body cut">
          <Marked words={hit.words} marks={hit.marks} />
        </span>
      </span>
    </>
  );
}

/** A chat whose name was found. */
export function ChatLine({ row }: { row: ChatRow }) {
  const { t } = useLingui();
  const group = row.kind === "group";
  return (
    <>
      <Avatar
        id={row.contact_id ?? row.chat_id}
        name={row.title}
        phone={row.phone_masked}
        kind={group ? "group" : "person"}
        size={28}
      />
      <span className="search__words">
        <span className="search__who">
          <span className="search__name cut">{row.title ?? row.phone_masked}</span>
          <NumberTag account={row.account_id} />
        </span>
        <span className="search__body faint cut">{group ? t`Group` : t`Contact`}</span>
      </span>
    </>
  );
}
