import { resolve } from "node:path";

import { lingui, linguiTransformerBabelPreset } from "@lingui/vite-plugin";
import babel from "@rolldown/plugin-babel";
import react, { reactCompilerPreset } from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// Babel stays for the React Compiler, so Lingui's hint to do without it does not fit.
process.env["LINGUI_SUPPRESS_BABEL_WARNING"] = "1";

/** The page is served from memory with a strict policy, so nothing is inlined and nothing is preloaded by script. */
export default defineConfig({
  root: "ui",
  base: "./",
  publicDir: false,
  plugins: [react(), lingui(), babel({ presets: [reactCompilerPreset(), linguiTransformerBabelPreset()] })],
  resolve: { alias: { "@": resolve(import.meta.dirname, "ui/src") } },
  build: {
    outDir: "../dist",
    emptyOutDir: true,
    target: ["safari16", "chrome110"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
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
