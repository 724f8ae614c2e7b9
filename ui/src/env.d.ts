/** A message catalogue, compiled when it is imported. */
declare module "*.po" {
  import type { Messages } from "@lingui/core";
  export const messages: Messages;
}

/** The words of a language that the first look at the page does not need. */
declare module "*.po?rest" {
  import type { Messages } from "@lingui/core";
  export const messages: Messages;
}

/** Styles are imported for their effect. */
declare module "*.css" {}
