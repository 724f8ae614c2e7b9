import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

import { errorWords } from "../../../app/errors";
import type { ErrorBody } from "../../../host/contract";
import { MOST_BYTES, MOST_LENGTH } from "./limits";

const SECONDS = MOST_LENGTH / 1000;
const MEGABYTES = MOST_BYTES / 1_000_000;

/** Why a sound was not taken or not played: what happened, what it means, what to do. */
export function soundTrouble(body: ErrorBody): MessageDescriptor {
  if (body.code === "no_device")
    return msg`No sound device was found, so nothing can be heard. Connect one and try again.`;
  if (body.code !== "content") return errorWords(body);
  switch (body.content?.problem) {
    case "empty":
      return msg`There is no sound in this part of the file. Choose another part.`;
    case "too_long":
      return msg`This sound is longer than ${SECONDS} s. Choose a shorter part.`;
    case "too_large":
      return msg`This file is larger than ${MEGABYTES} MB. Choose a smaller one.`;
    default:
      return msg`This file holds no sound that can be read. Choose a WAV, OGG, MP3 or FLAC file.`;
  }
}
