const ONE_PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==";

/** A small made-up picture as base64 PNG: three cups on a table where there is a canvas, else one pixel. */
export function picture(): string {
  const canvas = document.createElement("canvas");
  canvas.width = 600;
  canvas.height = 320;
  const pen = canvas.getContext("2d");
  if (pen === null) return ONE_PIXEL;
  pen.fillStyle = "#8b5e3c";
  pen.fillRect(0, 0, 600, 320);
  for (const [index, tea] of ["#c98a4b", "#a65f2e", "#7c3f1d"].entries()) {
    pen.fillStyle = "#f4efe6";
    pen.beginPath();
    pen.ellipse(120 + index * 180, 180, 74, 62, 0, 0, 7);
    pen.fill();
    pen.fillStyle = tea;
    pen.beginPath();
    pen.ellipse(120 + index * 180, 160, 58, 24, 0, 0, 7);
    pen.fill();
  }
  return canvas.toDataURL("image/png").split(",")[1] ?? ONE_PIXEL;
}
