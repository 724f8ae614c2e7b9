import type { Capabilities, Content, ContentProblem, MediaLimit } from "@/host/contract.ts";
import type { Attachment } from "@/host/contract.ts";

/**
 * Whether a file can be sent at all, told by its type and size before a byte is read. What it really is the core
 * decides by its content; a type that no kind takes goes as a document where documents take any.
 */
export function limitProblem(
  file: { type: string; size: number },
  capabilities: Pick<Capabilities, "media"> | null,
): ContentProblem | null {
  if (file.size === 0) return { problem: "empty" };
  if (capabilities === null) return null;
  const fitting = capabilities.media.filter((limit) => takes(limit, file.type));
  if (fitting.length === 0) return { problem: capabilities.media.length === 0 ? "not_here" : "wrong_type" };
  const most = Math.max(...fitting.map((limit) => limit.bytes));
  return file.size > most ? { problem: "too_large", most } : null;
}

function takes(limit: MediaLimit, type: string): boolean {
  return limit.mimes.length === 0 || type === "" || limit.mimes.includes(type);
}

/** A file as the content of a message; a caption where its kind has one. */
export function mediaContent(attachment: Attachment, caption: string): Content {
  const captioned = attachment.media === "image" || attachment.media === "video" || attachment.media === "document";
  return {
    kind: "media",
    media: attachment.media,
    mime: attachment.mime,
    file: attachment.file,
    bytes: attachment.bytes,
    animated: false,
    ...(captioned && caption !== "" ? { caption } : {}),
    ...(attachment.media === "document" ? { filename: attachment.filename } : {}),
  };
}

/** Whether a kind of file carries words under it. */
export function takesCaption(attachment: Attachment): boolean {
  return attachment.media === "image" || attachment.media === "video" || attachment.media === "document";
}

/** The bytes of a file in base64. */
export function base64Of(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("error", () => reject(reader.error ?? new Error("the file could not be read")));
    reader.addEventListener("load", () => {
      const address = typeof reader.result === "string" ? reader.result : "";
      resolve(address.slice(address.indexOf(",") + 1));
    });
    reader.readAsDataURL(file);
  });
}
