// @vitest-environment jsdom
import { act, cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { useNavigation } from "@/app/navigation.ts";
import { useDigest } from "@/host/notifications.ts";
import { runAction } from "@/keys/actions.ts";
import { stage } from "@/test/stage.tsx";
import { useView } from "../view.ts";
import { hasDigest, waitingIn, windowOf } from "./digest.ts";
import { DigestPanel } from "./DigestPanel.tsx";
import { DigestStrip } from "./DigestStrip.tsx";
import { useDigestActions } from "./useDigestActions.ts";

const NOW = new Date(2026, 10, 19, 14, 8).getTime();
const HOUR = 3_600_000;
const row = {
  chat: 1,
  name: "Анна",
  group: false,
  count: 2,
  words: "…",
  waiting_since: NOW - HOUR,
  closes: NOW + HOUR,
};

function List() {
  const { data } = useDigest();
  const open = useView((view) => view.digest);
  useDigestActions(null);
  if (!hasDigest(data)) return null;
  return open ? <DigestPanel digest={data} chat={null} rows={[]} /> : <DigestStrip digest={data} />;
}

beforeEach(() => useNavigation.setState({ chat: null }));
afterEach(() => {
  cleanup();
  useView.setState({ digest: false });
});

describe("what silence held back", () => {
  test("is told without taking the focus", async () => {
    stage(<List />, NOW, ({ alerts }) => alerts.endSilence());
    await waitFor(() => expect(screen.getByRole("status").textContent).toContain("Held back until 14:08: 4 chats"));
    expect(document.activeElement).toBe(document.body);
  });

  test("is a list of who waits, the longest first, that opens a chat by its place", async () => {
    const town = stage(<List />, NOW, ({ alerts }) => alerts.endSilence());
    await userEvent.click(await screen.findByRole("button", { name: "Show" }));
    const lines = screen.getAllByRole("listitem").map((line) => line.textContent);
    expect(lines[0]).toContain("waits 21 min");
    expect(lines.at(-1)).toContain("Анна Корнеева");
    act(() => void runAction("digest.open.2"));
    expect(useNavigation.getState().chat).toBe(town.alerts.digest.chats[1]?.chat);
  });

  test("is seen when the list is closed", async () => {
    const town = stage(<List />, NOW, ({ alerts }) => alerts.endSilence());
    await userEvent.click(await screen.findByRole("button", { name: "Show" }));
    await userEvent.click(screen.getByRole("button", { name: "Seen, close the list" }));
    await waitFor(() => expect(town.alerts.digest.ended).toBeNull());
    expect(screen.queryByRole("list")).toBeNull();
  });

  test("counts who waits, and is nothing where nothing was held back", () => {
    expect(waitingIn({ chats: [row, { ...row, waiting_since: null }], ended: NOW })).toBe(1);
    expect(hasDigest({ chats: [], ended: NOW })).toBe(false);
    expect(hasDigest({ chats: [row], ended: null })).toBe(false);
  });

  test("says how long a window lasts, and that it is short", () => {
    expect(windowOf({ ...row, closes: null }, NOW)).toBeNull();
    expect(windowOf({ ...row, closes: NOW + 2 * HOUR }, NOW)).toEqual({ left: 2 * HOUR, short: false });
    expect(windowOf({ ...row, closes: NOW + 60_000 }, NOW)).toEqual({ left: 60_000, short: true });
    expect(windowOf({ ...row, closes: NOW - 1 }, NOW)).toEqual({ left: 0, short: true });
  });
});
