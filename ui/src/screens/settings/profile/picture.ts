import type { ProfileLimits } from "../../../host/contract";
import { jpegSize } from "../../groups/settings/picture";

/** Why a file cannot be the picture of a profile. */
export type PictureProblem = "empty" | "too_large" | "wrong_type" | "not_square" | "too_small";

/** Checks a picture before it is sent: a square JPEG or PNG, not too small and not too large. */
export async function pictureProblem(file: Blob, limits: ProfileLimits): Promise<PictureProblem | null> {
  if (file.size === 0) return "empty";
  if (file.size > limits.picture_bytes) return "too_large";
  const bytes = new Uint8Array(await new Response(file).arrayBuffer());
  const size = jpegSize(bytes) ?? pngSize(bytes);
  if (size === null) return "wrong_type";
  if (size[0] !== size[1]) return "not_square";
  return size[0] < limits.picture_pixels ? "too_small" : null;
}

/** Width and height as the head of a PNG tells them; none where it is no PNG. */
export function pngSize(bytes: Uint8Array): readonly [number, number] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isPng = bytes.length >= 24 && view.getUint32(0) === 0x89504e47 && view.getUint32(4) === 0x0d0a1a0a;
  return isPng ? [view.getUint32(16), view.getUint32(20)] : null;
}
