/** A sound read by the page: what its wave is drawn from, and what its part is heard by. */
export interface Decoded {
  buffer: AudioBuffer;
  /** Its length in milliseconds. */
  length: number;
}

/**
 * Reads a sound file; null where the page cannot. A web view knows fewer formats than the core does, so that says
 * nothing about the file: it is given to the core as it is, without a wave to choose a part on.
 */
export async function decoded(file: Blob): Promise<Decoded | null> {
  if (typeof OfflineAudioContext === "undefined") return null;
  try {
    const context = new OfflineAudioContext(1, 1, 44_100);
    const buffer = await context.decodeAudioData(await file.arrayBuffer());
    return { buffer, length: Math.round(buffer.duration * 1000) };
  } catch {
    return null;
  }
}

/** Plays a part of a sound from memory; the function that comes back stops it. */
export function playPart({ buffer }: Decoded, from: number, to: number, onEnd: () => void): () => void {
  const context = new AudioContext();
  const source = new AudioBufferSourceNode(context, { buffer });
  source.connect(context.destination);
  source.addEventListener("ended", () => {
    onEnd();
    void context.close();
  });
  source.start(0, from / 1000, (to - from) / 1000);
  return () => source.stop();
}
