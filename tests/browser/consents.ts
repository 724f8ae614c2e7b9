// What people said of consent, for the pictures and for axe.

import { type Stage, until } from "./stage.ts";

interface Whom {
  account_id: string;
  contact_id: number;
}

async function whom(stage: Stage, name: string): Promise<Whom> {
  const { row } = (await stage.command("chat", { chat_id: await stage.chat(name) })) as { row: Whom };
  return { account_id: row.account_id, contact_id: row.contact_id };
}

/** Writes down what somebody said on the telephone. */
async function said(stage: Stage, name: string, purposes: readonly string[], note: string): Promise<void> {
  const { now } = (await stage.command("workspace")) as { now: number };
  await stage.command("consent_record", {
    command_id: `consent of ${name} to ${purposes.join()}`,
    whom: await whom(stage, name),
    purposes,
    at: now - 60_000,
    source: "call",
    wordings: [],
    message_id: null,
    file: null,
    filename: null,
    note,
  });
}

/** Three people who may be invited into groups. */
export async function invitable(stage: Stage): Promise<void> {
  for (const name of ["Анна Корнеева", "Lena Fischer", "Priya Nair"]) {
    await said(stage, name, ["group_invitations"], "Would like to come to the tastings");
  }
}

/** Three people who permit something by telephone, one who was asked, and one who opts out by a word. */
export async function consents(stage: Stage): Promise<void> {
  await said(stage, "Lena Fischer", ["order_updates"], "Ruft an: bitte Bescheid geben");
  await said(stage, "Tomás Ribeiro", ["offers", "group_invitations"], "Asked for the autumn list");
  await said(stage, "Priya Nair", ["offers"], "Wants to hear about white teas");
  await stage.command("consent_ask", {
    command_id: "a question",
    chat_id: await stage.chat("Lena Fischer"),
    purpose: "offers",
    template: null,
  });
  await until("the ledger has them", async () => {
    const { waiting } = (await stage.command("consent_overview")) as { waiting: number };
    return waiting > 0 ? true : undefined;
  });
}
