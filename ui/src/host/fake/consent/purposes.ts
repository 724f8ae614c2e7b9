import type { Purpose, Purposes, Timestamp, Wording } from "../../contract";

const DAY = 86_400_000;

function purpose(some: Pick<Purpose, "purpose"> & Partial<Purpose>): Purpose {
  return { title: null, permits: [], invites: false, confirm: false, lasts_days: null, keywords: [], ...some };
}

/** The purposes that come with the product. */
export const productPurposes: readonly Purpose[] = [
  purpose({ purpose: "service_replies" }),
  purpose({ purpose: "order_updates", permits: ["utility"] }),
  purpose({ purpose: "offers", permits: ["marketing"], confirm: true, lasts_days: 730, keywords: ["новости"] }),
  purpose({ purpose: "group_invitations", invites: true, keywords: ["клуб"] }),
];

/** Texts by purpose: version, how many days they are old, English, Russian. */
const TEXTS: readonly (readonly [string, number, number, string, string])[] = [
  [
    "order_updates",
    2,
    300,
    "You may write to me about my orders: when they are packed, sent and delivered.",
    "Пишите мне о моих заказах: когда они собраны, отправлены и доставлены.",
  ],
  ["order_updates", 1, 640, "You may write to me about my orders.", "Пишите мне о моих заказах."],
  [
    "offers",
    4,
    84,
    "You may send me offers and news of Polar Tea, at most twice a month. I can stop this at any time by writing STOP.",
    "Присылайте мне акции и новости Polar Tea, не чаще двух раз в месяц. Я могу прекратить это в любой момент, написав СТОП.",
  ],
  [
    "offers",
    3,
    400,
    "You may send me offers and news of Polar Tea. I can stop this at any time by writing STOP.",
    "Присылайте мне акции и новости Polar Tea. Я могу прекратить это в любой момент, написав СТОП.",
  ],
  [
    "group_invitations",
    3,
    84,
    "You may invite me to Polar Tea WhatsApp groups. I can stop this at any time by writing STOP.",
    "Приглашайте меня в группы Polar Tea в WhatsApp. Я могу прекратить это в любой момент, написав СТОП.",
  ],
  [
    "group_invitations",
    2,
    400,
    "You may invite me to Polar Tea WhatsApp groups.",
    "Приглашайте меня в группы Polar Tea.",
  ],
];

function texts(now: Timestamp): Wording[] {
  return TEXTS.flatMap(([name, version, days, english, russian]) => {
    const since = now - days * DAY;
    return [
      { purpose: name, version, language: "en", text: english, since },
      { purpose: name, version, language: "ru", text: russian, since },
    ];
  });
}

/** What the made-up people can be asked for. */
export function purposesAt(now: Timestamp): Purposes {
  return { purposes: structuredClone([...productPurposes]), wordings: texts(now), stop_words: ["хватит"] };
}
