// A town with a hub that serves it: the program `stage`, ended with the test that opened it.

import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const ROOT = resolve(import.meta.dirname, "..", "..");

/** What a person in the town can be made to do; the sandbox's `--help` has the kinds and their fields. */
export interface Deed {
  person: string;
  type: string;
  group?: string;
  text?: string;
  reply_to?: string;
  emoji?: string;
  filename?: string;
}

interface Hello {
  ui: string;
  token: string;
  listen: string;
  control: string;
  api_base: string;
}

/** One message that reached the provider. */
export interface Sent {
  id: string;
  to: string;
  type: string;
}

export class Stage {
  readonly hello: Hello;
  readonly #process: ChildProcessWithoutNullStreams;

  private constructor(hello: Hello, process: ChildProcessWithoutNullStreams) {
    this.hello = hello;
    this.#process = process;
  }

  /** The town of a seed, writing unasked at `rate` messages a second. */
  static async open(seed = 1, rate = 0): Promise<Stage> {
    const program = join(process.env["CARGO_TARGET_DIR"] ?? join(ROOT, "target"), "debug", "stage");
    if (!existsSync(program)) {
      throw new Error("stage is not built: run `cargo build --workspace --bins` first");
    }
    const child = spawn(program, [String(seed), String(rate)], {
      cwd: ROOT,
      // Pages are shown in this zone, so the hub's silences go by it, too.
      env: { ...process.env, TZ: "Etc/UTC" },
    });
    child.stderr.pipe(process.stderr);
    for await (const line of createInterface({ input: child.stdout })) {
      return new Stage(JSON.parse(line) as Hello, child);
    }
    throw new Error("stage ended before it greeted");
  }

  /** Ends town and hub, and their folder with them. */
  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.stdin.end();
    await ended;
  }

  /** A control call of the town. */
  async control(call: string, body: object = {}): Promise<Record<string, unknown>> {
    return post(`${this.hello.control}/${call}`, body, {});
  }

  /** Makes a person do something; the id of the message, where it is one. */
  async does(deed: Deed): Promise<string> {
    const done = await this.control("say", { wait: true, ...deed });
    return String(done["message_id"]);
  }

  /** Makes a person write a text. */
  async says(person: string, text: string): Promise<string> {
    return this.does({ person, type: "text", text });
  }

  /** Everything that reached the provider. */
  async sent(): Promise<Sent[]> {
    const answer = await fetch(`${this.hello.control}/sent`);
    const { sent } = (await answer.json()) as { sent: Sent[] };
    return sent;
  }

  /** One command of the contract. */
  async command(name: string, request: object = {}): Promise<Record<string, unknown>> {
    const screen = (this.hello.ui.split("#")[0] ?? "").replace(/\/$/u, "");
    return post(`${screen}/api/${name}`, request, { authorization: `Bearer ${this.hello.token}` });
  }

  /** Sets the town's clock, and waits until the hub, which follows it, is there too. */
  async clock(setting: { offset_ms?: number; advance_ms?: number; hold?: boolean }): Promise<void> {
    const { now } = (await this.control("clock", setting)) as { now: number };
    await until("the hub at the town's time", async () => {
      const workspace = (await this.command("workspace")) as { now: number };
      return Math.abs(workspace.now - now) < 5000 || undefined;
    });
  }

  /** Waits until the hub knows a chat of this name; its id. */
  async chat(title: string): Promise<number> {
    return until(`a chat named ${title}`, async () => {
      const { rows } = (await this.command("chats", { filter: { filter: "all" }, limit: 200 })) as {
        rows: { chat_id: number; title: string | null }[];
      };
      return rows.find((found) => found.title === title)?.chat_id;
    });
  }
}

/** Looks again and again until there is something to see. */
export async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    const found = await look();
    if (found !== undefined) {
      return found;
    }
  }
  throw new Error(`${what} did not come about`);
}

async function post(url: string, body: object, headers: Record<string, string>): Promise<Record<string, unknown>> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) {
    throw new Error(`${url} answered ${answer.status}: ${text}`);
  }
  return text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
}
