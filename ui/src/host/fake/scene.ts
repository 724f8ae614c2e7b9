import type { ChatDetail, ChatRow, Message, Quote, TimelineItem, Timestamp } from "../contract";
import { unblocked } from "./blocks";
import type { Line, Scene } from "./people";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** One made-up chat while the page lives: its row, its items, its draft. */
export interface LiveChat {
  row: ChatRow;
  items: TimelineItem[];
  detail: Omit<ChatDetail, "row" | "draft" | "alert" | "opt_out">;
  draft: ChatDetail["draft"];
}

/** Made-up names have made-up ids. */
export function idOf(name: string): number {
  return [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7);
}

/** Brings a scene to life at a time. */
export function enliven(scene: Scene, now: Timestamp): LiveChat {
  const items = scene.lines.map((line, at) => itemOf(scene, line, at, now));
  const last = scene.lines.findLast((line) => line.note === undefined);
  const row: ChatRow = {
    chat_id: scene.id,
    account_id: "fake",
    kind: scene.kind,
    title: scene.title,
    phone_masked: scene.phone,
    contact_id: scene.kind === "direct" ? idOf(scene.title ?? scene.phone ?? "") : null,
    section: scene.waits === undefined ? "rest" : "waiting",
    last: last === undefined ? null : lastOf(scene, last, now),
    unread: scene.unread,
    mentioned: scene.unread > 0 && scene.lines.some(({ from, text }) => from !== undefined && text.includes("@Mira")),
    marked_unread: false,
    waiting_since: scene.waits === undefined ? null : now - scene.waits * MINUTE,
    conversation: { conversation: "open" },
    new: scene.fresh ?? false,
    assignee: scene.mine === true ? "Mira Halonen" : null,
    labels: scene.labels ?? [],
    draft: scene.draft ?? null,
    participants: scene.participants?.length ?? null,
    picture: null,
    mute: scene.muted === undefined ? null : { until: scene.muted, keep_mentions: true },
  };
  return { row, items, detail: detailOf(scene, items, now), draft: draftOf(scene) };
}

function draftOf(scene: Scene): ChatDetail["draft"] {
  return scene.draft === undefined ? null : { chat_id: scene.id, body: scene.draft, note: false, reply_to: null };
}

function lastOf(scene: Scene, line: Line, now: Timestamp): ChatRow["last"] {
  return {
    at: now - line.minutes * MINUTE,
    words: line.text,
    kind: line.file?.kind ?? "text",
    ours: line.from === undefined,
    sender: scene.kind === "group" ? (line.from ?? null) : null,
    status: line.status ?? null,
  };
}

function detailOf(scene: Scene, items: TimelineItem[], now: Timestamp): LiveChat["detail"] {
  const heard = scene.lines.findLast((line) => line.from !== undefined)?.minutes ?? 0;
  const first = items[0]?.at ?? now;
  return {
    window:
      scene.closed === undefined
        ? { state: "open", closes: now - heard * MINUTE + 24 * HOUR }
        : { state: "closed", closed: now - scene.closed * HOUR },
    contact:
      scene.kind === "direct"
        ? {
            contact_id: idOf(scene.title ?? scene.phone ?? ""),
            name: scene.title,
            phone_masked: scene.phone,
            username: null,
            first_seen: first,
            // Filled in by the town, which knows.
            consents: [],
            block: unblocked({ account_id: "fake", contact_id: idOf(scene.title ?? scene.phone ?? "") }),
          }
        : null,
    group:
      scene.kind === "group"
        ? {
            subject: scene.title,
            suspended: false,
            pins: [],
            most_pins: 3,
            pin_days: 30,
            participants: (scene.participants ?? []).map((name) => ({
              contact_id: idOf(name),
              name,
              phone_masked: null,
            })),
          }
        : null,
    read_up_to: readUpTo(scene, items),
    can_send: [
      "text",
      "image",
      "video",
      "audio",
      "voice",
      "document",
      "location",
      "contacts",
      "interactive",
      "template",
      ...(scene.kind === "group" ? ["pin"] : []),
    ],
  };
}

function readUpTo(scene: Scene, items: TimelineItem[]): number | null {
  const heard = items.filter((item) => item.item === "message");
  return heard.at(heard.length - 1 - scene.unread)?.message_id ?? null;
}

function itemOf(scene: Scene, line: Line, index: number, now: Timestamp): TimelineItem {
  const at = now - line.minutes * MINUTE;
  const id = scene.id * 1000 + index;
  if (line.note !== undefined)
    return { item: "note", note_id: id, chat_id: scene.id, author: line.note, at, body: line.text };
  return { item: "message", ...messageOf(scene, line, id, at) };
}

function messageOf(scene: Scene, line: Line, id: number, at: Timestamp): Message {
  const ours = line.from === undefined;
  return {
    message_id: id,
    chat_id: scene.id,
    ours,
    at,
    sender: ours
      ? { contact_id: null, name: "Mira Halonen" }
      : { contact_id: idOf(line.from ?? ""), name: line.from ?? "" },
    content: contentOf(line),
    file: fileOf(line, id),
    quote: quoteOf(scene, line),
    reactions: line.reaction === undefined ? [] : [{ emoji: line.reaction, people: [], ours: true }],
    status: line.status ?? null,
    status_at: line.status === undefined ? null : at + MINUTE,
    reason: line.status === "failed" ? { reason: "not_on_whatsapp", code: 131_026 } : null,
    receipts: line.read === undefined ? null : { of: line.read[1], delivered: line.read[1], read: line.read[0] },
    edited: false,
    revoked: false,
    forwarded: false,
    referral: null,
    attempts: ours ? 1 : 0,
    can_settle: false,
  };
}

function contentOf({ text, file }: Line): Message["content"] {
  if (file === undefined) return { kind: "text", body: text };
  const mime = { document: "application/pdf", image: "image/png", voice: "audio/ogg" }[file.kind];
  return {
    kind: "media",
    media: file.kind,
    mime,
    caption: text,
    filename: file.name,
    bytes: file.bytes,
    animated: false,
  };
}

function fileOf({ file }: Line, id: number): Message["file"] {
  if (file === undefined) return null;
  return {
    state: "ready",
    file: `fake-${id}`,
    mime: { document: "application/pdf", image: "image/png", voice: "audio/ogg" }[file.kind],
    bytes: file.bytes,
    pixels: file.kind === "image" ? [600, 320] : null,
    duration: file.kind === "voice" ? 7400 : null,
  };
}

function quoteOf(scene: Scene, line: Line): Quote | null {
  const quoted = line.answers === undefined ? undefined : scene.lines[line.answers];
  if (quoted === undefined) return null;
  return {
    message_id: scene.id * 1000 + (line.answers ?? 0),
    ours: quoted.from === undefined,
    sender: quoted.from ?? null,
    kind: quoted.file?.kind ?? "text",
    words: quoted.text,
  };
}
