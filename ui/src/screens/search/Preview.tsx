import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef } from "react";

import { useFormat } from "../../app/format";
import { Avatar } from "../../components";
import type { Content, Hit, Message } from "../../host/contract";
import { useTimeline } from "../../host/queries";
import { Marked } from "../palette/Marked";

const AROUND = 6;

/** The conversation around a hit, to be read without going there. */
export function Preview({ hit }: { hit: Hit }) {
  const format = useFormat();
  const { data: items } = useTimeline(hit.chat_id, hit.message_id);
  const messages = (items ?? []).flatMap((item) => (item.item === "message" ? [item] : []));
  const at = messages.findIndex((message) => message.message_id === hit.message_id);
  const near = messages.slice(Math.max(0, at - AROUND), at + AROUND + 1);
  const focus = useRef<HTMLDivElement>(null);
  const there = items !== undefined;
  useEffect(() => {
    if (there) focus.current?.scrollIntoView({ block: "center" });
  }, [there]);
  return (
    <>
      <div className="search__place">
        <Avatar
          id={hit.chat_kind === "group" ? hit.chat_id : (hit.contact_id ?? hit.chat_id)}
          name={hit.chat_title}
          kind={hit.chat_kind === "group" ? "group" : "person"}
          size={28}
        />
        <strong className="grow cut">{hit.chat_title}</strong>
        <span className="faint">{format.date(hit.at)}</span>
      </div>
      {near.map((message) => (
        <div
          key={message.message_id}
          ref={message.message_id === hit.message_id ? focus : null}
          className={bubbleClass(message, hit)}
        >
          {hit.chat_kind === "group" && !message.ours && <b className="search__sender">{message.sender?.name}</b>}
          {message.message_id === hit.message_id ? (
            <Marked words={hit.words} marks={hit.marks} />
          ) : (
            <Words content={message.content} />
          )}
          <span className="search__time numbers">{format.clock(message.at)}</span>
        </div>
      ))}
    </>
  );
}

function bubbleClass(message: Message, hit: Hit): string {
  const side = message.ours ? "search__bubble--ours" : "";
  return `search__bubble ${side} ${message.message_id === hit.message_id ? "search__bubble--hit" : ""}`;
}

function Words({ content }: { content: Content }) {
  const { t } = useLingui();
  const words = wordsOf(content);
  return <span dir="auto">{words === "" ? t`(no words)` : words}</span>;
}

/** The words of a message, of whatever kind. */
function wordsOf(content: Content): string {
  switch (content.kind) {
    case "text":
    case "interactive":
      return content.body;
    case "media":
      return content.caption ?? content.filename ?? "";
    case "template":
      return content.text;
    case "answer":
      return content.title;
    case "location":
      return content.name ?? content.address ?? "";
    case "contacts":
      return content.cards.map((card) => card.name).join(", ");
    case "order":
      return content.text ?? "";
    case "form":
    case "system":
      return content.body ?? "";
    case "unsupported":
    case "unknown":
      return content.what ?? "";
  }
}
