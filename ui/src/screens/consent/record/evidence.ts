import type { ConsentRecord, FileHash, MessageId, Source, Timestamp } from "../../../host/contract";

/** How a consent was given, as the dialog offers it. */
export type How = Extract<Source, "message" | "paper_form" | "call" | "in_person">;

/** A message that proves a consent. */
export interface Said {
  id: MessageId;
  at: Timestamp;
  words: string;
}

/** A file that proves a consent, as it lies in the media store. */
export interface Kept {
  file: FileHash;
  name: string;
  bytes: number;
}

/** What proves a consent. */
export interface Proof {
  said: Said | null;
  kept: Kept | null;
  note: string;
}

/** What of a proof counts for a way in which consent was given; null where nothing does. */
export function proofOf(
  how: How,
  { said, kept, note }: Proof,
): Pick<ConsentRecord, "message_id" | "file" | "filename" | "note"> | null {
  const written = note.trim() === "" ? null : note.trim();
  const file = { file: kept?.file ?? null, filename: kept?.name ?? null };
  switch (how) {
    case "message":
      return said === null ? null : { message_id: said.id, file: null, filename: null, note: null };
    case "paper_form":
      return kept === null ? null : { ...file, message_id: null, note: null };
    case "call":
    case "in_person":
      return written === null && kept === null ? null : { ...file, message_id: null, note: written };
  }
}
