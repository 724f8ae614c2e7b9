import { i18n } from "@lingui/core";

import { messages as en } from "@/locales/en/messages.po";
import { messages as ru } from "@/locales/ru/messages.po";

i18n.load({ en, ru });
i18n.activate("en");

// jsdom lays nothing out, so nothing ever has another size.
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
