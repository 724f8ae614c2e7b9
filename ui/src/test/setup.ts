import { i18n } from "@lingui/core";
import { beforeAll } from "vitest";

import { readParts } from "@/app/part";
import { messages as en } from "@/locales/en/messages.po";
import { messages as ru } from "@/locales/ru/messages.po";

i18n.load({ en, ru });
i18n.activate("en");

// What stands in files of its own is there from the beginning, as it is on a page that has stood for a moment.
beforeAll(readParts);

// jsdom lays nothing out, so nothing ever has another size.
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
