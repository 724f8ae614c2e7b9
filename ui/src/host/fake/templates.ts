import type { Template, TemplateOffers } from "../contract";

function template(some: Pick<Template, "name" | "language" | "category" | "body"> & Partial<Template>): Template {
  return {
    status: "APPROVED",
    named: true,
    header_blanks: [],
    body_blanks: [],
    buttons: [],
    quick_replies: 0,
    beyond_us: false,
    ...some,
  };
}

/** The made-up templates. */
export const offers: TemplateOffers = {
  offers: [
    {
      template: template({
        name: "order_ready",
        language: "de",
        category: "utility",
        body: "Hallo {{name}}, Ihre Bestellung {{order}} liegt bereit.",
        body_blanks: [
          { name: "name", example: "Lena" },
          { name: "order", example: "4187" },
        ],
      }),
      denial: null,
    },
    {
      template: template({
        name: "reply_continue",
        language: "de",
        category: "utility",
        body: "Guten Tag! Wir haben eine Antwort für Sie. Dürfen wir hier weiterschreiben?",
        buttons: ["Ja"],
        quick_replies: 1,
      }),
      denial: null,
    },
    {
      template: template({
        name: "spring_offer",
        language: "de",
        category: "marketing",
        body: "Frühlingsernte ist da: 10 % auf alle Oolongs.",
      }),
      denial: { refusal: "no_consent", instead: { alternative: "ask" } },
    },
  ],
};
