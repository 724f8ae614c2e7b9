/** Modules of a side of the made-up code. */
const SIDE = 25;

/** Something that looks like a QR code: three squares in the corners, and modules that follow from the text. */
export function qrOf(text: string): string[] {
  let mixed = [...text].reduce((sum, letter) => Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 0x01000193), 0x811c9dc5);
  const next = () => {
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
    return (mixed >>> 16) & 1;
  };
  return Array.from({ length: SIDE }, (_, row) =>
    Array.from({ length: SIDE }, (_, column) => String(corner(row, column) ?? next())).join(""),
  );
}

function corner(row: number, column: number): 0 | 1 | null {
  for (const [top, left] of [
    [0, 0],
    [0, SIDE - 7],
    [SIDE - 7, 0],
  ] as const) {
    const ring = Math.max(Math.abs(row - top - 3), Math.abs(column - left - 3));
    if (ring <= 4) return ring === 4 || ring === 2 ? 0 : 1;
  }
  return null;
}
