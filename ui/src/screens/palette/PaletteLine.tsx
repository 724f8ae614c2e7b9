import { useLingui } from "@lingui/react/macro";

import { useFormat } from "../../app/format";
import { ChatAvatar } from "../../app/GroupAvatar";
import { NumberTag } from "../../app/NumberTag";
import { Avatar, Kbd } from "../../components";
import { now } from "../../host/clock";
import { chordFor } from "../../keys/map";
import { ActionIcon } from "./icons";
import { Marked } from "./Marked";
import type { Item } from "./results";

/** The inside of one line of the palette. */
export function PaletteLine({ item, current }: { item: Item; current: boolean }) {
  const { i18n, t } = useLingui();
  const format = useFormat();
  switch (item.kind) {
    case "action": {
      const detail = item.at === null ? item.action.detail : format.until(item.at, now());
      const chord = chordFor(item.action.id);
      return (
        <>
          {item.action.icon ?? <ActionIcon id={item.action.id} />}
          <span className="grow cut">{i18n._(item.action.title)}</span>
          {detail !== undefined && <span className="palette__detail numbers">{detail}</span>}
          {chord !== undefined && item.at === null && <Kbd chord={chord} />}
          {current && <Kbd chord="Enter" />}
        </>
      );
    }
    case "chat": {
      const { row } = item;
      return (
        <>
          <ChatAvatar row={row} size={20} />
          <span className="grow cut">{row.title ?? row.phone_masked}</span>
          <NumberTag account={row.account_id} />
          {row.last !== null && <span className="palette__detail numbers">{format.short(row.last.at, now())}</span>}
        </>
      );
    }
    case "message": {
      const { hit } = item;
      const who = hit.ours ? t`You` : (hit.sender ?? hit.chat_title);
      return (
        <>
          <Avatar
            id={hit.contact_id ?? hit.chat_id}
            name={hit.ours ? hit.chat_title : hit.sender}
            kind={hit.chat_kind === "group" && hit.ours ? "group" : "person"}
            size={20}
          />
          <span className="grow cut">
            {who}: <Marked words={hit.words} marks={hit.marks} />
          </span>
          <span className="palette__detail numbers">{format.short(hit.at, now())}</span>
        </>
      );
    }
  }
}
