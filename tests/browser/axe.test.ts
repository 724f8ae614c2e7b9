// axe on each screen, in both themes and both languages.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import type { Browser, Page } from "playwright-core";

import { COLOURS, findings, launch, show } from "./browser.ts";
import { drawnClub, says } from "./club.ts";
import { consents, invitable } from "./consents.ts";
import { cameIn, invited } from "./invitations.ts";
import { drawnRules, heldBack, label } from "./rules.ts";
import { at } from "./scene.ts";
import { Stage } from "./stage.ts";

let browser: Browser;
let stage: Stage;

before(async () => {
  browser = await launch();
  stage = await Stage.open();
  await at(stage, 11, 0);
  const question = await stage.says("Анна Корнеева", "Добрый день! Заказ #4187 уже собран?");
  await stage.does({ person: "Анна Корнеева", type: "image", text: "Вот такая пачка" });
  await stage.does({ person: "Анна Корнеева", type: "voice" });
  await stage.does({ person: "Анна Корнеева", type: "document", filename: "order.pdf" });
  await stage.does({ person: "Анна Корнеева", type: "location" });
  await stage.does({ person: "Анна Корнеева", type: "text", text: "Вы получили?", reply_to: question });
  await stage.does({ person: "Ержан Бекенов", group: "Tea Club · Almaty", type: "text", text: "Фото с дегустации" });
  await drawnClub(stage, await says(stage, "Ержан Бекенов", "Дегустация в субботу в 15:00"));
  await stage.says("Tomás Ribeiro", "Could you send the invoice again?");
  const chat = await stage.chat("Анна Корнеева");
  await stage.command("message_send", {
    command_id: "axe-1",
    chat_id: chat,
    content: { kind: "text", body: "Да, собрали час назад." },
  });
  await stage.command("note_add", { command_id: "axe-2", chat_id: chat, body: "Скидка 10 % согласована." });
  await stage.says("Lena Fischer", "Kurzes Update: alles ist gepackt.");
  await stage.says("Priya Nair", "Is the white peony back in stock?");
  await label(stage, "VIP", [chat]);
  await drawnRules(stage);
  await consents(stage);
  await invitable(stage);
  await invited(stage);
  await cameIn(stage);
  await heldBack(stage, "Tomás Ribeiro", "And a copy of the order, please");
});

after(async () => {
  await browser.close();
  await stage.close();
});

const open = async (page: Page, name: RegExp): Promise<void> => {
  await page.getByRole("link", { name }).first().click();
  await page.getByRole("log").waitFor();
};

const notifications =
  (tab: RegExp, seen: string): ((page: Page) => Promise<void>) =>
  async (page) => {
    await page.keyboard.press("Control+8");
    await page.getByRole("tab", { name: tab }).click();
    await page.locator(seen).first().waitFor();
  };

const schedules = notifications(/^(Schedules|Расписания)/u, ".through-row");

const NOTIFICATIONS: Record<string, (page: Page) => Promise<void>> = {
  "defaults of the notifications": notifications(/^(Defaults|По умолчанию)/u, ".kinds__table"),
  "chats that ring in their own way": notifications(/^(Chats|Чаты)/u, ".own-rule__muted"),
  "the sounds": notifications(/^(Sounds|Звуки)/u, ".health__line"),
  "the schedules and the simulator": async (page) => {
    await schedules(page);
    await page.locator(".verdict").waitFor();
    await page.locator(".trace__step--decides").waitFor();
  },
  "the history with a decision taken apart": async (page) => {
    await notifications(/^(History|История)/u, ".decision")(page);
    await page.locator(".decision__line").first().click();
    await page.locator(".decision__trace .trace__step").first().waitFor();
  },
  "the simulator beside the defaults": async (page) => {
    await notifications(/^(Defaults|По умолчанию)/u, ".kinds__table")(page);
    await page.getByRole("button", { name: /^(What happens if|Что будет, если)/u }).click();
    await page.locator(".verdict").waitFor();
  },
  "a new schedule as a sentence": async (page) => {
    await schedules(page);
    await page.keyboard.press("Control+n");
    await page.keyboard.insertText("Siesta 14-15 except VIP");
    await page.locator(".new-schedule__read .chip").first().waitFor();
  },
  "a picker of the simulator": async (page) => {
    await schedules(page);
    await page.locator(".simulator .pick").first().click();
    await page.getByRole("option").first().waitFor();
  },
  "the menu that mutes": async (page) => {
    await open(page, /Анна Корнеева/u);
    await page.keyboard.press("m");
    await page.getByRole("menuitem").first().waitFor();
  },
  "the menu of the quiet": async (page) => {
    await page.keyboard.press("q");
    await page.getByRole("menuitem").first().waitFor();
  },
  "why a message rang": async (page) => {
    await open(page, /Анна Корнеева/u);
    await page.keyboard.press("w");
    await page.locator(".why .trace__step").first().waitFor();
  },
  "what silence held back": async (page) => {
    await page.getByRole("button", { name: /^(Show|Показать)$/u }).click();
    await page.locator(".digest-row").first().waitFor();
  },
};

const consent =
  (tab: RegExp, seen: string): ((page: Page) => Promise<void>) =>
  async (page) => {
    await page.keyboard.press("Control+4");
    await page.getByRole("tab", { name: tab }).click();
    await page.locator(seen).first().waitFor();
  };

const ledger = consent(/^(Ledger|Реестр)/u, ".ledger__row");

const CONSENT: Record<string, (page: Page) => Promise<void>> = {
  "the consent ledger": ledger,
  "the texts that people are shown": consent(/^(Wording|Тексты)/u, "main h2"),
  "the record of a consent": async (page) => {
    await ledger(page);
    await page.getByRole("button", { name: /^(Record a consent|Записать согласие)/u }).click();
    await page.getByRole("dialog").waitFor();
  },
};

const groups =
  (tab: RegExp, seen: string): ((page: Page) => Promise<void>) =>
  async (page) => {
    await page.keyboard.press("Control+2");
    await page.getByRole("tab", { name: tab }).click();
    await page.locator(seen).first().waitFor();
  };

const chosen = async (page: Page): Promise<void> => {
  await page.keyboard.press("Control+2");
  await page.locator(".group-detail .jacks").waitFor();
  await page.keyboard.press("i");
  await page.getByRole("dialog").waitFor();
};

const GROUPS: Record<string, (page: Page) => Promise<void>> = {
  "everybody who asks to enter": async (page) => {
    await page.keyboard.press("Control+2");
    await page.locator(".group-row--requests").click();
    await page.locator(".requests-all__rows .request").first().waitFor();
  },
  "some who ask to enter chosen": async (page) => {
    await page.keyboard.press("Control+2");
    await page.locator(".group-row--requests").click();
    await page.locator(".requests-all__rows .check-box").first().click();
    await page.locator(".requests-bar").waitFor();
  },
  "a group at a glance": groups(/^(Overview|Обзор)/u, ".group-detail .jacks"),
  "the participants of a group": groups(/^(Participants|Участники)/u, ".person-line"),
  "the invitations into a group": groups(/^(Invitations|Приглашения)/u, ".invitations .person-line"),
  "the settings of a group": groups(/^(Settings|Настройки)/u, ".picture-field"),
  "the welcome of a group": async (page) => {
    await groups(/^(Settings|Настройки)/u, ".welcome-preview")(page);
    const card = page.getByRole("region", { name: /^(Welcome|Приветствие)$/u });
    await card.evaluate((section) => section.scrollIntoView({ block: "start" }));
  },
  "who is to be invited": chosen,
  "an invitation with its words": async (page) => {
    await chosen(page);
    await page
      .getByRole("dialog")
      .getByRole("textbox", { name: /Or paste|Или вставьте/u })
      .focus();
    await page.keyboard.insertText(["Lena Fischer", "Priya Nair", "Tomás Ribeiro"].join("\n"));
    await page.keyboard.press("Control+Enter");
    await page.locator(".inviting").waitFor();
  },
  "a link that is to be replaced": async (page) => {
    await groups(/^(Overview|Обзор)/u, ".group-detail .jacks")(page);
    await page.getByRole("button", { name: /^(Replace|Заменить)/u }).click();
    await page.getByRole("alertdialog").waitFor();
  },
  "somebody to be removed": async (page) => {
    await groups(/^(Participants|Участники)/u, ".person-line")(page);
    await page.locator(".person-line .check-box").first().click();
    await page.locator(".participants__bar").getByRole("button").last().click();
    await page.getByRole("alertdialog").waitFor();
  },
  "what happened in a group": groups(/^(Activity|События)/u, ".group-detail [role=tabpanel]"),
  "a new group": async (page) => {
    await page.keyboard.press("Control+2");
    await page.locator(".group-detail .jacks").waitFor();
    await page.keyboard.press("Control+n");
    await page.getByRole("dialog").waitFor();
  },
};

const MEMBERS: Record<string, (page: Page) => Promise<void>> = {
  "the members": async (page) => {
    await page.keyboard.press("Control+3");
    await page.locator(".member-line").first().waitFor();
    await page.keyboard.press("Control+a");
    await page.locator(".member-bar").waitFor();
  },
  "a member": async (page) => {
    await page.keyboard.press("Control+3");
    await page.getByRole("button", { name: "Анна Корнеева" }).click();
    await page.locator(".member-history__line").first().waitFor();
  },
  "two who may be one person": async (page) => {
    await page.keyboard.press("Control+3");
    await page.locator(".member-line").first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Shift+ArrowDown");
    await page.getByRole("button", { name: /^(Same person|Тот же человек)…$/u }).click();
    await page.locator(".merge__table").first().waitFor();
  },
  "a new segment": async (page) => {
    await page.keyboard.press("Control+3");
    await page.getByRole("button", { name: /^(New segment|Новый сегмент)/u }).click();
    await page.getByRole("dialog").waitFor();
  },
  "a new member": async (page) => {
    await page.keyboard.press("Control+3");
    await page.locator(".member-line").first().waitFor();
    await page.keyboard.press("Control+n");
    await page.getByRole("dialog").waitFor();
  },
};

const SCREENS: Record<string, (page: Page) => Promise<void>> = {
  "the inbox with nothing open": async () => {},
  "a chat with a person": async (page) => open(page, /Анна Корнеева/u),
  "a chat with a group": async (page) => open(page, /Tea Club · Almaty/u),
  "the palette": async (page) => {
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog").waitFor();
  },
  "search with hits": async (page) => {
    await page.keyboard.press("Control+Shift+f");
    await page.keyboard.type("invoice");
    await page.getByRole("option").first().waitFor();
  },
  "search without hits": async (page) => {
    await page.keyboard.press("Control+Shift+f");
    await page.keyboard.type("qqqqzzzz");
    await page.getByRole("dialog").waitFor();
  },
  "the keys": async (page) => {
    await page.keyboard.press("Shift+Slash");
    await page.getByRole("dialog").waitFor();
  },
  settings: async (page) => {
    await page.keyboard.press("Control+,");
    await page.getByRole("heading", { level: 1, name: /^(Settings|Настройки)$/u }).waitFor();
  },
  "the business profile of a number": async (page) => {
    await page.keyboard.press("Control+,");
    const line = page.locator(".light-line").filter({ hasText: /Business profile|Профиль компании/u });
    await line.getByRole("button").click();
    await page.getByRole("form").waitFor();
  },
  ...NOTIFICATIONS,
  ...CONSENT,
  ...GROUPS,
  ...MEMBERS,
};

for (const language of ["en", "ru"] as const) {
  describe(language, () => {
    for (const [name, go] of Object.entries(SCREENS)) {
      test(name, async () => {
        const screen = await show(browser, stage, { theme: "system", language });
        await screen.page.getByRole("link", { name: /Анна Корнеева/u }).waitFor();
        await go(screen.page);
        assert.equal(await screen.page.evaluate(() => document.documentElement.lang), language);
        assert.deepEqual(await findings(screen.page), []);
        await darkens(screen.page);
        assert.deepEqual(await findings(screen.page, COLOURS), [], "in the dark");
        assert.deepEqual(screen.faults, []);
        await screen.close();
      });
    }
  });
}

/** The same page in the other theme: what is looked at stays as it is, so nothing but its colours is looked at again. */
async function darkens(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.locator("html[data-theme=dark]").waitFor();
}
