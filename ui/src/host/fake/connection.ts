import type { ConnectFault, Opened, Workspace } from "../contract";
import { HostError } from "../host";
import type { Answers } from "./fake";

/** Answers to everything about connecting a number. */
export type ConnectionAnswers = Pick<Answers, "number_check" | "number_webhook" | "number_connect">;

const OPENED: Opened = {
  app: "Polar Tea console",
  expires_at: null,
  numbers: [
    { account_id: "meta:1", business: "Polar Tea Ltd", phone: "+44 20 7946 0841", name: "Polar Tea", registered: true },
    { account_id: "meta:2", business: "Polar Tea Ltd", phone: "+351 21 555 0101", name: "", registered: false },
  ],
};

/** What pasted values open here: nothing, while there is a fault. */
export class FakeConnection {
  opened: Opened = OPENED;
  fault: ConnectFault | null = null;

  look(token: string, secret: string): Opened {
    const swapped = /^[0-9a-f]{32}$/.test(token.trim()) && !/^[0-9a-f]{32}$/.test(secret.trim());
    const fault: ConnectFault | null = swapped ? { fault: "swapped" } : this.fault;
    if (fault !== null) throw new HostError({ code: "connect", retry: { retry: "never" }, fault });
    return this.opened;
  }
}

/** The commands that connect a number. */
export function connectionAnswers(connection: FakeConnection, workspace: () => Workspace): ConnectionAnswers {
  return {
    number_check: ({ token, app_secret }) => connection.look(token, app_secret),
    number_webhook: () => ({ verify_token: "3f1c0d9ab27e4c58" }),
    number_connect: ({ token, app_secret }) => {
      connection.look(token, app_secret);
      return workspace();
    },
  };
}
