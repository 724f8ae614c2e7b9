// @vitest-environment jsdom
import { act, cleanup, waitFor } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { useChat } from "@/host/queries";
import { stage } from "@/test/stage";
import { ChatAvatar } from "./GroupAvatar";

const NOW = new Date(2026, 10, 27, 14, 8).getTime();
const CLUB = 2;
const ANNA = 1;

URL.createObjectURL = () => "blob:picture";

afterEach(cleanup);

function Of({ chat }: { chat: number }) {
  const { data } = useChat(chat);
  return data === undefined ? null : <ChatAvatar row={data.row} />;
}

const shown = () => document.querySelector<HTMLElement>(".avatar");

test("the chat of a group shows the picture that we give the group, once we gave it one", async () => {
  const town = stage(<Of chat={CLUB} />, NOW);
  await waitFor(() => expect(shown()?.dataset["initials"]).toBe("TC"));
  act(() => {
    town.groups.picture(town.groups.group(CLUB), "fake-picture");
    town.changed("chats", [CLUB]);
  });
  await waitFor(() => expect(shown()?.getAttribute("src")).toBe("blob:picture"));
  expect(shown()?.className).toContain("avatar--group");
});

test("a person keeps the letters", async () => {
  stage(<Of chat={ANNA} />, NOW);
  await waitFor(() => expect(shown()?.dataset["initials"]).toBe("АК"));
  expect(shown()?.className).toContain("avatar--person");
});
