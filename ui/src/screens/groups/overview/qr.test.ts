import { expect, test } from "vitest";

import { shortLink } from "./InviteLink";
import { qrPath } from "./qr";

test("each dark module is one square within the margin", () => {
  expect(qrPath(["10", "01"])).toBe("M4 4h1v1h-1zM5 5h1v1h-1z");
  expect(qrPath(["00", "00"])).toBe("");
});

test.each([
  ["https://chat.whatsapp.com/Fk2cDxLmW8q7Hd", "chat.whatsapp.com/…q7Hd"],
  ["https://chat.whatsapp.com/abc", "chat.whatsapp.com/abc"],
])("%s is written %s", (link, short) => expect(shortLink(link)).toBe(short));
