import { resolve } from "node:path";

import { lingui, linguiTransformerBabelPreset } from "@lingui/vite-plugin";
import babel from "@rolldown/plugin-babel";
import react, { reactCompilerPreset } from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

import { firstLoad } from "./ui/scripts/first-load.ts";

// Babel stays for the React Compiler, so Lingui's hint to do without it does not fit.
process.env["LINGUI_SUPPRESS_BABEL_WARNING"] = "1";

/** The page is served from memory with a strict policy, so nothing is inlined and nothing is preloaded by script. */
export default defineConfig({
  root: "ui",
  base: "./",
  publicDir: false,
  plugins: [
    react(),
    lingui(),
    babel({ presets: [reactCompilerPreset(), linguiTransformerBabelPreset()] }),
    firstLoad(),
  ],
  resolve: { alias: { "@": resolve(import.meta.dirname, "ui/src") } },
  build: {
    outDir: "../dist",
    emptyOutDir: true,
    target: ["safari16", "chrome110"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // All styles come first, in one file. While one is on its way WebKit gives what is new on the page no box, and a list
    // that is measured then finds that its rows have no height and shows none of them from there on.
    cssCodeSplit: false,
    chunkSizeWarningLimit: 1500,
    // What the first look needs is one file, not one for each set of screens that share something.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "first", tags: ["$initial"] }] } } },
  },
  server: { port: 5173, strictPort: true },
  test: {
    // A page is made only for the tests that ask for one: `// @vitest-environment jsdom`.
    environment: "node",
    include: ["src/**/*.test.{ts,tsx}", "scripts/**/*.test.ts"],
    setupFiles: ["src/test/setup.ts"],
    restoreMocks: true,
  },
});
