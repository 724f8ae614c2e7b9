/** Where a key acts: everywhere, on a screen, or while the focus is inside an element with that `data-keys`. */
export type Where =
  | "anywhere"
  | "inbox"
  | "composer"
  | "message"
  | "groups"
  | "members"
  | "requests"
  | "mute"
  | "quiet"
  | "digest"
  | "consent"
  | "record"
  | "notifications"
  | "week"
  | "search";

/** One key of the map. */
export interface Binding {
  where: Where;
  chord: string;
  /** Id of the action it runs. */
  action: string;
  /** It acts while text is being typed, too. Chords with Mod always do. */
  inText?: true;
  /** Holding the key repeats it. */
  repeats?: true;
}

/**
 * Every key of the product, in the order in which the sheet shows them. An action that nobody registered has no
 * effect and is not shown. The first binding of an action is the one shown beside it.
 */
export const keyMap: readonly Binding[] = [
  { where: "anywhere", chord: "Mod+KeyK", action: "palette.open" },
  { where: "anywhere", chord: "Mod+Digit1", action: "go.inbox" },
  { where: "anywhere", chord: "Mod+Digit2", action: "go.groups" },
  { where: "anywhere", chord: "Mod+Digit3", action: "go.members" },
  { where: "anywhere", chord: "Mod+Digit4", action: "go.consent" },
  { where: "anywhere", chord: "Mod+Digit8", action: "go.notifications" },
  { where: "anywhere", chord: "Mod+Comma", action: "go.settings" },
  { where: "anywhere", chord: "Mod+Shift+KeyF", action: "search.open" },
  { where: "anywhere", chord: "Mod+KeyG", action: "search.next" },
  { where: "anywhere", chord: "F6", action: "pane.next", inText: true },
  { where: "anywhere", chord: "Shift+F6", action: "pane.previous", inText: true },
  { where: "anywhere", chord: "KeyZ", action: "undo" },
  { where: "anywhere", chord: "Mod+KeyZ", action: "undo" },
  { where: "anywhere", chord: "KeyQ", action: "quiet.open" },
  { where: "anywhere", chord: "BracketLeft", action: "rail.words" },
  { where: "anywhere", chord: "Mod+Equal", action: "text.larger" },
  { where: "anywhere", chord: "Mod+Minus", action: "text.smaller" },
  { where: "anywhere", chord: "Mod+Digit0", action: "text.normal" },
  { where: "anywhere", chord: "Shift+Slash", action: "keys.show" },
  { where: "inbox", chord: "KeyJ", action: "inbox.next", repeats: true },
  { where: "inbox", chord: "ArrowDown", action: "inbox.next", repeats: true },
  { where: "inbox", chord: "KeyK", action: "inbox.previous", repeats: true },
  { where: "inbox", chord: "ArrowUp", action: "inbox.previous", repeats: true },
  { where: "inbox", chord: "KeyN", action: "inbox.longest-waiting" },
  { where: "inbox", chord: "KeyR", action: "inbox.reply" },
  { where: "inbox", chord: "Enter", action: "inbox.reply" },
  { where: "inbox", chord: "KeyE", action: "inbox.done" },
  { where: "inbox", chord: "KeyS", action: "inbox.snooze" },
  { where: "inbox", chord: "KeyU", action: "inbox.unread" },
  { where: "inbox", chord: "KeyA", action: "inbox.assign" },
  { where: "inbox", chord: "KeyL", action: "inbox.label" },
  { where: "inbox", chord: "KeyM", action: "inbox.mute" },
  { where: "inbox", chord: "Shift+KeyM", action: "inbox.mute-mentions" },
  { where: "inbox", chord: "KeyW", action: "inbox.why" },
  { where: "inbox", chord: "KeyP", action: "inbox.pin" },
  { where: "inbox", chord: "KeyT", action: "inbox.templates" },
  { where: "inbox", chord: "KeyX", action: "inbox.select" },
  { where: "inbox", chord: "Shift+ArrowDown", action: "inbox.extend", repeats: true },
  { where: "inbox", chord: "Shift+ArrowUp", action: "inbox.shrink", repeats: true },
  { where: "inbox", chord: "Digit1", action: "inbox.filter.all" },
  { where: "inbox", chord: "Digit2", action: "inbox.filter.unread" },
  { where: "inbox", chord: "Digit3", action: "inbox.filter.mine" },
  { where: "inbox", chord: "Digit4", action: "inbox.filter.groups" },
  { where: "inbox", chord: "Digit5", action: "inbox.filter.snoozed" },
  { where: "inbox", chord: "Mod+KeyF", action: "inbox.search" },
  { where: "inbox", chord: "BracketRight", action: "inbox.panel" },
  { where: "inbox", chord: "Escape", action: "search.back" },
  { where: "inbox", chord: "Escape", action: "inbox.out", inText: true },
  { where: "composer", chord: "Enter", action: "composer.send", inText: true },
  { where: "composer", chord: "Shift+Enter", action: "composer.new-line", inText: true },
  { where: "composer", chord: "Mod+Enter", action: "composer.send-done" },
  { where: "composer", chord: "Mod+Shift+Enter", action: "composer.send-snooze" },
  { where: "composer", chord: "Mod+KeyI", action: "composer.note" },
  { where: "composer", chord: "Mod+KeyJ", action: "composer.templates" },
  { where: "composer", chord: "ArrowUp", action: "composer.select-last", inText: true },
  { where: "composer", chord: "Escape", action: "composer.out", inText: true },
  { where: "message", chord: "KeyR", action: "message.quote" },
  { where: "message", chord: "KeyC", action: "message.copy" },
  { where: "message", chord: "Shift+KeyC", action: "message.consent" },
  { where: "message", chord: "KeyP", action: "message.pin" },
  { where: "message", chord: "KeyW", action: "message.why" },
  { where: "message", chord: "ArrowUp", action: "message.previous", repeats: true },
  { where: "message", chord: "ArrowDown", action: "message.next", repeats: true },
  { where: "message", chord: "Escape", action: "message.out" },
  { where: "groups", chord: "KeyJ", action: "groups.next", repeats: true },
  { where: "groups", chord: "ArrowDown", action: "groups.next", repeats: true },
  { where: "groups", chord: "KeyK", action: "groups.previous", repeats: true },
  { where: "groups", chord: "ArrowUp", action: "groups.previous", repeats: true },
  { where: "groups", chord: "Mod+KeyN", action: "groups.new" },
  { where: "groups", chord: "KeyI", action: "groups.invite" },
  { where: "groups", chord: "Mod+KeyF", action: "groups.search" },
  { where: "groups", chord: "Escape", action: "groups.out", inText: true },
  { where: "members", chord: "ArrowDown", action: "members.next", repeats: true },
  { where: "members", chord: "KeyJ", action: "members.next", repeats: true },
  { where: "members", chord: "ArrowUp", action: "members.previous", repeats: true },
  { where: "members", chord: "KeyK", action: "members.previous", repeats: true },
  { where: "members", chord: "Space", action: "members.select" },
  { where: "members", chord: "KeyX", action: "members.select" },
  { where: "members", chord: "Shift+ArrowDown", action: "members.extend", repeats: true },
  { where: "members", chord: "Shift+ArrowUp", action: "members.shrink", repeats: true },
  { where: "members", chord: "Mod+KeyA", action: "members.all" },
  { where: "members", chord: "Enter", action: "members.open" },
  { where: "members", chord: "KeyI", action: "members.invite" },
  { where: "members", chord: "KeyL", action: "members.label" },
  { where: "members", chord: "Mod+KeyN", action: "members.add" },
  { where: "members", chord: "Mod+KeyF", action: "members.search" },
  { where: "members", chord: "Escape", action: "members.out", inText: true },
  { where: "requests", chord: "KeyY", action: "requests.approve" },
  { where: "requests", chord: "KeyD", action: "requests.decline" },
  { where: "requests", chord: "ArrowDown", action: "requests.next", repeats: true },
  { where: "requests", chord: "ArrowUp", action: "requests.previous", repeats: true },
  { where: "requests", chord: "Shift+ArrowDown", action: "requests.extend", repeats: true },
  { where: "requests", chord: "Shift+ArrowUp", action: "requests.shrink", repeats: true },
  { where: "requests", chord: "Space", action: "requests.select" },
  { where: "requests", chord: "KeyX", action: "requests.select" },
  { where: "requests", chord: "Mod+KeyA", action: "requests.all" },
  { where: "requests", chord: "Escape", action: "requests.out", inText: true },
  { where: "consent", chord: "Mod+KeyN", action: "consent.new" },
  { where: "consent", chord: "Escape", action: "consent.close" },
  ...digits("record", "record.purpose"),
  { where: "record", chord: "KeyP", action: "record.paper" },
  { where: "notifications", chord: "Mod+KeyN", action: "schedule.new" },
  { where: "notifications", chord: "Escape", action: "notifications.close" },
  { where: "week", chord: "ArrowLeft", action: "week.earlier", repeats: true },
  { where: "week", chord: "ArrowRight", action: "week.later", repeats: true },
  { where: "week", chord: "ArrowUp", action: "week.day-before", repeats: true },
  { where: "week", chord: "ArrowDown", action: "week.day-after", repeats: true },
  { where: "week", chord: "Shift+ArrowRight", action: "week.end-later", repeats: true },
  { where: "week", chord: "Shift+ArrowLeft", action: "week.end-earlier", repeats: true },
  { where: "week", chord: "Shift+ArrowUp", action: "week.start-earlier", repeats: true },
  { where: "week", chord: "Shift+ArrowDown", action: "week.start-later", repeats: true },
  { where: "week", chord: "Delete", action: "week.remove" },
  { where: "mute", chord: "Digit1", action: "mute.hour" },
  { where: "mute", chord: "Digit2", action: "mute.tomorrow" },
  { where: "mute", chord: "Digit3", action: "mute.monday" },
  { where: "mute", chord: "Digit4", action: "mute.for-good" },
  { where: "mute", chord: "Digit5", action: "mute.typed" },
  { where: "quiet", chord: "Digit1", action: "quiet.hour" },
  { where: "quiet", chord: "Digit2", action: "quiet.tomorrow" },
  { where: "quiet", chord: "Digit3", action: "quiet.on" },
  { where: "quiet", chord: "Digit4", action: "quiet.typed" },
  { where: "quiet", chord: "Digit0", action: "quiet.off" },
  ...digits("digest", "digest.open"),
  { where: "digest", chord: "ArrowDown", action: "digest.next", repeats: true },
  { where: "digest", chord: "ArrowUp", action: "digest.previous", repeats: true },
  { where: "digest", chord: "Escape", action: "digest.close" },
];

/** One action for each digit from 1 to 9: `digest.open.3`. */
function digits(where: Where, action: string): Binding[] {
  return [1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => ({
    where,
    chord: `Digit${digit}`,
    action: `${action}.${digit}`,
  }));
}

/** The chord to show beside an action: its first one. */
export function chordFor(action: string): string | undefined {
  return keyMap.find((binding) => binding.action === action)?.chord;
}
