/** What WhatsApp takes as the picture of a group. */
export const LEAST_PIXELS = 192;
export const MOST_BYTES = 5_000_000;

/** Why a file cannot be the picture of a group. */
export type PictureProblem = "empty" | "too_large" | "not_jpeg" | "picture_not_square" | "picture_small";

/** Checks a picture before it is uploaded: a square JPEG, not too small and not too large. */
export async function pictureProblem(file: Blob): Promise<PictureProblem | null> {
  if (file.size === 0) return "empty";
  if (file.size > MOST_BYTES) return "too_large";
  const size = jpegSize(new Uint8Array(await bytesOf(file)));
  if (size === null) return "not_jpeg";
  if (size[0] !== size[1]) return "picture_not_square";
  return size[0] < LEAST_PIXELS ? "picture_small" : null;
}

function bytesOf(file: Blob): Promise<ArrayBuffer> {
  return new Response(file).arrayBuffer();
}

/** Width and height as the head of a JPEG tells them; none where it is no JPEG. */
export function jpegSize(bytes: Uint8Array): readonly [number, number] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 <= bytes.length;) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) at += 1;
    else if (isFrame(marker)) return [view.getUint16(at + 7), view.getUint16(at + 5)];
    else at += 2 + view.getUint16(at + 2);
  }
  return null;
}

/** The markers with which the picture itself begins; those between are tables. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}
