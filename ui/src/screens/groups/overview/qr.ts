/** Empty modules around a code, without which no camera reads it. */
export const MARGIN = 4;
/** Pixels of a module in a file: enough for a poster. */
const PIXELS = 24;

/** The dark modules of a code as a path, one unit each, within the margin. */
export function qrPath(rows: readonly string[]): string {
  return rows
    .flatMap((row, y) =>
      [...row].flatMap((module, x) => (module === "1" ? `M${x + MARGIN} ${y + MARGIN}h1v1h-1z` : [])),
    )
    .join("");
}

/** The code as a PNG in base64; none where nothing can be drawn. */
export function qrPicture(rows: readonly string[]): string | null {
  const canvas = document.createElement("canvas");
  const side = (rows.length + 2 * MARGIN) * PIXELS;
  canvas.width = side;
  canvas.height = side;
  const pen = canvas.getContext("2d");
  if (pen === null) return null;
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, side, side);
  pen.fillStyle = "#000";
  for (const [y, row] of rows.entries())
    for (const [x, module] of [...row].entries())
      if (module === "1") pen.fillRect((x + MARGIN) * PIXELS, (y + MARGIN) * PIXELS, PIXELS, PIXELS);
  return canvas.toDataURL("image/png").split(",")[1] ?? null;
}
