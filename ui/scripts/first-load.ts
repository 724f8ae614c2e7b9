import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import type { Plugin, Rolldown } from "vite";

/**
 * The first load: everything that a browser fetches until the inbox is there. This plugin lays the words that it says
 * into the first of each language's two files, all others into the second (`messages.po?rest`), and writes down which
 * files it is made of.
 */

/** Where the list of its files goes, for `size.ts`. */
export const FIRST_LOAD = "target/first-load.json";

/** What the page fetches by itself: the window's door to the core. */
const FETCHED = "/host/tauri.ts";

/** Which files the first load is made of: those of every language, and those of one. */
export interface FirstLoad {
  files: string[];
  words: Record<string, string>;
}

type Chunks = Record<string, Rolldown.RenderedChunk | Rolldown.OutputChunk>;

/** Every file that is read before the inbox is there, but for the words. */
function firstChunks(chunks: Chunks): Set<string> {
  const found = new Set<string>();
  const follow = (name: string) => {
    if (found.has(name)) return;
    found.add(name);
    chunks[name]?.imports.forEach(follow);
  };
  for (const [name, { isEntry, facadeModuleId }] of Object.entries(chunks))
    if (isEntry || facadeModuleId?.endsWith(FETCHED)) follow(name);
  return found;
}

const CATALOGUE = /\/(\w+)\/messages\.po(\?rest)?$/;
const MARK = /"words:(\w+):(first|rest)"/g;

/** Splits the catalogues in two. Outside of a build the first file has everything. */
export function firstLoad(): Plugin {
  const catalogues = new Map<string, Record<string, unknown>>();
  let isBuild = false;
  let isShipped = false;
  let said: Set<string> | null = null;
  return {
    name: "first-load",
    enforce: "post",
    configResolved({ command, mode }) {
      isBuild = command === "build";
      isShipped = isBuild && mode === "production";
    },
    load(id) {
      const [, language, rest] = CATALOGUE.exec(id) ?? [];
      if (rest === undefined) return null;
      return `export const messages = ${isBuild ? `JSON.parse("words:${language}:rest")` : "{}"};`;
    },
    async transform(code, id) {
      const [, language, rest] = CATALOGUE.exec(id) ?? [];
      if (!isBuild || language === undefined || rest !== undefined) return null;
      const compiled: unknown = await import(`data:text/javascript,${encodeURIComponent(code)}`);
      catalogues.set(language, (compiled as { messages: Record<string, unknown> }).messages);
      return { code: `export const messages = JSON.parse("words:${language}:first");`, map: null };
    },
    renderStart: () => void (said = null),
    renderChunk(code, _chunk, _options, { chunks }) {
      if (code.search(MARK) < 0) return null;
      said ??= wordsOf(chunks);
      const first = said;
      return code.replaceAll(MARK, (_mark, language: string, which: string) => {
        const all = Object.entries(catalogues.get(language) ?? {});
        const some = all.filter(([id]) => first.has(id) === (which === "first"));
        return JSON.stringify(JSON.stringify(Object.fromEntries(some)));
      });
    },
    writeBundle(_options, bundle) {
      if (!isShipped) return;
      mkdirSync(dirname(FIRST_LOAD), { recursive: true });
      writeFileSync(FIRST_LOAD, JSON.stringify(filesOf(bundle)));
    },
  };
}

/** Whatever in those files may be the id of a message. */
function wordsOf(chunks: Chunks): Set<string> {
  const code = [...firstChunks(chunks)].flatMap((name) =>
    Object.values(chunks[name]?.modules ?? {}).map((module) => module.code ?? ""),
  );
  return new Set(code.flatMap((text) => [...text.matchAll(/"([\w+/-]{6})"/g)].map(([, id]) => id ?? "")));
}

function filesOf(bundle: Rolldown.OutputBundle): FirstLoad {
  const chunks = Object.fromEntries(
    Object.values(bundle).flatMap((one) => (one.type === "chunk" ? [[one.fileName, one] as const] : [])),
  );
  const names = [...firstChunks(chunks)];
  const styles = Object.keys(bundle).filter((name) => name.endsWith(".css"));
  const words = Object.values(chunks).flatMap(({ facadeModuleId, fileName }) => {
    const [, language, rest] = CATALOGUE.exec(facadeModuleId ?? "") ?? [];
    return language === undefined || rest !== undefined ? [] : [[language, fileName] as const];
  });
  return { files: [...new Set(["index.html", ...names, ...styles])], words: Object.fromEntries(words) };
}
