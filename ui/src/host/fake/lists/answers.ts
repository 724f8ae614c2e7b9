import type { ImportProgress, ImportRow, ImportTally, ListColumn, ListLook, RowFate, RowFault } from "../../contract";
import { HostError } from "../../host";
import type { Around } from "../alerts/alerts";
import type { Answers } from "../fake";

/** Answers to everything about lists of people. */
export type ListAnswers = Pick<Answers, Extract<keyof Answers, `members_import${string}` | "members_export">>;

/** What the made-up core keeps of the list that is brought in. A test may set any of it before it is asked. */
export class FakeLists {
  look: ListLook | null = null;
  rows: ImportRow[] = [];
  progress: ImportProgress | null = null;
  /** How many labels the list would make. */
  newLabels = 0;
  /** Whether an import stays where it is until it is stopped. */
  holds = false;
  /** What was asked of it, in order. */
  readonly given: { name: keyof ListAnswers; request: unknown }[] = [];
}

const HEADINGS: Readonly<Record<string, ListColumn>> = {
  name: { column: "name" },
  имя: { column: "name" },
  phone: { column: "phone" },
  телефон: { column: "phone" },
  labels: { column: "labels" },
  метки: { column: "labels" },
};

function textOf(base64: string): string {
  return new TextDecoder().decode(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));
}

function looked(filename: string, text: string): { look: ListLook; cells: string[][] } {
  const separator = text.split("\n", 1)[0]?.includes(";") === true ? ";" : ",";
  const [heading = [], ...cells] = text
    .split(/\r?\n/u)
    .filter((line) => line !== "")
    .map((line) => line.split(separator));
  const look: ListLook = {
    filename,
    format: "csv",
    encoding: "utf8",
    separator: separator === ";" ? "semicolon" : "comma",
    headed: true,
    columns: heading.map((name, index) => ({
      heading: name,
      samples: cells.slice(0, 4).map((row) => row[index] ?? ""),
      guess: HEADINGS[name.toLowerCase()] ?? { column: "ignored" },
    })),
    rows: cells.length,
    broken: cells.filter((row) => row.length > heading.length).length,
    attributes: [{ attribute: 1, name: "City" }],
  };
  return { look, cells };
}

function sorted(cells: string[][], columns: readonly ListColumn[], known: ReadonlySet<string>): ImportRow[] {
  const seen = new Map<string, number>();
  const at = (row: string[], wanted: string) => row[columns.findIndex(({ column }) => column === wanted)] ?? "";
  return cells.map((row, index) => {
    const line = index + 2;
    const [name, phone] = [at(row, "name"), at(row, "phone").replaceAll(/\D/gu, "")];
    const bad = (fault: RowFault): ImportRow => ({ line, who: row[0] ?? "", fate: "bad", fault, differences: [] });
    if (row.length > columns.length) return bad({ fault: "cells" });
    if (phone === "") return bad({ fault: "nobody" });
    if (phone.length < 8) return bad({ fault: "phone" });
    const before = seen.get(phone);
    if (before !== undefined) return bad({ fault: "duplicate", line: before });
    seen.set(phone, line);
    const fate: RowFate = known.has(name) ? "differs" : "new";
    const stands = { of: { column: "name" }, stands: name, listed: `${name}?` } as const;
    return { line, who: name, fate, fault: null, differences: fate === "new" ? [] : [stands] };
  });
}

function tallied(rows: readonly ImportRow[]): ImportTally {
  const tally: ImportTally = { new: 0, completed: 0, differs: 0, unchanged: 0, bad: 0 };
  for (const { fate } of rows) tally[fate] += 1;
  return tally;
}

const refused = (code: "not_found" | "bad_request") => new HostError({ code, retry: { retry: "never" } });

/** The commands about lists of people; each is noted. */
export function listAnswers(lists: FakeLists, around: Around): ListAnswers {
  const answers = answersOf(lists, around);
  for (const name of Object.keys(answers) as (keyof ListAnswers)[]) {
    const answer = answers[name] as (request: unknown) => never;
    answers[name] = (request: unknown) => {
      lists.given.push({ name, request });
      return answer(request);
    };
  }
  return answers;
}

function answersOf(lists: FakeLists, around: Around): ListAnswers {
  let cells: string[][] = [];
  const known = new Set(around.chats.map(({ row }) => row.title ?? ""));
  const end = (stage: "done" | "stopped", done: number) => {
    const { progress } = lists;
    if (progress?.stage !== "running") return;
    const rows = lists.rows.slice(0, done);
    lists.progress = { ...progress, stage, done, line: rows.at(-1)?.line ?? 0, tally: tallied(rows) };
    lists.rows = rows;
    around.changed("import");
  };
  const paper = (filename: string, mime: string) => ({ filename, mime, path: `/home/mira/${filename}`, base64: null });
  return {
    members_import_read: ({ file }) => {
      if (file?.filename.endsWith(".pdf") === true) return { read: "unreadable", why: "kind" };
      if (file !== null) {
        const found = looked(file.filename, textOf(file.base64));
        lists.look = found.look;
        cells = found.cells;
      }
      if (lists.look === null) throw refused("not_found");
      return { read: "list", look: lists.look };
    },
    members_import_plan: ({ columns }) => {
      if (!columns.some(({ column }) => column === "phone" || column === "user_id")) throw refused("bad_request");
      lists.rows = sorted(cells, columns, known);
      return { tally: tallied(lists.rows), new_labels: lists.newLabels, most_new_labels: 200 };
    },
    members_import_rows: ({ fate, skip, limit }) => {
      const rows = lists.rows.filter((row) => fate === null || row.fate === fate);
      return { total: rows.length, rows: rows.slice(skip, skip + limit) };
    },
    members_import_start: ({ options: { overwrite } }) => {
      const rows = lists.rows.length;
      const tally = tallied([]);
      const filename = lists.look?.filename ?? "";
      lists.progress = { filename, stage: "running", rows, done: 0, line: 0, overwrite, tally };
      if (!lists.holds) setTimeout(() => end("done", rows), 0);
      return { progress: lists.progress };
    },
    members_import: () => ({ progress: lists.progress }),
    members_import_stop: () => {
      end("stopped", Math.floor(lists.rows.length / 2));
      return {};
    },
    members_import_faults: () => paper("not-imported.csv", "text/csv"),
    members_import_close: () => {
      if (lists.progress?.stage !== "running") lists.look = null;
      return {};
    },
    members_export: ({ format }) => paper(`members.${format === "vcard" ? "vcf" : format}`, "text/csv"),
  };
}
