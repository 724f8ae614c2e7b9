// @vitest-environment jsdom
import { beforeEach, describe, expect, test, vi } from "vitest";

import type { ChangeBatch } from "./contract";
import { HostError } from "./host";
import { backOff, httpHost, takeToken } from "./http";

function answering(status: number, body: string) {
  const answer = vi.fn<typeof fetch>(() => Promise.resolve(new Response(body, { status })));
  vi.stubGlobal("fetch", answer);
  return answer;
}

beforeEach(() => {
  sessionStorage.clear();
  return () => vi.unstubAllGlobals();
});

describe("the door of a browser", () => {
  test("takes the token out of the address and keeps it for this window", () => {
    location.hash = "#token=abc";
    expect(takeToken()).toBe("abc");
    expect(location.hash).toBe("");
    expect(takeToken()).toBe("abc");
  });

  test("gives a command as a POST with the token in a header", async () => {
    const answer = answering(200, '{"connection":"connected"}');
    await httpHost("abc").call("health", {});
    const [path, init] = answer.mock.calls[0] ?? [];
    expect(path).toBe("/api/health");
    expect(init).toMatchObject({ method: "POST", body: "{}", headers: { Authorization: "Bearer abc" } });
  });

  test("throws what the core says went wrong", async () => {
    answering(409, '{"code":"window_closed","retry":{"retry":"never"}}');
    const given = httpHost("abc").call("health", {});
    await expect(given).rejects.toMatchObject({ body: { code: "window_closed" } });
  });

  test("an answer that is no error of ours is a defect and said to be one", async () => {
    answering(500, "<html>");
    const given = httpHost("abc").call("health", {});
    await expect(given).rejects.toEqual(new HostError({ code: "internal", retry: { retry: "never" } }));
  });

  test("without a network is offline, to be tried again", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("failed")));
    const given = httpHost("abc").call("health", {});
    await expect(given).rejects.toMatchObject({ body: { code: "offline", retry: { retry: "when_online" } } });
  });

  test("waits longer after each failure, up to ten seconds", () => {
    expect([0, 1, 2, 50].map(backOff)).toEqual([250, 500, 1000, 10_000]);
  });

  test("follows the changes, and after a gap asks for everything again", async () => {
    vi.useFakeTimers();
    const stream = 'data: {"reload":false,"changes":[{"kind":"labels","chats":[]}]}\n\n';
    answering(200, stream);
    const batches: ChangeBatch[] = [];
    const stop = httpHost("abc").onChanges((batch) => batches.push(batch));
    await vi.advanceTimersByTimeAsync(1);
    expect(batches.map(({ reload }) => reload)).toEqual([false]);
    await vi.advanceTimersByTimeAsync(250);
    expect(batches.map(({ reload }) => reload)).toEqual([false, true, false]);
    stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(batches).toHaveLength(3);
    vi.useRealTimers();
  });
});
