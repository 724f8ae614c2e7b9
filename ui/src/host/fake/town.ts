import { applied } from "../chat-change";
import type {
  Account,
  ChangeBatch,
  ChangeKind,
  ChatFilter,
  ChatId,
  ChatRow,
  Content,
  GroupHappened,
  GroupKind,
  Health,
  Label,
  Message,
  MessageId,
  Pin,
  QuickReply,
  Settings,
  TemplateOffers,
  Timestamp,
  Workspace,
} from "../contract";
import { countsAsUnread } from "../first-unread";
import { HostError } from "../host";
import { FakeAlerts } from "./alerts/alerts";
import { type AlertAnswers, answersOf } from "./alerts/answers";
import { type ConnectionAnswers, connectionAnswers, FakeConnection } from "./connection";
import { type ConsentAnswers, consentAnswers } from "./consent/answers";
import { FakeConsent } from "./consent/consent";
import { type BlockAnswers, blockAnswers, FakeBlocks } from "./blocks";
import type { Answers } from "./fake";
import { type GroupAnswers, groupAnswers } from "./groups/answers";
import { FakeGroups } from "./groups/groups";
import { FakeInvitations, type InvitationAnswers, invitationAnswers } from "./groups/invitations";
import { FakeLists, type ListAnswers, listAnswers } from "./lists/answers";
import { type MemberAnswers, memberAnswers } from "./members/answers";
import { FakeMembers } from "./members/members";
import { scenes } from "./people";
import { fits, part } from "./parts";
import { picture } from "./picture";
import { FakeProfiles, type ProfileAnswers, profileAnswers } from "./profiles";
import { enliven, type LiveChat } from "./scene";
import { searchIn } from "./search";
import { offers } from "./templates";
import { accounts, HEALTHY } from "./workspace";

const OPERATOR = "Mira Halonen";

/** What the made-up core knows. A test may set any of it before it is asked. */
export class FakeTown {
  onChange: (batch: ChangeBatch) => void = () => {};
  readonly now: () => Timestamp;
  readonly chats: LiveChat[];
  readonly alerts: FakeAlerts;
  readonly consent: FakeConsent;
  readonly groups: FakeGroups;
  readonly invitations = new FakeInvitations();
  readonly blocks = new FakeBlocks();
  readonly profiles = new FakeProfiles();
  readonly lists = new FakeLists();
  readonly members: FakeMembers;
  readonly connection = new FakeConnection();
  accounts: Account[] = accounts;
  autostart: boolean | null = true;
  settings: Settings = {
    theme: "system",
    language: null,
    text_size: 100,
    enter_sends: true,
    letter_keys: true,
    rail_words: true,
    context_panel: true,
    compact: false,
  };
  health: Health = { ...HEALTHY };
  labels: Label[] = [
    { label_id: 1, name: "VIP", color: 2 },
    { label_id: 2, name: "wholesale", color: 6 },
    { label_id: 3, name: "pickup", color: 5 },
  ];
  replies: QuickReply[] = [
    { quick_reply_id: 1, shortcut: "hours", body: "Hello {name}! We are open from 10:00 to 20:00." },
    { quick_reply_id: 2, shortcut: "адрес", body: "Мы на ул. Абая, 10. {operator}" },
  ];
  offers: TemplateOffers = offers;
  #nextId = 900_000;

  constructor(now: () => Timestamp = () => Date.now()) {
    this.now = now;
    this.chats = scenes.map((scene) => enliven(scene, now()));
    this.groups = new FakeGroups(this);
    this.alerts = new FakeAlerts(this);
    this.consent = new FakeConsent(this);
    this.groups = new FakeGroups(this);
    this.members = new FakeMembers(this, this.consent, this.groups, this.blocks);
    this.answers = {
      ...this.#answers,
      ...answersOf(this.alerts, this),
      ...groupAnswers(this.groups, this),
      ...invitationAnswers(this.invitations, this.groups, () => this.consent.people, this),
      ...listAnswers(this.lists, this),
      ...connectionAnswers(this.connection, () => this.#workspace(), this),
      ...memberAnswers(this.members, this.consent, this),
      ...blockAnswers(
        this.blocks,
        this,
        OPERATOR,
        (whom) => this.members.row(this.members.find(whom.contact_id)).window,
      ),
      ...profileAnswers(this.profiles, this, OPERATOR),
      ...consentAnswers(this.consent, this, (chat, body) => this.#send(chat, { kind: "text", body })),
    };
    this.health.last_webhook = now() - 12_000;
  }

  /** What a chat's group is for. */
  groupKind(chat: ChatId): GroupKind | null {
    return this.groups.groups.find(({ row }) => row.chat_id === chat)?.row.kind ?? null;
  }

  /** Tells the listeners what changed. */
  changed(kind: ChangeKind, chats: ChatId[] = [], message: MessageId | null = null): void {
    this.onChange({ reload: false, changes: [{ kind, chats, message }] });
  }

  #chat(id: ChatId): LiveChat {
    const found = this.chats.find(({ row }) => row.chat_id === id);
    if (found === undefined) throw new HostError({ code: "not_found", retry: { retry: "never" } });
    return found;
  }

  #workspace(): Workspace {
    return {
      name: "Polar Tea",
      accounts: this.accounts,
      operator: OPERATOR,
      operators: [OPERATOR],
      settings: this.settings,
      abilities: { record_voice: true, play_sound: true, open_file: true, window_frame: true },
      now: this.now(),
      ...this.connection.where,
    };
  }

  #rows(filter: ChatFilter): ChatRow[] {
    const order = { pinned: 0, waiting: 1, rest: 2 };
    return this.chats
      .map(({ row }) => row)
      .filter((row) => fits(row, filter, OPERATOR))
      .toSorted((a, b) => order[a.section] - order[b.section] || (b.last?.at ?? 0) - (a.last?.at ?? 0));
  }

  #send(chatId: ChatId, content: Content): MessageId {
    const chat = this.#chat(chatId);
    const id = this.#nextId++;
    const at = this.now();
    const like = chat.items.find((item) => item.item === "message");
    if (like === undefined) throw new HostError({ code: "internal", retry: { retry: "never" } });
    chat.items.push({
      ...like,
      message_id: id,
      ours: true,
      at,
      content,
      file: null,
      quote: null,
      reactions: [],
      status: "sent",
      status_at: at,
      reason: null,
      receipts: null,
    });
    const words = content.kind === "text" ? content.body : content.kind === "template" ? content.text : "";
    chat.row.last = { at, words, kind: content.kind, ours: true, sender: null, status: "sent" };
    chat.row = { ...chat.row, waiting_since: null, section: "rest", new: false };
    this.changed("messages", [chatId]);
    this.changed("chats", [chatId]);
    return id;
  }

  #message(id: MessageId) {
    const items = this.chats.flatMap((chat) => chat.items);
    const found = items.find((item) => item.item === "message" && item.message_id === id);
    if (found?.item !== "message") throw new HostError({ code: "not_found", retry: { retry: "never" } });
    return found;
  }

  readonly answers: Answers;

  readonly #answers: Omit<
    Answers,
    | keyof AlertAnswers
    | keyof BlockAnswers
    | keyof ConsentAnswers
    | keyof GroupAnswers
    | keyof InvitationAnswers
    | keyof ListAnswers
    | keyof ConnectionAnswers
    | keyof MemberAnswers
    | keyof ProfileAnswers
  > = {
    workspace: () => this.#workspace(),
    health: () => ({ ...this.health, ...this.connection.waiting }),
    settings_save: (settings) => {
      this.settings = settings;
      this.changed("settings");
      return settings;
    },
    autostart: () => ({ on: this.autostart }),
    autostart_set: ({ on }) => ({ on: (this.autostart = on) }),
    presence_set: () => ({}),
    chats: ({ filter }) => ({ rows: this.#rows(filter), next: null, counts: this.#counts() }),
    chat: ({ chat_id }) => {
      const chat = this.#chat(chat_id);
      const { contact, window } = chat.detail;
      return {
        ...chat.detail,
        contact: contact && {
          ...contact,
          consents: this.consent.rows(contact.contact_id, window),
          block: this.blocks.view(contact.block.whom, window),
        },
        row: chat.row,
        draft: chat.draft,
        alert: this.alerts.alertOf(chat.row),
        opt_out: this.consent.hints.get(chat_id) ?? null,
      };
    },
    waiting_longest: () => {
      const waiting = this.chats.map(({ row }) => row).filter((row) => row.waiting_since !== null);
      const first = waiting.toSorted((a, b) => (a.waiting_since ?? 0) - (b.waiting_since ?? 0))[0];
      return { chat_id: first?.chat_id ?? null };
    },
    chat_update: ({ chat_id, change }) => {
      const chat = this.#chat(chat_id);
      chat.row = applied(chat.row, change);
      this.changed("chats", [chat_id]);
      return {};
    },
    chat_read: ({ chat_id, up_to }) => {
      const chat = this.#chat(chat_id);
      const left = chat.items.filter(
        (item) => countsAsUnread(item) && item.item === "message" && item.message_id > up_to,
      );
      chat.row = { ...chat.row, unread: Math.min(chat.row.unread, left.length), marked_unread: false };
      chat.detail.read_up_to = up_to;
      this.changed("chats", [chat_id]);
      return {};
    },
    chat_typing: () => ({}),
    draft_save: (draft) => {
      const chat = this.#chat(draft.chat_id);
      chat.draft = draft.body === "" ? null : draft;
      chat.row = { ...chat.row, draft: chat.draft?.body ?? null };
      this.changed("drafts", [draft.chat_id]);
      return {};
    },
    contact_phone: () => ({ phone: "+7 700 555-41-08" }),
    timeline: ({ chat_id, from, limit }) => part(this.#items(chat_id), from, limit),
    message_info: () => ({ receipts: [] }),
    message_send: ({ chat_id, content }) => {
      this.blocks.check(this.#chat(chat_id).row.contact_id);
      return { message_id: this.#send(chat_id, content) };
    },
    template_send: ({ chat_id, name, language }) => ({
      message_id: this.#send(chat_id, {
        kind: "template",
        name,
        language,
        category: "utility",
        header_values: [],
        body_values: [],
        text: this.offers.offers.find(({ template }) => template.name === name)?.template.body ?? name,
      }),
    }),
    reaction_send: ({ message_id, emoji }) => {
      const message = this.#message(message_id);
      message.reactions = emoji === null ? [] : [{ emoji, people: [], ours: true }];
      this.changed("messages", [message.chat_id]);
      return {};
    },
    message_pin: ({ message_id, days }) => {
      this.#pin(this.#message(message_id), days);
      return {};
    },
    message_again: ({ message_id }) => this.#settle(message_id, "sent"),
    message_drop: ({ message_id }) => this.#settle(message_id, "discarded"),
    templates: () => this.offers,
    account_templates: () => this.offers.offers.map(({ template }) => template),
    quick_replies: () => this.replies,
    quick_reply_save: ({ quick_reply_id = this.#nextId++, shortcut, body }) => {
      const others = this.replies.filter((reply) => reply.quick_reply_id !== quick_reply_id);
      this.replies = [...others, { quick_reply_id, shortcut, body }];
      this.changed("quick_replies");
      return {};
    },
    quick_reply_delete: ({ quick_reply_id }) => {
      this.replies = this.replies.filter((reply) => reply.quick_reply_id !== quick_reply_id);
      this.changed("quick_replies");
      return {};
    },
    labels: () => this.labels,
    label_save: ({ label_id = this.#nextId++, name, color }) => {
      this.labels = [...this.labels.filter((label) => label.label_id !== label_id), { label_id, name, color }];
      this.changed("labels");
      return {};
    },
    label_delete: ({ label_id }) => {
      this.labels = this.labels.filter((label) => label.label_id !== label_id);
      this.changed("labels");
      return {};
    },
    note_add: ({ chat_id, body }) => {
      const note = { note_id: this.#nextId++, chat_id, author: OPERATOR, at: this.now(), body };
      this.#chat(chat_id).items.push({ item: "note", ...note });
      this.changed("messages", [chat_id]);
      return {};
    },
    note_delete: ({ note_id }) => {
      for (const chat of this.chats)
        chat.items = chat.items.filter((one) => one.item !== "note" || one.note_id !== note_id);
      this.changed("messages");
      return {};
    },
    search: (request) => searchIn(this.chats, request),
    attachment_add: ({ filename, base64 }) => ({
      file: "fake-added",
      media: /\.(png|jpe?g)$/i.test(filename) ? "image" : "document",
      mime: "application/octet-stream",
      filename,
      bytes: Math.floor(base64.length * 0.75),
      duration: null,
      problem: null,
    }),
    file: () => ({ mime: "image/png", base64: picture() }),
    file_open: () => ({}),
    sound_play: () => ({}),
    sound_stop: () => ({}),
    voice_start: () => ({}),
    voice_stop: () => ({
      file: "fake-voice",
      media: "voice",
      mime: "audio/ogg",
      filename: "voice.ogg",
      bytes: 9000,
      duration: 3000,
      problem: null,
    }),
    voice_cancel: () => ({}),
  };

  /** What stands in a conversation: of a group also what happened in it since its first message. */
  #items(chat: ChatId): LiveChat["items"] {
    const { items } = this.#chat(chat);
    const outside = new Set<GroupHappened>(["asked", "revoked", "approved", "declined"]);
    const begin = items[0]?.at ?? 0;
    const lines = this.groups.history.filter(
      ({ chat_id, at, happened }) => chat_id === chat && at >= begin && !outside.has(happened),
    );
    return [...lines.map((line) => ({ item: "line" as const, ...line })), ...items].toSorted((a, b) => a.at - b.at);
  }

  #pin(message: Message, days: number | null): void {
    const { group } = this.#chat(message.chat_id).detail;
    if (group === null) throw new HostError({ code: "content", retry: { retry: "never" } });
    const others = group.pins.filter((pin) => pin.message_id !== message.message_id);
    const words = message.content.kind === "text" ? message.content.body : "";
    const pin: Pin = {
      message_id: message.message_id,
      sender: message.sender?.name ?? null,
      kind: message.content.kind,
      words,
      until: this.now() + (days ?? 0) * 86_400_000,
      busy: false,
      refused: null,
      erased: false,
    };
    group.pins = (days === null ? others : [pin, ...others]).slice(0, group.most_pins);
    this.groups.tell(this.groups.group(message.chat_id), days === null ? "unpinned" : "pinned");
    this.changed("chats", [message.chat_id]);
    this.changed("messages", [message.chat_id]);
  }

  #counts() {
    const rows = this.chats.map(({ row }) => row);
    return {
      unread: rows.filter((row) => row.unread > 0 || row.marked_unread).length,
      mine: rows.filter((row) => row.assignee === OPERATOR && row.conversation.conversation !== "done").length,
      waiting: rows.filter((row) => row.waiting_since !== null).length,
      snoozed: rows.filter((row) => row.conversation.conversation === "snoozed").length,
    };
  }

  #settle(id: MessageId, status: "sent" | "discarded"): Record<symbol, never> {
    const message = this.#message(id);
    Object.assign(message, { status, reason: null, can_settle: false });
    this.changed("messages", [message.chat_id]);
    return {};
  }
}
