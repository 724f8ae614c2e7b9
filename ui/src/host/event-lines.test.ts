import { expect, test } from "vitest";

import { EventLines } from "./event-lines";

test("an event that comes in pieces is given once, whole", () => {
  const lines = new EventLines();
  expect(lines.feed('data: {"reload":')).toEqual([]);
  expect(lines.feed("true}\n")).toEqual([]);
  expect(lines.feed("\ndata: 2\n\n")).toEqual(['{"reload":true}', "2"]);
});

test("comments and other fields are no events, and CR LF ends lines too", () => {
  expect(new EventLines().feed(": keep alive\r\n\r\nevent: x\r\ndata: 1\r\n\r\n")).toEqual(["1"]);
});
