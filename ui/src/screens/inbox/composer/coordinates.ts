const NUMBER = String.raw`(-?\d{1,3}(?:\.\d+)?)`;
const PATTERNS = [
  new RegExp(String.raw`^\s*${NUMBER}\s*[,;\s]\s*${NUMBER}\s*$`, "u"),
  new RegExp(String.raw`mlat=${NUMBER}&mlon=${NUMBER}`, "u"),
  new RegExp(String.raw`@${NUMBER},${NUMBER}`, "u"),
  new RegExp(String.raw`[?&](?:q|query|ll)=${NUMBER}(?:,|%2C)${NUMBER}`, "u"),
  new RegExp(String.raw`^geo:${NUMBER},${NUMBER}`, "u"),
];

/** Latitude and longitude in degrees, from two numbers or from the address of a map; none where there are none. */
export function coordinatesOf(text: string): { latitude: number; longitude: number } | null {
  for (const pattern of PATTERNS) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const [latitude, longitude] = [Number(match[1]), Number(match[2])];
    if (Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) return { latitude, longitude };
  }
  return null;
}
