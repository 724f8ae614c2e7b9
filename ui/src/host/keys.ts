import type { ChatFilter, ChatId, MessageId, Simulate } from "./contract";

/** Keys of everything that is asked; a change drops what it touches by their beginnings. */
export const keys = {
  workspace: ["workspace"] as const,
  health: ["health"] as const,
  autostart: ["autostart"] as const,
  chats: (filter: ChatFilter) => ["chats", filter] as const,
  chat: (chat: ChatId) => ["chat", chat] as const,
  timeline: (chat: ChatId, around: MessageId | null) => ["timeline", chat, around] as const,
  info: (message: MessageId) => ["info", message] as const,
  templates: (chat: ChatId) => ["templates", chat] as const,
  labels: ["labels"] as const,
  quickReplies: ["quick_replies"] as const,
  alertRules: ["alerts", "rules"] as const,
  exceptions: (page: number) => ["alerts", "exceptions", page] as const,
  history: (chat: ChatId | null, message: MessageId | null) => ["alerts", "history", chat, message] as const,
  simulation: (ask: Simulate | null) => ["alerts", "simulation", ask] as const,
  digest: ["alerts", "digest"] as const,
  sounds: ["alerts", "sounds"] as const,
  alertHealth: ["alerts", "health"] as const,
  search: (query: string, chat: ChatId | null) => ["search", query, chat] as const,
};
