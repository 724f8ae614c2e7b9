// @vitest-environment jsdom
import { act, cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import { accounts } from "@/host/fake/workspace";
import type { FakeTown } from "@/host/fake/town";
import { HostError } from "@/host/host";
import { stage } from "@/test/stage";
import { ProfilePage } from "./ProfilePage";

const NOW = new Date(2026, 10, 27, 14, 8).getTime();

vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));

afterEach(cleanup);

function page(prepare: (town: FakeTown) => void = () => {}): FakeTown {
  const [account] = accounts;
  const limits = account?.capabilities.profile;
  if (account === undefined || limits == null) throw new Error("the made-up number has a profile");
  return stage(<ProfilePage account={account} limits={limits} onBack={() => {}} />, NOW, prepare);
}

async function type(label: string, text: string) {
  const field = await screen.findByRole("textbox", { name: label });
  await userEvent.clear(field);
  if (text !== "") await userEvent.type(field, text);
}

const save = () => userEvent.click(screen.getByRole("button", { name: /^(Save|Saving)/u }));

test("the profile is shown as it stands, and what is changed is changed and said by whom", async () => {
  const town = page();
  const about = await screen.findByRole("textbox", { name: "Line below the name" });
  expect((about as HTMLInputElement).value).toBe("Loose leaf tea, weighed by hand");
  expect(screen.getByText("31 of 139")).toBeTruthy();
  await type("Line below the name", "Чай и тишина");
  await save();
  await screen.findByText("Changed at WhatsApp 27 Nov 2026, 14:08, by Mira Halonen.");
  expect(town.profiles.profile.about).toBe("Чай и тишина");
  expect(town.profiles.change?.change).toMatchObject({ about: "Чай и тишина", email: null, websites: null });
});

test("what WhatsApp would not take is said before it is asked", async () => {
  const town = page();
  await type("Website 2", "polartea");
  expect(screen.getByText("This is no whole address. Write it with https:// in front.")).toBeTruthy();
  await type("Line below the name", "");
  expect(screen.getByText("WhatsApp does not take this line empty. Write at least one letter.")).toBeTruthy();
  await save();
  expect(town.profiles.change).toBeNull();
});

test("a refusal is said with what to do, what was typed stays, and it can be discarded", async () => {
  page(({ profiles }) => {
    profiles.refuses = { reason: "parameter", code: 100 };
  });
  await type("Email", "tea@shop.example");
  await save();
  await screen.findByText(/Check that the email and the websites are whole addresses/u);
  expect((screen.getByRole("textbox", { name: "Email" }) as HTMLInputElement).value).toBe("tea@shop.example");
  await userEvent.click(screen.getByRole("button", { name: "Discard the change" }));
  await waitFor(() => expect(screen.queryByText(/^Not changed/u)).toBeNull());
  expect((screen.getByRole("textbox", { name: "Email" }) as HTMLInputElement).value).toBe("hello@polartea.example");
});

test("what got no answer says that it goes again by itself, and is not asked for twice", async () => {
  page(({ profiles }) => {
    profiles.holds = true;
  });
  await type("Email", "tea@shop.example");
  await save();
  await screen.findByText(/It is asked again by itself/u);
  expect((screen.getByRole("textbox", { name: "Email" }) as HTMLInputElement).value).toBe("tea@shop.example");
  expect(screen.getByRole("button", { name: "Save" }).getAttribute("aria-disabled")).toBe("true");
});

const value = (label: string) => (screen.getByRole("textbox", { name: label }) as HTMLInputElement).value;

test("what is being typed stays when the profile changes underneath, and the new one can be taken", async () => {
  const town = page();
  await type("Email", "tea@shop.example");
  town.profiles.profile = { ...town.profiles.profile, email: "shop@polartea.example", address: "14 Birch Lane" };
  act(() => town.changed("profiles"));
  await screen.findByText("The profile was changed meanwhile. What you typed stands below.");
  expect(value("Email")).toBe("tea@shop.example");
  // What nobody typed here is as it stands now, so that saving takes nothing back.
  expect(value("Address")).toBe("14 Birch Lane");
  await userEvent.click(screen.getByRole("button", { name: "Take the new one" }));
  expect(value("Email")).toBe("shop@polartea.example");
  expect(screen.queryByText(/changed meanwhile/u)).toBeNull();
});

test("what was typed over a change from elsewhere is saved alone", async () => {
  const town = page();
  await type("Email", "tea@shop.example");
  town.profiles.profile = { ...town.profiles.profile, address: "14 Birch Lane" };
  act(() => town.changed("profiles"));
  await screen.findByText(/changed meanwhile/u);
  await save();
  await screen.findByText(/^Changed at WhatsApp/u);
  expect(screen.queryByText(/changed meanwhile/u)).toBeNull();
  expect(town.profiles.change?.change).toMatchObject({ email: "tea@shop.example", address: null });
});

test("a profile that changes where nothing is typed is shown as it is now", async () => {
  const town = page();
  await screen.findByRole("textbox", { name: "Email" });
  town.profiles.profile = { ...town.profiles.profile, email: "shop@polartea.example" };
  act(() => town.changed("profiles"));
  await waitFor(() => expect(value("Email")).toBe("shop@polartea.example"));
  expect(screen.queryByText(/changed meanwhile/u)).toBeNull();
});

test("a profile that cannot be read says why and can be asked for again", async () => {
  const town = page(({ profiles }) => {
    profiles.away = new HostError({ code: "offline", retry: { retry: "when_online" } });
  });
  await screen.findByText("The profile could not be read");
  expect(screen.getByText(/There is no connection/u)).toBeTruthy();
  town.profiles.away = null;
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  await screen.findByRole("textbox", { name: "Email" });
});

test("an empty profile says what people see", async () => {
  page(({ profiles }) => {
    profiles.profile = { about: "", address: "", description: "", email: "", websites: [], vertical: "UNDEFINED" };
  });
  expect(await screen.findByText(/people see the name and the number only/u)).toBeTruthy();
  await type("Email", "tea@shop.example");
  await save();
  await screen.findByText(/^Changed at WhatsApp/u);
});

test("what is no picture is refused before it is sent, with what to do", async () => {
  const town = page();
  const input = await screen.findByLabelText("Picture of the profile");
  await userEvent.upload(input, new File(["no picture at all, though long enough"], "tea.png", { type: "image/png" }));
  expect(await screen.findByText(/WhatsApp takes a JPEG or a PNG only/u)).toBeTruthy();
  expect(town.profiles.change).toBeNull();
});
