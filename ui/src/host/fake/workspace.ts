import type { Account, Health } from "../contract";

/** A connection that works. */
export const HEALTHY: Health = {
  connection: "connected",
  since: null,
  last_webhook: null,
  waiting: 0,
  unknown: 0,
  resumes: null,
  for_hub: 0,
  hub_refused: 0,
  hub_line: null,
  hub_fault: null,
};

/** The made-up numbers. */
export const accounts: Account[] = [
  {
    account_id: "fake",
    phone: "+44 7700 900142",
    name: "Polar Tea",
    sandbox: true,
    set_up: true,
    capabilities: {
      text: 4096,
      caption: 1024,
      media: [
        { media: "image", bytes: 5_000_000, mimes: ["image/jpeg", "image/png"] },
        { media: "video", bytes: 16_000_000, mimes: ["video/mp4"] },
        { media: "audio", bytes: 16_000_000, mimes: [] },
        { media: "voice", bytes: 16_000_000, mimes: ["audio/ogg"] },
        { media: "document", bytes: 100_000_000, mimes: [] },
      ],
      cards: 20,
      reactions: true,
      in_groups: ["text", "image", "video", "audio", "document", "template", "pin"],
      marks_groups_read: false,
      groups: {
        seats: 8,
        subject: 128,
        description: 2048,
        picture_bytes: 5_242_880,
        picture_pixels: 192,
        removed_at_once: 8,
        pins: 3,
        seats_where_more: 1024,
        pin_days: 30,
      },
      blocks: { wrote_within_hours: 24 },
      profile: {
        about: 139,
        address: 256,
        description: 256,
        email: 128,
        websites: 2,
        website: 256,
        verticals: ["OTHER", "GROCERY", "RETAIL", "RESTAURANT"],
        picture_bytes: 5_242_880,
        picture_pixels: 192,
        picture_mimes: ["image/jpeg", "image/png"],
      },
    },
    standing: [
      { says: { fact: "quality", subject: "", value: "GREEN" }, at: 0 },
      { says: { fact: "limit", subject: "", value: "2000" }, at: 0 },
      { says: { fact: "name", subject: "", value: "APPROVED" }, at: 0 },
    ],
    api: { name: "v25.0", ends_at: Date.UTC(2028, 6, 29) },
  },
];
