/** How loud a sound is over its length, 0 to 100, in equal parts; the loudest part is 100. */
export function shapeOf(samples: Float32Array, parts: number): number[] {
  const each = samples.length / parts;
  const loudest = Array.from({ length: parts }, (_, part) => {
    let most = 0;
    const to = Math.min(samples.length, Math.ceil((part + 1) * each));
    for (let at = Math.floor(part * each); at < to; at++) most = Math.max(most, Math.abs(samples[at] ?? 0));
    return most;
  });
  const top = Math.max(...loudest);
  return loudest.map((value) => (top === 0 ? 0 : Math.round((100 * value) / top)));
}

/** The name of a file without its folder and ending, as the name of a sound. */
export function soundName(filename: string): string {
  const bare = filename.replace(/^.*[/\\]/, "").replace(/\.[a-z0-9]{2,4}$/i, "");
  return bare.replaceAll(/[_\s]+/g, " ").trim() || filename;
}

/** Both ends of a part after one of them was moved: in order, neither too short nor too long, inside the sound. */
export function cut(
  [from, to]: readonly [number, number],
  moved: "from" | "to",
  limits: { length: number; least: number; most: number },
): [number, number] {
  const { length, least, most } = limits;
  const inside = (value: number) => Math.min(length, Math.max(0, value));
  if (moved === "from") {
    const start = inside(Math.min(from, length - least));
    return [start, inside(Math.min(Math.max(to, start + least), start + most))];
  }
  const end = inside(Math.max(to, least));
  return [inside(Math.max(Math.min(from, end - least), end - most)), end];
}
