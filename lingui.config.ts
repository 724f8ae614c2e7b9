import { defineConfig } from "@lingui/cli";
import { formatter } from "@lingui/format-po";

/** `CATALOGUES` lets the check of the messages extract into a folder of its own and leave the kept ones alone. */
const folder = process.env["CATALOGUES"] ?? "ui/src/locales";

export default defineConfig({
  sourceLocale: "en",
  locales: ["en", "ru"],
  catalogs: [{ path: `${folder}/{locale}/messages`, include: ["ui/src"], exclude: ["**/*.test.*", "**/test/**"] }],
  format: formatter({ lineNumbers: false, origins: false, printLinguiId: false }),
  orderBy: "message",
  compileNamespace: "ts",
});
