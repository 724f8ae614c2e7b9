import type {
  Backups,
  ConnectFault,
  ErrorCode,
  Examination,
  Finding,
  FirstRun,
  ForHub,
  Health,
  LoopOutcome,
  NumberWebhook,
  Opened,
  PairedHub,
  Signs,
  Vault,
  WebhookWay,
  Workspace,
} from "../contract";
import { HostError } from "../host";
import type { Answers } from "./fake";

/** Answers to everything about connecting a number. */
export type ConnectionAnswers = Pick<
  Answers,
  | "number_check"
  | "number_webhook"
  | "examination"
  | "connection_examine"
  | "connection_loop"
  | "log_export"
  | "backups"
  | "backup_make"
  | "backup_restore"
  | "number_connect"
  | "webhook_way_set"
  | "vault_make"
  | "vault_open"
  | "sandbox_begin"
  | "hub_join"
  | "hub_leave"
  | "hub_outbox"
  | "hub_outbox_drop"
  | "first_run_end"
>;

const OPENED: Opened = {
  app: "Polar Tea console",
  expires_at: null,
  numbers: [
    { account_id: "meta:1", business: "Polar Tea Ltd", phone: "+44 20 7946 0841", name: "Polar Tea", registered: true },
    { account_id: "meta:2", business: "Polar Tea Ltd", phone: "+351 21 555 0101", name: "", registered: false },
  ],
};

const WEBHOOK: NumberWebhook = {
  verify_token: "3f1c0d9ab27e4c58",
  door: "http://127.0.0.1:40961",
  way: null,
  callback: { state: "unset" },
  signed: null,
  forged: null,
};

const UNEXAMINED: Examination = {
  at: null,
  findings: [],
  signs: {
    refusal: null,
    app: null,
    numbers: [],
    clock_ahead: null,
    address: null,
    door_answers: null,
    signed: null,
    forged: null,
    silence: null,
    slow_until: null,
    waiting: 0,
    written_first: 0,
    rate_limited: 0,
  },
};

const refuse = (code: ErrorCode): never => {
  throw new HostError({ code, retry: { retry: "never" } });
};

/** What pasted values open here: nothing, while there is a fault. */
export class FakeConnection {
  opened: Opened = OPENED;
  fault: ConnectFault | null = null;
  firstRun: FirstRun | null = null;
  webhook: NumberWebhook = WEBHOOK;
  /** What is wrong with the connection, once somebody looks. */
  findings: Finding[] = [];
  examination: Examination = UNEXAMINED;
  /** How many people were written to first, and how often fewer calls were asked for. */
  counted: Pick<Signs, "written_first" | "rate_limited"> = { written_first: 447, rate_limited: 0 };
  /** What comes of a test of the whole loop. */
  loop: LoopOutcome = { outcome: "arrived", milliseconds: 84 };
  /** The backups that lie on this computer. */
  backups: Backups = { folder: "/home/noor/Downloads", found: [], restored: null, listed: true, failed: null };
  hasKeyring = true;
  vault: Vault = "none";
  /** What the vault was made under. */
  passphrase = "";
  /** Whether the program that opens tunnels is there. */
  hasTunnel = true;

  /** The hub that decides. */
  hub: PairedHub | null = null;
  /** What a hub printed that this console can be paired with. */
  code = "hub.polartea.example:8443/2f1c/9b7e";
  /** What waits for the hub. */
  forHub: ForHub[] = [];

  /** Where setting up is. */
  get where(): Pick<Workspace, "first_run" | "vault" | "hub"> {
    return { first_run: this.firstRun, vault: this.vault, hub: this.hub };
  }

  /** How much waits for the hub. */
  get waiting(): Pick<Health, "for_hub" | "hub_refused"> {
    const refused = this.forHub.filter(({ refusal }) => refusal !== null).length;
    return { for_hub: this.forHub.length - refused, hub_refused: refused };
  }

  look(token: string, secret: string): Opened {
    const swapped = /^[0-9a-f]{32}$/.test(token.trim()) && !/^[0-9a-f]{32}$/.test(secret.trim());
    const fault: ConnectFault | null = swapped ? { fault: "swapped" } : this.fault;
    if (fault !== null) throw new HostError({ code: "connect", retry: { retry: "never" }, fault });
    return this.opened;
  }

  examine(at: number): Examination {
    const app = {
      scopes: ["whatsapp_business_management", "whatsapp_business_messaging"],
      lacks: [],
      expires_at: null,
      secret_fits: true,
      callback: "https://hub.polartea.example/webhooks/meta",
      fields_missing: [],
    };
    const number = {
      account_id: "meta:1",
      registered: true,
      attached: true,
      override_address: null,
      status: "CONNECTED",
      quality: "GREEN",
      limit: "100000",
      throughput: "STANDARD",
      restrictions: [],
    };
    const seen = { ...UNEXAMINED.signs, ...this.counted, app, numbers: [number] };
    const signs = { ...seen, clock_ahead: 400, signed: at - 12_000 };
    this.examination = { at, findings: this.findings, signs };
    return this.examination;
  }

  lead(way: WebhookWay): NumberWebhook {
    if (way.way === "tunnel") {
      const address = "https://buffalo-marco-cardiff.trycloudflare.com/webhooks/meta";
      const callback = this.hasTunnel ? { state: "told" as const, address } : { state: "no_tunnel" as const };
      this.webhook = { ...this.webhook, way, callback };
      return this.webhook;
    }
    if (!way.url.startsWith("https://")) refuse("bad_request");
    this.webhook = { ...this.webhook, way, callback: { state: "told", address: `${way.url}/webhooks/meta` } };
    return this.webhook;
  }
}

/** The commands that connect a number. */
export function connectionAnswers(
  connection: FakeConnection,
  workspace: () => Workspace,
  town: { changed(kind: "settings" | "health"): void },
): ConnectionAnswers {
  const become = (firstRun: FirstRun | null) => {
    connection.firstRun = firstRun;
    town.changed("settings");
  };
  return {
    number_check: ({ token, app_secret }) => connection.look(token, app_secret),
    number_webhook: () => connection.webhook,
    examination: () => connection.examination,
    connection_examine: () => connection.examine(workspace().now),
    connection_loop: () => ({ address: "https://hub.polartea.example/webhooks/meta", outcome: connection.loop }),
    log_export: () => ({
      filename: "switchboard-log.txt",
      mime: "text/plain",
      path: "/home/noor/switchboard-log.txt",
      base64: null,
    }),
    backups: () => connection.backups,
    backup_make: () => {
      const at = workspace().now;
      const made = {
        name: `Switchboard ${at}.switchboard-backup`,
        bytes: 612_000_000,
        made_at: at,
        sandbox: false,
        fault: null,
      };
      connection.backups = { ...connection.backups, found: [made, ...connection.backups.found] };
      return made;
    },
    backup_restore: ({ name }) => {
      const found = connection.backups.found.find((backup) => backup.name === name);
      if (found?.fault !== null || found.made_at === null) return refuse("backup");
      const at = workspace().now;
      const restored = { made_at: found.made_at, restored_at: at, erasures_until: at };
      connection.backups = { ...connection.backups, restored };
      become(null);
      return {};
    },
    number_connect: ({ token, app_secret }) => {
      connection.look(token, app_secret);
      if (!connection.hasKeyring && connection.vault !== "open") refuse("no_keyring");
      if (connection.firstRun === "choose") become("receive");
      return workspace();
    },
    webhook_way_set: (way) => connection.lead(way),
    vault_make: ({ passphrase }) => {
      connection.passphrase = passphrase;
      connection.vault = "open";
      town.changed("settings");
      return workspace();
    },
    vault_open: ({ passphrase }) => {
      if (passphrase !== connection.passphrase) refuse("passphrase");
      connection.vault = "open";
      town.changed("settings");
      return workspace();
    },
    sandbox_begin: () => {
      become(null);
      return {};
    },
    hub_join: ({ code }) => {
      if (code.trim() !== connection.code) refuse("pairing_code");
      if (!connection.hasKeyring && connection.vault !== "open") refuse("no_keyring");
      connection.hub = { name: "Noor Haddad", address: "hub.polartea.example:8443" };
      // The first run of a number that moves there ends with the first message.
      become(connection.firstRun === "receive" ? "receive" : null);
      return {};
    },
    hub_leave: () => {
      connection.hub = null;
      connection.forHub = [];
      become("choose");
      return {};
    },
    hub_outbox: () => ({ commands: connection.forHub }),
    hub_outbox_drop: ({ command }) => {
      const left = connection.forHub.filter((one) => one.command !== command);
      if (left.length === connection.forHub.length) refuse("too_late");
      connection.forHub = left;
      town.changed("health");
      return {};
    },
    first_run_end: () => {
      become(null);
      return workspace();
    },
  };
}
