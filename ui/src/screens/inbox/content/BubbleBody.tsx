import type { FileState, MediaContent, Message } from "@/host/contract.ts";
import { Answer, Form, Interactive, Order } from "./Interactive.tsx";
import { Cards } from "./Cards.tsx";
import { DocumentFile } from "./DocumentFile.tsx";
import { Oddity } from "./Oddity.tsx";
import { Picture } from "./Picture.tsx";
import { Place } from "./Place.tsx";
import { Sound } from "./Sound.tsx";
import { Sticker } from "./Sticker.tsx";
import { Words } from "./Words.tsx";
import { VideoFile } from "./VideoFile.tsx";

/** What a message says, by its kind. A kind that this version does not know is shown as such, never left out. */
export function BubbleBody({ message }: { message: Message }) {
  const { content } = message;
  switch (content.kind) {
    case "text":
      return <Words text={content.body} big />;
    case "media":
      return <MediaBody message={message} />;
    case "location":
      return <Place place={content} />;
    case "contacts":
      return <Cards cards={content.cards} />;
    case "interactive":
      return <Interactive content={content} />;
    case "answer":
      return <Answer content={content} />;
    case "template":
      return <Words text={content.text} />;
    case "form":
      return <Form content={content} />;
    case "order":
      return <Order content={content} />;
    case "system":
      return <Words text={content.body ?? content.event} />;
    case "unsupported":
    case "unknown":
      return <Oddity content={content} />;
    default:
      return <Oddity content={{ kind: "unknown", what: kindOf(content) }} />;
  }
}

function kindOf(content: never): string {
  return String((content as { kind?: unknown }).kind ?? "");
}

function MediaBody({ message }: { message: Message }) {
  const { content } = message;
  if (content.kind !== "media") return null;
  const file = message.file ?? ownFile(content);
  const caption = content.caption ? <Words text={content.caption} /> : null;
  switch (content.media) {
    case "image":
      return (
        <>
          <Picture file={file} caption={content.caption ?? null} />
          {caption}
        </>
      );
    case "sticker":
      return <Sticker file={file} />;
    case "video":
      return (
        <>
          <VideoFile file={file} bytes={content.bytes ?? null} />
          {caption}
        </>
      );
    case "voice":
    case "audio":
      return (
        <>
          <Sound file={file} voice={content.media === "voice"} />
          {caption}
        </>
      );
    case "document":
      return (
        <>
          {caption}
          <DocumentFile content={content} file={file} />
        </>
      );
  }
}

/** A file that we send lies here already, before the core has said so. */
function ownFile(content: MediaContent): FileState | null {
  if (content.file == null) return null;
  const { file, mime, bytes } = content;
  return { state: "ready", file, mime, bytes: bytes ?? 0, pixels: null, duration: null };
}
