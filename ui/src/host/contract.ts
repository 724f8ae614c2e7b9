// Made by `cargo run -p contract --bin contract-typescript` from the table of commands. Do not edit.

/**
 * What a host can do.
 */
export type Abilities = { 
/**
 * Record a voice note.
 */
record_voice: boolean, 
/**
 * Play sounds in the core.
 */
play_sound: boolean, 
/**
 * Open a file in another program.
 */
open_file: boolean, 
/**
 * Frame the window itself: minimise, maximise, close are ours to draw.
 */
window_frame: boolean, };

/**
 * One business number.
 */
export type Account = { 
/**
 * Its key.
 */
account_id: AccountId, 
/**
 * The number as people write it.
 */
phone: string | null, 
/**
 * The name that people see.
 */
name: string | null, 
/**
 * Whether it is a sandbox's: no real person is behind it.
 */
sandbox: boolean, 
/**
 * Whether it was set up here, or only seen in a webhook.
 */
set_up: boolean, 
/**
 * What can be sent from it.
 */
capabilities: Capabilities, 
/**
 * How it stands at the provider, as it told last. What ended by itself is left out.
 */
standing: Array<StandingView>, 
/**
 * The version of the API that is asked; none while it is not connected.
 */
api: ApiVersion | null, };

/**
 * One business phone number at one provider. Opaque: only the provider's own room makes and reads it.
 */
export type AccountId = string;

/**
 * One of the numbers.
 */
export type AccountRequest = { 
/**
 * Which.
 */
account_id: AccountId, };

/**
 * Whether something works here.
 */
export type AlertAbility = "works" | "absent" | "unknown";

/**
 * What this system can do for an alert, and what is missing.
 */
export type AlertHealth = { 
/**
 * Banners.
 */
banner: AlertAbility, 
/**
 * Buttons on banners.
 */
actions: AlertAbility, 
/**
 * Answers typed into banners.
 */
reply: AlertAbility, 
/**
 * Sound.
 */
sound: AlertAbility, 
/**
 * The tray.
 */
tray: AlertAbility, 
/**
 * Whether the system's do-not-disturb is on; none where it cannot be read.
 */
focus: boolean | null, 
/**
 * The program that shows banners, as it names itself.
 */
program: string | null, 
/**
 * What the badge counts.
 */
badge: BadgeCount, };

/**
 * The kinds of event that can alert.
 */
export type AlertKind = "message" | "voice_message" | "mention" | "group_message" | "reaction" | "delivered" | "read" | "failed" | "participants" | "join_request" | "group_changed" | "contact_changed" | "template_status" | "quality" | "opt_out" | "assignment" | "reminder" | "moderation_flag";

/**
 * The nearest thing that is permitted, or what would make it so.
 */
export type Alternative = { "alternative": "reply", 
/**
 * When it closes.
 */
closes: Timestamp, } | { "alternative": "template", 
/**
 * Which.
 */
category: TemplateCategory, } | { "alternative": "wait" } | { "alternative": "ask" } | { "alternative": "their_turn" } | { "alternative": "unblock" };

/**
 * What a person picked.
 */
export type Answer = { 
/**
 * The id or payload that we gave to the choice.
 */
id: string, 
/**
 * What the person saw.
 */
title: string, 
/**
 * The second line of a row.
 */
description?: string | null, };

/**
 * The version of the provider's API that is asked.
 */
export type ApiVersion = { 
/**
 * Its name.
 */
name: string, 
/**
 * When it ends, as far as the provider has said.
 */
ends_at: Timestamp | null, };

/**
 * What the provider says of a token and its app.
 */
export type AppSigns = { 
/**
 * What the token may do.
 */
scopes: Array<string>, 
/**
 * What it may not, of what is needed.
 */
lacks: Array<string>, 
/**
 * When it ends; none where it does not.
 */
expires_at: Timestamp | null, 
/**
 * Whether the app secret is that of the token's app.
 */
secret_fits: boolean, 
/**
 * To where the app's webhooks are delivered; none where they are not, or the secret does not fit.
 */
callback: string | null, 
/**
 * The fields that the app lacks, of those that are read here.
 */
fields_missing: Array<string>, };

/**
 * A template that asks.
 */
export type AskTemplate = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its language.
 */
language: string, 
/**
 * What stands in its blanks, by their names.
 */
values: { [key in string]: string }, };

/**
 * A file that can be sent.
 */
export type Attachment = { 
/**
 * Its name in the media store.
 */
file: FileHash, 
/**
 * How it would be sent, by its content and not by its name.
 */
media: MediaKind, 
/**
 * MIME type by content.
 */
mime: string, 
/**
 * Its name.
 */
filename: string, 
/**
 * Bytes.
 */
bytes: number, 
/**
 * Milliseconds, of voice notes.
 */
duration: number | null, 
/**
 * Why it cannot be sent.
 */
problem: ContentProblem | null, };

/**
 * Puts a file into the media store, so that it can be sent.
 */
export type AttachmentAdd = { 
/**
 * The chat that it is meant for: its account's limits are checked.
 */
chat_id: ChatId, 
/**
 * Its name.
 */
filename: string, 
/**
 * Its bytes in base64.
 */
base64: string, };

/**
 * What to try.
 */
export type Attempt = "banner" | "sound" | "action";

/**
 * What the workspace notes of people.
 */
export type Attribute = { 
/**
 * Its number.
 */
attribute_id: AttributeId, 
/**
 * Its name.
 */
name: string, 
/**
 * What its values are.
 */
kind: AttributeKind, };

/**
 * Deletes an attribute with everybody's values.
 */
export type AttributeDelete = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * The attribute.
 */
attribute_id: AttributeId, };

/**
 * An attribute of the workspace's own.
 */
export type AttributeId = number;

/**
 * What kind of thing an attribute's values are.
 */
export type AttributeKind = { "kind": "text" } | { "kind": "number" } | { "kind": "date" } | { "kind": "yes_no" } | { "kind": "one_of", 
/**
 * The list.
 */
options: Array<string>, };

/**
 * Makes or changes an attribute.
 */
export type AttributeSave = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * The attribute; none makes a new one.
 */
attribute_id?: AttributeId, 
/**
 * Its name.
 */
name: string, 
/**
 * What its values are.
 */
kind: AttributeKind, };

/**
 * Gives a person a value of an attribute.
 */
export type AttributeSet = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * Who.
 */
contact_id: ContactId, 
/**
 * The attribute.
 */
attribute_id: AttributeId, 
/**
 * The value as typed; empty takes it away.
 */
value: string, };

/**
 * The value of an attribute as it is kept: `14.5`, `2026-11-26`, `yes` or `no`, one of the list, or words.
 */
export type AttributeValue = string;

/**
 * Whether the program starts with the computer.
 */
export type Autostart = { 
/**
 * As the system says now; none where this host cannot be started so.
 */
on: boolean | null, };

/**
 * Whether the program shall start with the computer.
 */
export type AutostartSet = { 
/**
 * Whether it shall.
 */
on: boolean, };

/**
 * A backup.
 */
export type Backup = { 
/**
 * The name of its file.
 */
name: string, 
/**
 * How large it is, in bytes.
 */
bytes: number, 
/**
 * When it was made; none where it cannot be restored.
 */
made_at: Timestamp | null, 
/**
 * Whether its people are a sandbox's.
 */
sandbox: boolean, 
/**
 * Why it cannot be restored.
 */
fault: BackupFault | null, };

/**
 * Why a file cannot be restored.
 */
export type BackupFault = "damaged" | "newer" | "unreadable";

/**
 * One of the backups that were found.
 */
export type BackupRestore = { 
/**
 * The name of its file.
 */
name: string, };

/**
 * The backups that lie where this host keeps what it makes.
 */
export type Backups = { 
/**
 * The folder; none where this host keeps no files: then the hub's own program makes backups.
 */
folder: string | null, 
/**
 * What lies there, the newest first.
 */
found: Array<Backup>, 
/**
 * The restore that everything here comes from; none where it comes from none.
 */
restored: RestoredFrom | null, 
/**
 * Whether the list beside the last backup has everybody who was erased. It has not where it could not be written.
 */
listed: boolean, 
/**
 * Why the restore that was asked for last did not come about: everything is as it was before. None where nothing was asked, or
 * it did.
 */
failed: ErrorBody | null, };

/**
 * What the badge and the tray count.
 */
export type BadgeCount = "all" | "mine" | "mentions";

/**
 * Says something about one person's block.
 */
export type BlockCommand = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * Who, at which number.
 */
whom: Whom, };

/**
 * What happened about blocking a person.
 */
export type BlockHappened = "blocked" | "unblocked" | "not_blocked" | "not_unblocked" | "found_blocked" | "found_unblocked";

/**
 * Whom a number can block (reference 8.3).
 */
export type BlockLimits = { 
/**
 * Who wrote to it within so many hours.
 */
wrote_within_hours: number, };

/**
 * Something that happened about blocking a person.
 */
export type BlockLine = { 
/**
 * At which number.
 */
account_id: AccountId, 
/**
 * Who.
 */
contact_id: ContactId, 
/**
 * What.
 */
happened: BlockHappened, 
/**
 * Which of us decided it.
 */
operator: string | null, 
/**
 * Why: our reason, or the word for why it was not done.
 */
words: string | null, };

/**
 * Why a person cannot be blocked now.
 */
export type BlockObstacle = { "obstacle": "not_here" } | { "obstacle": "unreachable" } | { "obstacle": "not_written", 
/**
 * Within so many hours.
 */
hours: number, } | { "obstacle": "already" };

/**
 * How it stands with a person at a number.
 */
export type BlockPhase = "open" | "blocking" | "blocked" | "unblocking";

/**
 * Whether a person is blocked at a number, and whether they can be.
 */
export type BlockView = { 
/**
 * Who, at which number.
 */
whom: Whom, 
/**
 * How it stands.
 */
phase: BlockPhase, 
/**
 * Why the person cannot be blocked now.
 */
obstacle: BlockObstacle | null, 
/**
 * Whether the last call got no answer; it goes again by itself.
 */
unconfirmed: boolean, 
/**
 * Why what was asked is not done: for good, or until it goes again.
 */
refused: Refused | null, 
/**
 * Whether what was refused was to block; else it was to end that.
 */
wanted: boolean, 
/**
 * Who decided it last; none where it was found at the provider.
 */
operator: string | null, 
/**
 * Why, for us.
 */
reason: string | null, 
/**
 * Since when it stands so.
 */
at: Timestamp | null, };

/**
 * An exception to silence: the first that fits wins.
 */
export type Breakthrough = { 
/**
 * Its key.
 */
breakthrough_id: BreakthroughId, 
/**
 * What fits.
 */
condition: Condition, 
/**
 * What of sound, banner and badge comes through.
 */
lets: Lets, 
/**
 * How loud, in percent; none leaves it as it is.
 */
volume: number | null, 
/**
 * The only schedule it rings through; none is every one.
 */
schedule: ScheduleId | null, 
/**
 * Whether it rings through a muted chat too.
 */
muted_too: boolean, 
/**
 * At most once in so many minutes of one chat; none is always.
 */
once_in: number | null, };

/**
 * An exception to silence to delete.
 */
export type BreakthroughDelete = { 
/**
 * Which.
 */
breakthrough_id: BreakthroughId, };

/**
 * An exception to silence.
 */
export type BreakthroughId = number;

/**
 * The exceptions to silence in a new order; the first that fits wins.
 */
export type BreakthroughOrder = { 
/**
 * All of them.
 */
order: Array<BreakthroughId>, };

/**
 * An exception to silence to keep.
 */
export type BreakthroughSave = { 
/**
 * Whether it is new; then its key is made here and it is the last.
 */
new: boolean, 
/**
 * The exception.
 */
breakthrough: Breakthrough, };

/**
 * A profile as it stands; what is not filled in is empty.
 */
export type BusinessProfile = { 
/**
 * The line below the name.
 */
about: string, 
/**
 * Where the business is.
 */
address: string, 
/**
 * What it does.
 */
description: string, 
/**
 * Its email.
 */
email: string, 
/**
 * Its pages in the web.
 */
websites: Array<string>, 
/**
 * Its line of business, in the provider's word.
 */
vertical: string, };

/**
 * Where the provider delivers to.
 */
export type Callback = { "state": "unset" } | { "state": "opening" } | { "state": "no_tunnel" } | { "state": "tunnel_failed" } | { "state": "telling", 
/**
 * The address of the webhook.
 */
address: string, } | { "state": "told", 
/**
 * The address of the webhook.
 */
address: string, } | { "state": "refused", 
/**
 * The address of the webhook.
 */
address: string, };

/**
 * What can be sent from an account, and how large.
 */
export type Capabilities = { 
/**
 * Most characters of a text.
 */
text: number, 
/**
 * Most characters under a file.
 */
caption: number, 
/**
 * The files that can be sent; a kind that is missing cannot.
 */
media: Array<MediaLimit>, 
/**
 * Most cards in one message.
 */
cards: number, 
/**
 * Whether reactions can be sent one to one.
 */
reactions: boolean, 
/**
 * The kinds that can go into a group.
 */
in_groups: Array<string>, 
/**
 * Whether messages of a group can be marked as read at the provider.
 */
marks_groups_read: boolean, 
/**
 * What groups can be.
 */
groups: GroupLimits, 
/**
 * Whom the number can block; none where it cannot.
 */
blocks: BlockLimits | null, 
/**
 * What the number's business profile can say; none where it has none.
 */
profile: ProfileLimits | null, };

/**
 * One kind of thing that changed.
 */
export type Change = { 
/**
 * What kind.
 */
kind: ChangeKind, 
/**
 * The chats concerned; empty where the kind is not of a chat.
 */
chats: Array<ChatId>, 
/**
 * The message to go to, of [`ChangeKind::Open`].
 */
message?: MessageId | null, };

/**
 * Several changes at once; at most 60 batches a second while the window is shown, one a second while it is hidden.
 */
export type ChangeBatch = { 
/**
 * Too much was missed: ask for everything again.
 */
reload: boolean, 
/**
 * What changed.
 */
changes: Array<Change>, };

/**
 * The kinds of things that change.
 */
export type ChangeKind = "chats" | "messages" | "drafts" | "labels" | "quick_replies" | "templates" | "groups" | "members" | "import" | "consent" | "health" | "profiles" | "settings" | "notifications" | "decisions" | "open" | "sound";

/**
 * How a chat alerts.
 */
export type ChatAlert = { 
/**
 * What is set for it.
 */
fields: Fields, 
/**
 * What a message here does while nothing is silent.
 */
outcome: Outcome, 
/**
 * In a group: what a message does that speaks to us.
 */
mention: Outcome | null, 
/**
 * The exceptions that would ring through for a message here, whatever it says.
 */
through: Array<BreakthroughId>, 
/**
 * The silence that holds for it now, a mute aside: which schedule, until when.
 */
silent: SilentNow | null, };

/**
 * What is decided about a chat.
 */
export type ChatChange = { "change": "done" } | { "change": "reopened" } | { "change": "snoozed", 
/**
 * When it comes back.
 */
until: Timestamp, } | { "change": "marked_unread" } | { "change": "pinned", 
/**
 * Whether.
 */
pinned: boolean, } | { "change": "assigned", 
/**
 * The operator's name; none leaves it to everybody.
 */
assignee: string | null, } | { "change": "labelled", 
/**
 * The label.
 */
label: LabelId, 
/**
 * Whether it is on.
 */
on: boolean, };

/**
 * Counts for the filters and the rail.
 */
export type ChatCounts = { 
/**
 * Chats with something unread.
 */
unread: number, 
/**
 * Chats assigned to the operator and not done.
 */
mine: number, 
/**
 * Chats that wait for an answer.
 */
waiting: number, 
/**
 * Snoozed chats.
 */
snoozed: number, };

/**
 * A chat with what stands around it.
 */
export type ChatDetail = { 
/**
 * Its row.
 */
row: ChatRow, 
/**
 * Until when free-form messages are allowed.
 */
window: ServiceWindow, 
/**
 * The person.
 */
contact: ContactDetail | null, 
/**
 * The group.
 */
group: GroupDetail | null, 
/**
 * The draft.
 */
draft: Draft | null, 
/**
 * The newest message that the operator has read.
 */
read_up_to: MessageId | null, 
/**
 * Kinds that can be sent here.
 */
can_send: Array<string>, 
/**
 * How it alerts.
 */
alert: ChatAlert, 
/**
 * Somebody's newest message here that may mean "stop": for the operator to decide.
 */
opt_out: OptOutHint | null, };

/**
 * Which chats.
 */
export type ChatFilter = { "filter": "all" } | { "filter": "unread" } | { "filter": "mine" } | { "filter": "groups" } | { "filter": "snoozed" } | { "filter": "done" } | { "filter": "label", 
/**
 * Which.
 */
label: LabelId, };

/**
 * A thread with one contact or one group.
 */
export type ChatId = number;

/**
 * What a chat is.
 */
export type ChatKind = "direct" | "group" | "unsorted";

/**
 * To mute a chat, or to end it.
 */
export type ChatMute = { 
/**
 * The chat.
 */
chat_id: ChatId, 
/**
 * How; none ends it.
 */
mute: Mute | null, };

/**
 * Opens the chat with a person.
 */
export type ChatOpen = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * With whom.
 */
whom: Whom, };

/**
 * Names one chat.
 */
export type ChatRequest = { 
/**
 * Which.
 */
chat_id: ChatId, };

/**
 * A row of the chat list.
 */
export type ChatRow = { 
/**
 * The chat.
 */
chat_id: ChatId, 
/**
 * The number that it is with.
 */
account_id: AccountId, 
/**
 * What it is.
 */
kind: ChatKind, 
/**
 * Name of the person or the group; none where only a phone is known.
 */
title: string | null, 
/**
 * The person's phone, masked.
 */
phone_masked: string | null, 
/**
 * The person, of direct chats. Colours follow it.
 */
contact_id: ContactId | null, 
/**
 * Where it stands in the list.
 */
section: Section, 
/**
 * The newest message.
 */
last: LastMessage | null, 
/**
 * Unread messages.
 */
unread: number, 
/**
 * Whether one of them speaks to us.
 */
mentioned: boolean, 
/**
 * Marked as unread by the operator.
 */
marked_unread: boolean, 
/**
 * The oldest message that nobody answered.
 */
waiting_since: Timestamp | null, 
/**
 * The state of the work.
 */
conversation: Conversation, 
/**
 * Whether nobody of us ever wrote here.
 */
new: boolean, 
/**
 * Who has it.
 */
assignee: string | null, 
/**
 * Its labels.
 */
labels: Array<LabelId>, 
/**
 * The unsent text.
 */
draft: string | null, 
/**
 * People in the group.
 */
participants: number | null, 
/**
 * The group's picture, where we gave it.
 */
picture: FileHash | null, 
/**
 * Whether and how long its alerts are muted.
 */
mute: Mute | null, };

/**
 * Decides something about a chat.
 */
export type ChatUpdate = { 
/**
 * Made by the screen; the same id twice is the same command.
 */
command_id: CommandId, 
/**
 * Which chat.
 */
chat_id: ChatId, 
/**
 * What.
 */
change: ChatChange, };

/**
 * A part of the chat list.
 */
export type ChatsPage = { 
/**
 * The rows, in order.
 */
rows: Array<ChatRow>, 
/**
 * Where to go on; none at the end.
 */
next: string | null, 
/**
 * Counts for the filters.
 */
counts: ChatCounts, };

/**
 * Asks for a part of the chat list: pinned first, then those that wait for an answer, then the rest, newest first.
 */
export type ChatsRequest = { 
/**
 * Which chats.
 */
filter: ChatFilter, 
/**
 * Most rows, up to 200.
 */
limit: number, 
/**
 * Where the last part ended.
 */
after?: string, };

/**
 * A button or a row of a list.
 */
export type Choice = { 
/**
 * What comes back when it is picked.
 */
id: string, 
/**
 * What is shown.
 */
title: string, 
/**
 * A second line, of rows only.
 */
description?: string | null, };

/**
 * Made by whoever gives a command; the same id twice is the same command.
 */
export type CommandId = string;

/**
 * What must hold for an exception.
 */
export type Condition = { "when": "chat", 
/**
 * Which.
 */
chat: ChatId, } | { "when": "contact", 
/**
 * Who.
 */
contact: ContactId, } | { "when": "label", 
/**
 * Which.
 */
label: LabelId, 
/**
 * Only in a chat with one person.
 */
direct: boolean, } | { "when": "kind", 
/**
 * Which.
 */
kind: AlertKind, } | { "when": "words", 
/**
 * Any of them.
 */
phrases: Phrases, } | { "when": "repeated", 
/**
 * How many, itself included.
 */
count: number, 
/**
 * Within so many minutes.
 */
minutes: number, };

/**
 * Why the values connect no number.
 */
export type ConnectFault = { "fault": "token_broken" } | { "fault": "swapped" } | { "fault": "secret_broken" } | { "fault": "token_unknown" } | { "fault": "token_expired" } | { "fault": "token_revoked" } | { "fault": "secret_of_another_app" } | { "fault": "permission_missing", 
/**
 * Its name at the provider.
 */
permission: string, } | { "fault": "no_account" } | { "fault": "no_number" } | { "fault": "not_registered", 
/**
 * The first of them, as people write it.
 */
phone: string, };

/**
 * A number to connect.
 */
export type ConnectNumber = { 
/**
 * The access token. It goes to the place of secrets and nowhere else.
 */
token: string, 
/**
 * The app secret, by which webhooks are checked.
 */
app_secret: string, };

/**
 * States of the connection.
 */
export type Connection = "not_set_up" | "connecting" | "connected" | "offline" | "credentials" | "slow_down";

/**
 * Asks a person for a consent (double opt-in): with buttons inside the window, else with a template that has two.
 */
export type ConsentAsk = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * Where.
 */
chat_id: ChatId, 
/**
 * What for.
 */
purpose: PurposeId, 
/**
 * The template, where the window is closed: its first button says yes, its second no.
 */
template: AskTemplate | null, };

/**
 * Who may be written to?
 */
export type ConsentCheck = { 
/**
 * About whom; up to 1,000 people.
 */
people: Array<Whom>, };

/**
 * The answers, in the order asked; people who are not known are left out.
 */
export type ConsentChecked = { 
/**
 * One a person.
 */
people: Array<PersonConsent>, };

/**
 * Brings in consents from a list. Nobody is granted anything who took it back, was erased, or is not in it.
 */
export type ConsentImport = { 
/**
 * Made by the screen; the same list under the same id is brought in once.
 */
command_id: CommandId, 
/**
 * At which number.
 */
account_id: AccountId, 
/**
 * CSV with a heading: phone, name, purpose, grade (A to D), date (2026-11-26).
 */
csv: string, };

/**
 * What came of a list.
 */
export type ConsentImported = { 
/**
 * Lines that were granted.
 */
granted: number, 
/**
 * Lines that were known as good or better before.
 */
known: number, 
/**
 * Lines of people who took it back: nothing was written.
 */
withdrawn: number, 
/**
 * Lines of people who were erased: nothing was written.
 */
suppressed: number, 
/**
 * Lines that cannot be read.
 */
problems: Array<ImportProblem>, };

/**
 * How it stands with everybody.
 */
export type ConsentOverview = { 
/**
 * How many people each purpose permits to be written to.
 */
permitted: Array<PurposeCount>, 
/**
 * Questions that wait for an answer.
 */
waiting: number, 
/**
 * People who took something back in the last thirty days.
 */
withdrawn: number, 
/**
 * The last check of the ledger since the program started; none where there was none yet.
 */
checked: LedgerCheck | null, };

/**
 * Writes down what a person said or signed.
 */
export type ConsentRecord = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * Who.
 */
whom: Whom, 
/**
 * What for; one at least.
 */
purposes: Array<PurposeId>, 
/**
 * When the person said it; not in the future.
 */
at: Timestamp, 
/**
 * How: `message`, `paper_form`, `call`, `in_person` or `web_form`.
 */
source: Source, 
/**
 * The texts that the person was shown.
 */
wordings: Array<WordingRef>, 
/**
 * The message that proves it, of `message`.
 */
message_id: MessageId | null, 
/**
 * The file that proves it, as it lies in the media store.
 */
file: FileHash | null, 
/**
 * Its name.
 */
filename: string | null, 
/**
 * What was said, of a call or a talk.
 */
note: string | null, };

/**
 * How consent develops: who may be written to about what, and who left, day by day.
 */
export type ConsentReport = { 
/**
 * One a purpose.
 */
coverage: Array<Coverage>, 
/**
 * The last thirty days by the operator's calendar, newest first; days without a withdrawal are left out.
 */
withdrawals: Array<WithdrawalsOfDay>, };

/**
 * How it stands with one purpose.
 */
export type ConsentRow = { 
/**
 * What for.
 */
purpose: PurposeId, 
/**
 * Why nothing may be sent for it now, and what may instead; none where something may.
 */
denial: Denial | null, 
/**
 * What the person said last; none where nobody asked.
 */
state: ConsentState | null, 
/**
 * How we know.
 */
source: Source | null, 
/**
 * The word that was written, of keywords.
 */
word: string | null, 
/**
 * How good the proof is.
 */
grade: Grade | null, 
/**
 * Since when.
 */
at: Timestamp | null, 
/**
 * Until when.
 */
expires: Timestamp | null, 
/**
 * The entry that says so.
 */
entry: number | null, };

/**
 * What an entry is about.
 */
export type ConsentScope = string;

/**
 * What became of a permission.
 */
export type ConsentState = "requested" | "granted" | "confirmed" | "refused" | "withdrawn" | "expired" | "resumed";

/**
 * Takes a consent back because the person said so.
 */
export type ConsentWithdraw = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * Who.
 */
whom: Whom, 
/**
 * What for; none takes everything back.
 */
purpose: PurposeId | null, 
/**
 * The message in which the person said so.
 */
message_id: MessageId | null, 
/**
 * How the person said so, where it was not in a message.
 */
note: string | null, };

/**
 * A card of a person or a company.
 */
export type ContactCard = { 
/**
 * The whole name.
 */
name: string, 
/**
 * Phone numbers as written on the card.
 */
phones: Array<string>, 
/**
 * Mail addresses.
 */
emails: Array<string>, 
/**
 * Company.
 */
company?: string | null, };

/**
 * The person of a direct chat.
 */
export type ContactDetail = { 
/**
 * The person.
 */
contact_id: ContactId, 
/**
 * Name.
 */
name: string | null, 
/**
 * Phone, masked; none where the person hides it.
 */
phone_masked: string | null, 
/**
 * Username, without `@`.
 */
username: string | null, 
/**
 * When the person was first seen.
 */
first_seen: Timestamp, 
/**
 * How it stands with each purpose.
 */
consents: Array<ConsentRow>, 
/**
 * Whether they are blocked, or can be.
 */
block: BlockView, };

/**
 * Erases a person.
 */
export type ContactErase = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * Who.
 */
contact_id: ContactId, };

/**
 * A person known to us.
 */
export type ContactId = number;

/**
 * Shows a person's whole phone number.
 */
export type ContactRequest = { 
/**
 * Who.
 */
contact_id: ContactId, };

/**
 * The content of a message (reference 2.1 to 2.4). Reactions, edits and revocations are events, not contents.
 */
export type Content = { "kind": "text", 
/**
 * The words.
 */
body: string, } | { "kind": "media" } & MediaContent | { "kind": "location" } & Location | { "kind": "contacts", 
/**
 * One or more cards.
 */
cards: Array<ContactCard>, } | { "kind": "interactive" } & Interactive | { "kind": "answer" } & Answer | { "kind": "template" } & TemplateMessage | { "kind": "form", 
/**
 * Name of the form, where given.
 */
name: string | null, 
/**
 * The summary that the provider wrote.
 */
body: string | null, 
/**
 * The answers as JSON text.
 */
response: string, } | { "kind": "order", 
/**
 * A line written with it.
 */
text: string | null, 
/**
 * How many different products.
 */
items: number, } | { "kind": "system", 
/**
 * The provider's word for it.
 */
event: string, 
/**
 * The provider's sentence.
 */
body: string | null, } | { "kind": "unsupported", 
/**
 * The provider's word for the kind, where given.
 */
what: string | null, 
/**
 * The provider's error code.
 */
code: number | null, } | { "kind": "unknown", 
/**
 * What it calls itself, or why it could not be read. Never a person's data.
 */
what: string, };

/**
 * Why something cannot be sent from this account, ever.
 */
export type ContentProblem = { "problem": "empty" } | { "problem": "too_long", 
/**
 * How many are allowed.
 */
most: number, } | { "problem": "too_large", 
/**
 * How many are allowed.
 */
most: number, } | { "problem": "wrong_type" } | { "problem": "not_here" } | { "problem": "not_square", 
/**
 * The fewest pixels on each side.
 */
least: number, } | { "problem": "choices" };

/**
 * The state of the work in a chat.
 */
export type Conversation = { "conversation": "open" } | { "conversation": "snoozed", 
/**
 * When.
 */
until: Timestamp, } | { "conversation": "done" };

/**
 * How a purpose is covered.
 */
export type Coverage = { 
/**
 * Which.
 */
purpose: PurposeId, 
/**
 * People who permit it now.
 */
people: number, 
/**
 * People who were asked and have not answered.
 */
waiting: number, 
/**
 * Of those who permit it, people whose word is older than a year: worth asking again.
 */
stale: number, };

/**
 * A decision to alert or not, with its reasons.
 */
export type Decided = { 
/**
 * Its number.
 */
notification_id: number, 
/**
 * When it was decided.
 */
at: Timestamp, 
/**
 * What happened.
 */
kind: AlertKind, 
/**
 * In which chat.
 */
chat: ChatId | null, 
/**
 * The chat's name.
 */
name: string | null, 
/**
 * Whether the chat is a group's.
 */
group: boolean, 
/**
 * The message.
 */
message: MessageId | null, 
/**
 * The message's words, shortened.
 */
words: string, 
/**
 * What was done and why.
 */
verdict: Verdict, };

/**
 * Where a sent message is. Before the provider answers: queued, sending; then what the provider said.
 */
export type DeliveryStatus = "queued" | "sending" | "accepted" | "refused" | "unknown" | "cancelled" | "discarded" | "sent" | "delivered" | "read" | "played" | "failed";

/**
 * A no with its reason and what may be done instead.
 */
export type Denial = { 
/**
 * Why.
 */
refusal: Refusal, 
/**
 * What instead.
 */
instead: Alternative, };

/**
 * What silence held back.
 */
export type Digest = { 
/**
 * Who waits, the longest first.
 */
chats: Array<DigestRow>, 
/**
 * When the silence ended.
 */
ended: Timestamp | null, };

/**
 * A chat that silence held back.
 */
export type DigestRow = { 
/**
 * The chat.
 */
chat: ChatId, 
/**
 * Its name.
 */
name: string, 
/**
 * Whether it is a group.
 */
group: boolean, 
/**
 * How many messages were held back.
 */
count: number, 
/**
 * The last words.
 */
words: string, 
/**
 * Since when somebody waits.
 */
waiting_since: Timestamp | null, 
/**
 * When the window closes.
 */
closes: Timestamp | null, };

/**
 * The unsent text of a chat.
 */
export type Draft = { 
/**
 * Which chat.
 */
chat_id: ChatId, 
/**
 * The text; empty deletes the draft.
 */
body: string, 
/**
 * Whether it is an internal note.
 */
note: boolean, 
/**
 * The message that it answers.
 */
reply_to: MessageId | null, };

/**
 * What an erasure did.
 */
export type Erased = { 
/**
 * Entries of the journal that were emptied or cut.
 */
entries: number, 
/**
 * Messages that are gone.
 */
messages: number, 
/**
 * Files that are gone.
 */
files: number, 
/**
 * Entries of the consent ledger that lead to nobody any more.
 */
ledger: number, };

/**
 * What went wrong, for the screen.
 */
export type ErrorBody = { 
/**
 * Which text to show.
 */
code: ErrorCode, 
/**
 * Whether trying again can help.
 */
retry: Retry, 
/**
 * What is wrong with a message, of [`ErrorCode::Content`].
 */
content?: ContentProblem | null, 
/**
 * Why the gate said no and what may be done instead.
 */
denial?: Denial | null, 
/**
 * What is wrong with pasted values, of [`ErrorCode::Connect`].
 */
fault?: ConnectFault | null, 
/**
 * Why the provider said no, of [`ErrorCode::GroupRefused`].
 */
refused?: Refused | null, 
/**
 * A reference that the operator can send to whoever helps, of [`ErrorCode::Internal`].
 */
reference?: string | null, };

/**
 * The codes.
 */
export type ErrorCode = "no_such_command" | "bad_request" | "not_found" | "window_closed" | "no_consent" | "blocked" | "evidence" | "suppressed" | "content" | "template" | "too_late" | "label_kept" | "not_here" | "no_device" | "offline" | "group_refused" | "waits_for_hub" | "hub_away" | "unpaired" | "pairing_code" | "backup" | "unreadable" | "taken" | "credentials" | "connect" | "no_keyring" | "passphrase" | "held" | "newer" | "damaged" | "storage" | "internal";

/**
 * What kind of thing proves it.
 */
export type EvidenceKind = "message" | "file" | "note" | "list" | "system";

/**
 * What was found when the connection was examined last.
 */
export type Examination = { 
/**
 * When that was; none before the first time.
 */
at: Timestamp | null, 
/**
 * What is wrong, the worst first.
 */
findings: Array<Finding>, 
/**
 * What was seen.
 */
signs: Signs, };

/**
 * A chat or a person with settings of its own.
 */
export type ExceptionRow = { 
/**
 * Chat or person.
 */
level: Level, 
/**
 * The chat to open; none of a person without one.
 */
chat: ChatId | null, 
/**
 * Its name.
 */
name: string, 
/**
 * Whether it is a group.
 */
group: boolean, 
/**
 * What is set.
 */
fields: Fields, 
/**
 * Whether and how long it is muted.
 */
mute: Mute | null, };

/**
 * Exceptions of chats and people.
 */
export type ExceptionsPage = { 
/**
 * The rows, by name.
 */
rows: Array<ExceptionRow>, 
/**
 * How many there are in all.
 */
total: number, };

/**
 * A part of the exceptions.
 */
export type ExceptionsRequest = { 
/**
 * How many rows to leave out at the beginning.
 */
offset: number, 
/**
 * How many rows at most.
 */
limit: number, };

/**
 * What is wrong with the connection.
 */
export type Fault = { "fault": "no_credentials" } | { "fault": "provider_unreachable" } | { "fault": "provider_trouble" } | { "fault": "token_expired" } | { "fault": "token_refused" } | { "fault": "permission_missing", 
/**
 * Its name at the provider.
 */
permission: string, } | { "fault": "rate_limited", 
/**
 * When it is over, where that is known.
 */
until: Timestamp | null, } | { "fault": "wrong_secret" } | { "fault": "forged", 
/**
 * When last.
 */
at: Timestamp, } | { "fault": "door_unreachable", 
/**
 * The address.
 */
address: string, } | { "fault": "no_callback" } | { "fault": "callback_elsewhere", 
/**
 * The address.
 */
address: string, } | { "fault": "override_only" } | { "fault": "not_attached" } | { "fault": "fields_missing", 
/**
 * Their names at the provider.
 */
fields: Array<string>, } | { "fault": "not_registered" } | { "fault": "restricted", 
/**
 * The provider's word.
 */
word: string, 
/**
 * Until when, where it ends by itself.
 */
until: Timestamp | null, } | { "fault": "quality_low", 
/**
 * The provider's word.
 */
word: string, } | { "fault": "silent", 
/**
 * Since when, and how much would usually have come.
 */
silence: Silence, } | { "fault": "clock_off", 
/**
 * By how much it is ahead, in milliseconds; less than 0 where it is behind.
 */
ahead: number, };

/**
 * What one level sets; a field that is missing is left to the level above.
 */
export type Fields = { 
/**
 * What sounds. A chat's own sound rings even where its kind is silent.
 */
sound: SoundChoice | null, 
/**
 * How loud, in percent.
 */
volume: number | null, 
/**
 * Whether a banner is raised.
 */
banner: boolean | null, 
/**
 * Whether the badge counts it.
 */
badge: boolean | null, 
/**
 * How much a banner shows.
 */
preview: Preview | null, 
/**
 * How much it matters to the system.
 */
importance: Importance | null, 
/**
 * Whether the task bar or dock asks for attention.
 */
attention: boolean | null, };

/**
 * Bytes of a file.
 */
export type FileBytes = { 
/**
 * MIME type by content.
 */
mime: string, 
/**
 * The bytes in base64.
 */
base64: string, };

/**
 * The SHA-256 of a file in the media store, hex.
 */
export type FileHash = string;

/**
 * A file of the media store.
 */
export type FileRequest = { 
/**
 * Which.
 */
file: FileHash, };

/**
 * The file of a message.
 */
export type FileState = { "state": "fetching" } | { "state": "ready", 
/**
 * Its name in the media store.
 */
file: FileHash, 
/**
 * MIME type by content.
 */
mime: string, 
/**
 * Bytes.
 */
bytes: number, 
/**
 * Width and height in pixels, of pictures.
 */
pixels: [number, number] | null, 
/**
 * Milliseconds, of sounds.
 */
duration: number | null, } | { "state": "failed", 
/**
 * Why.
 */
reason: Refused, };

/**
 * One filter that was read from a query.
 */
export type Filter = { 
/**
 * `from`, `in`, `has`, `before`, `after`.
 */
filter: string, 
/**
 * What it asks for, as understood.
 */
value: string, };

/**
 * Something that was found.
 */
export type Finding = { 
/**
 * What.
 */
fault: Fault, 
/**
 * How bad it is.
 */
severity: Severity, 
/**
 * Of which number; none where it is of all.
 */
account_id: AccountId | null, };

/**
 * Where the first run is.
 */
export type FirstRun = "choose" | "receive";

/**
 * A command that waits for the hub, or that the hub refused when nobody waited for its answer any more.
 */
export type ForHub = { 
/**
 * Its own id.
 */
command: string, 
/**
 * Its name in the table of commands.
 */
name: string, 
/**
 * The chat that it is about; none where it is about none.
 */
chat_id: ChatId | null, 
/**
 * The name of that chat; none where it has none.
 */
chat: string | null, 
/**
 * What is to be sent, of a message.
 */
content: Content | null, 
/**
 * What was written, of a note.
 */
note: string | null, 
/**
 * When it was given.
 */
at: Timestamp, 
/**
 * Why the hub did not do it; none while it waits.
 */
refusal: ErrorBody | null, };

/**
 * A command for the hub that shall not be done, or whose refusal was read.
 */
export type ForHubDrop = { 
/**
 * Its own id.
 */
command: string, };

/**
 * How good the proof is, A to D.
 */
export type Grade = "a" | "b" | "c" | "d";

/**
 * Something that is asked of the provider about a group (reference 1.2).
 */
export type GroupAct = { "act": "create", 
/**
 * Its name.
 */
subject: string, 
/**
 * Its description; empty for none.
 */
description: string, 
/**
 * Whether each person who wants to enter is approved by us. It cannot be changed later.
 */
approval: boolean, 
/**
 * What it is for.
 */
kind: GroupKind | null, 
/**
 * What it is about.
 */
topic: string | null, } | { "act": "change", 
/**
 * The new name.
 */
subject: string | null, 
/**
 * The new description.
 */
description: string | null, } | { "act": "picture", 
/**
 * The picture, in the media store.
 */
file: FileHash, } | { "act": "delete" } | { "act": "replace_link" } | { "act": "decide", 
/**
 * Which requests.
 */
requests: Array<JoinRequestId>, 
/**
 * Whether they may enter.
 */
approve: boolean, 
/**
 * Why, for ourselves.
 */
reason: string | null, } | { "act": "remove", 
/**
 * Who.
 */
people: Array<ContactId>, 
/**
 * Why, for ourselves.
 */
reason: string, };

/**
 * Something that is asked of the provider about a group.
 */
export type GroupActId = number;

/**
 * Something that was asked of the provider.
 */
export type GroupActRow = { 
/**
 * Its number.
 */
act_id: GroupActId, 
/**
 * The number of ours.
 */
account_id: AccountId, 
/**
 * The group; none of one that does not exist yet.
 */
chat_id: ChatId | null, 
/**
 * What was asked.
 */
act: GroupAct, 
/**
 * How far it is.
 */
state: GroupActState, 
/**
 * What was not done.
 */
faults: Array<GroupFault>, 
/**
 * Who asked for it.
 */
operator: string, 
/**
 * When.
 */
at: Timestamp, };

/**
 * How far something is that was asked of the provider.
 */
export type GroupActState = "waiting" | "calling" | "pending" | "done" | "partly" | "failed" | "unknown";

/**
 * How much is written in a group. Days are those of the time zone in which the core runs.
 */
export type GroupActivity = { 
/**
 * Each day, the oldest first.
 */
days: Array<GroupActivityDay>, 
/**
 * All of these days.
 */
total: GroupFigures, 
/**
 * As many days before them.
 */
before: GroupFigures, };

/**
 * What was written in a group on a day.
 */
export type GroupActivityDay = { 
/**
 * When the day begins.
 */
at: Timestamp, 
/**
 * Messages of the people in it.
 */
received: number, 
/**
 * Messages of ours.
 */
sent: number, };

/**
 * Asks how much is written in a group.
 */
export type GroupActivityRequest = { 
/**
 * Which.
 */
chat_id: ChatId, 
/**
 * In how many days, today counted, up to 90.
 */
days: number, };

/**
 * What was asked of the provider.
 */
export type GroupAsked = { 
/**
 * Its number.
 */
act_id: GroupActId, };

/**
 * Something about a group that needs no more words.
 */
export type GroupCommand = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * The group.
 */
chat_id: ChatId, };

/**
 * Makes a group.
 */
export type GroupCreate = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * At which number.
 */
account_id: AccountId, 
/**
 * Its name.
 */
subject: string, 
/**
 * Its description; empty for none.
 */
description: string, 
/**
 * Whether each person who wants to enter is approved by us.
 */
approval: boolean, 
/**
 * What it is for.
 */
kind: GroupKind | null, 
/**
 * What it is about.
 */
topic: string | null, };

/**
 * The group of a group chat.
 */
export type GroupDetail = { 
/**
 * Its name.
 */
subject: string | null, 
/**
 * Who is in it.
 */
participants: Array<Participant>, 
/**
 * Whether the provider suspended it.
 */
suspended: boolean, 
/**
 * The messages that we pinned in it, newest first.
 */
pins: Array<Pin>, 
/**
 * Most messages that are pinned at once; one more takes the place of the oldest.
 */
most_pins: number, 
/**
 * Most days for which a message is pinned; none can be where that is none.
 */
pin_days: number, };

/**
 * A part of what was asked that was not done.
 */
export type GroupFault = { 
/**
 * Which part.
 */
part: GroupPart, 
/**
 * Why.
 */
reason: Refused, };

/**
 * What was written in a group in a time.
 */
export type GroupFigures = { 
/**
 * Messages of the people in it.
 */
received: number, 
/**
 * Messages of ours, without those that reached nobody.
 */
sent: number, 
/**
 * How many people wrote.
 */
writers: number, 
/**
 * How many answers of ours somebody had waited for.
 */
answers: number, 
/**
 * How long they had waited since the first message without an answer: the median, in milliseconds.
 */
waited: number | null, };

/**
 * Which groups.
 */
export type GroupFilter = "all" | "requests" | "free" | "suspended";

/**
 * Something that happened in a group, for its history and for a person's.
 */
export type GroupHappened = "created" | "deleted" | "renamed" | "described" | "pictured" | "link_replaced" | "suspended" | "restored" | "asked" | "revoked" | "invited" | "waiting" | "seat_freed" | "uninvited" | "approved" | "declined" | "joined" | "left" | "removed" | "found_in" | "found_gone" | "pinned" | "unpinned" | "welcomed";

/**
 * A part of a history, newest first.
 */
export type GroupHistory = { 
/**
 * The lines.
 */
lines: Array<GroupLine>, 
/**
 * Whether there are older ones.
 */
more: boolean, };

/**
 * Asks for a part of a group's history, or of one person's in groups.
 */
export type GroupHistoryRequest = { 
/**
 * Of which group; none for every group of the person.
 */
chat_id: ChatId | null, 
/**
 * Of which person; none for everybody.
 */
contact_id: ContactId | null, 
/**
 * Only what is older than this line.
 */
before: number | null, 
/**
 * Most lines, up to 200.
 */
limit: number, };

/**
 * A group as its provider names it.
 */
export type GroupId = string;

/**
 * What a group is for.
 */
export type GroupKind = "announcement" | "support" | "community";

/**
 * What messages do in groups that are for one thing.
 */
export type GroupKindRow = { 
/**
 * What they are for.
 */
kind: GroupKind, 
/**
 * What the operator set for them.
 */
fields: Fields, 
/**
 * What a message does where nothing else is set.
 */
message: Outcome, 
/**
 * What a message does that speaks to us.
 */
mention: Outcome, };

/**
 * What groups of a number can be (reference 1.1).
 */
export type GroupLimits = { 
/**
 * Most people in one, the business not counted.
 */
seats: number, 
/**
 * As many where a group of the number is seen to hold more than that: no call tells which numbers may.
 */
seats_where_more: number, 
/**
 * Most letters of a name.
 */
subject: number, 
/**
 * Most letters of a description.
 */
description: number, 
/**
 * Most bytes of a picture.
 */
picture_bytes: number, 
/**
 * Fewest pixels on each side of a picture, which is square.
 */
picture_pixels: number, 
/**
 * Most people who can be taken out by one call.
 */
removed_at_once: number, 
/**
 * Most messages that are pinned at once; one more takes the place of the oldest.
 */
pins: number, 
/**
 * Most days for which a message is pinned.
 */
pin_days: number, };

/**
 * One line of a history.
 */
export type GroupLine = { 
/**
 * Its number.
 */
line: number, 
/**
 * The group.
 */
chat_id: ChatId, 
/**
 * The group's name now.
 */
subject: string, 
/**
 * When.
 */
at: Timestamp, 
/**
 * What.
 */
happened: GroupHappened, 
/**
 * The person concerned.
 */
contact_id: ContactId | null, 
/**
 * Their name.
 */
name: string | null, 
/**
 * Which of us did it; none where they did it themselves, or nobody knows.
 */
operator: string | null, 
/**
 * Why, or the new name.
 */
words: string | null, };

/**
 * An invite link.
 */
export type GroupLink = { 
/**
 * The link.
 */
link: string, 
/**
 * The same as a QR code: rows of dark (`1`) and light (`0`) modules without a margin.
 */
qr: Array<string>, };

/**
 * A number as far as groups go.
 */
export type GroupNumber = { 
/**
 * The number.
 */
account_id: AccountId, 
/**
 * Most people in one group, the business not counted.
 */
seats: number, 
/**
 * Most letters of a name.
 */
subject: number, 
/**
 * Most letters of a description.
 */
description: number, 
/**
 * Whether the provider lets it have groups; not known before it was asked.
 */
may: boolean | null, };

/**
 * A part of what was asked.
 */
export type GroupPart = { "part": "whole" } | { "part": "subject" } | { "part": "description" } | { "part": "picture" } | { "part": "request", 
/**
 * Which.
 */
request: JoinRequestId, } | { "part": "person", 
/**
 * Who.
 */
contact: ContactId, };

/**
 * A person in a group.
 */
export type GroupPerson = { 
/**
 * The person.
 */
contact_id: ContactId, 
/**
 * Name.
 */
name: string | null, 
/**
 * Phone, masked.
 */
phone_masked: string | null, 
/**
 * When first seen there.
 */
joined: Timestamp, 
/**
 * Their own chat with us, where there is one.
 */
chat_id: ChatId | null, };

/**
 * Gives a group a picture.
 */
export type GroupPicture = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * The group.
 */
chat_id: ChatId, 
/**
 * The picture: a square JPEG that was put into the media store.
 */
file: FileHash, };

/**
 * Takes people out of a group. They cannot come back by any link.
 */
export type GroupRemove = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * The group.
 */
chat_id: ChatId, 
/**
 * Who.
 */
people: Array<ContactId>, 
/**
 * Why, for ourselves.
 */
reason: string, };

/**
 * Changes a group's name or description.
 */
export type GroupRename = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * The group.
 */
chat_id: ChatId, 
/**
 * The new name; none leaves it.
 */
subject: string | null, 
/**
 * The new description; none leaves it.
 */
description: string | null, };

/**
 * A row of the list of groups.
 */
export type GroupRow = { 
/**
 * Its chat, by which it is named everywhere.
 */
chat_id: ChatId, 
/**
 * The number that it belongs to.
 */
account_id: AccountId, 
/**
 * Its name.
 */
subject: string, 
/**
 * What it is for; none where nobody said.
 */
kind: GroupKind | null, 
/**
 * What it is about.
 */
topic: string | null, 
/**
 * People in it, the business not counted.
 */
people: number, 
/**
 * Seats that are held for people who are invited.
 */
held: number, 
/**
 * Most people that it can have.
 */
seats: number, 
/**
 * People who ask to enter.
 */
requests: number, 
/**
 * Whether the provider suspended it.
 */
suspended: boolean, 
/**
 * Whether it is gone.
 */
deleted: boolean, 
/**
 * Its picture, where we gave it.
 */
picture: FileHash | null, 
/**
 * Whether something asked of the provider is not settled.
 */
busy: boolean, };

/**
 * Puts away what failed, or asks for it again.
 */
export type GroupSettle = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * What was asked.
 */
act_id: GroupActId, 
/**
 * Whether it is asked again.
 */
again: boolean, };

/**
 * Says what a group is for and about.
 */
export type GroupSort = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * The group.
 */
chat_id: ChatId, 
/**
 * What it is for.
 */
kind: GroupKind | null, 
/**
 * What it is about.
 */
topic: string | null, };

/**
 * What a group is about, where it has a word of its own; any other topic is the operator's.
 */
export type GroupTopic = "product" | "region" | "vip";

/**
 * A group with what stands around it.
 */
export type GroupView = { 
/**
 * Its row.
 */
row: GroupRow, 
/**
 * Its description.
 */
description: string | null, 
/**
 * Whether each person who wants to enter is approved by us; not known where nobody told.
 */
approval: boolean | null, 
/**
 * When it was made.
 */
created_at: Timestamp | null, 
/**
 * Its invite link, where it is known.
 */
link: GroupLink | null, 
/**
 * Who is let in without being looked at, beside those for whom a seat is held.
 */
rule: JoinRule | null, 
/**
 * What whoever comes in reads.
 */
welcome: GroupWelcome, 
/**
 * Who is in it, longest first.
 */
people: Array<GroupPerson>, 
/**
 * Who asks to enter, longest first.
 */
requests: Array<JoinRequest>, 
/**
 * What was asked of the provider: everything that is not settled, and what failed and nobody has put away, newest first.
 */
acts: Array<GroupActRow>, 
/**
 * When its people were last compared with the provider's list.
 */
compared_at: Timestamp | null, 
/**
 * How many differences the last comparisons found that nobody has put away.
 */
found: number, };

/**
 * A group's welcome.
 */
export type GroupWelcome = { 
/**
 * As it was written; what is offered where nobody wrote one.
 */
welcome: Welcome, 
/**
 * Who of us set it up; none where nobody did.
 */
set_up_by: string | null, 
/**
 * What stands in the place of `{leave}`.
 */
leave: string, };

/**
 * Says what whoever comes into a group reads.
 */
export type GroupWelcomeSave = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * The group.
 */
chat_id: ChatId, 
/**
 * What: it has to say how to leave.
 */
welcome: Welcome, };

/**
 * A part of the list of groups.
 */
export type GroupsPage = { 
/**
 * The rows, in order.
 */
rows: Array<GroupRow>, 
/**
 * Where to go on; none at the end.
 */
next: string | null, 
/**
 * How many groups there are, whatever the filter.
 */
total: number, 
/**
 * How many people ask to enter, in all groups.
 */
requests: number, 
/**
 * What is asked of the provider about groups that do not exist yet, newest first.
 */
making: Array<GroupActRow>, 
/**
 * At each number, whether it may have groups.
 */
numbers: Array<GroupNumber>, };

/**
 * Asks for a part of the list of groups: by what they are for, then by name.
 */
export type GroupsRequest = { 
/**
 * Letters of the name; empty for all.
 */
query: string, 
/**
 * Which groups.
 */
filter: GroupFilter, 
/**
 * Most rows, up to 200.
 */
limit: number, 
/**
 * Where the last part ended.
 */
after?: string, };

/**
 * How the connection is.
 */
export type Health = { 
/**
 * The worst state among the numbers.
 */
connection: Connection, 
/**
 * Since when.
 */
since: Timestamp | null, 
/**
 * When the last webhook came.
 */
last_webhook: Timestamp | null, 
/**
 * How many messages wait in the queue.
 */
waiting: number, 
/**
 * How many messages are not confirmed.
 */
unknown: number, 
/**
 * When sending resumes, while the provider asks to slow down.
 */
resumes: Timestamp | null, 
/**
 * How many commands wait for the hub.
 */
for_hub: number, 
/**
 * How many commands the hub refused when nobody waited for the answer any more.
 */
hub_refused: number, 
/**
 * How the hub's own connection is; none where this console is paired with none, or was told nothing yet.
 */
hub_line: HubLine | null, 
/**
 * Why nothing is copied from the hub although it answers.
 */
hub_fault: HubFault | null, };

/**
 * Decisions, newest first.
 */
export type HistoryPage = { 
/**
 * The decisions.
 */
decisions: Array<Decided>, 
/**
 * Whether there are older ones.
 */
more: boolean, 
/**
 * How often kinds that are off happened in the last 30 days.
 */
off: Array<KindCount>, };

/**
 * A part of the history of decisions.
 */
export type HistoryRequest = { 
/**
 * Decisions of this chat only.
 */
chat: ChatId | null, 
/**
 * The decision of this message only.
 */
message: MessageId | null, 
/**
 * Only decisions older than this one.
 */
before: number | null, 
/**
 * How many at most.
 */
limit: number, };

/**
 * A message that was found.
 */
export type Hit = { 
/**
 * Which.
 */
message_id: MessageId, 
/**
 * In which chat.
 */
chat_id: ChatId, 
/**
 * What that chat is.
 */
chat_kind: ChatKind, 
/**
 * That chat's name.
 */
chat_title: string | null, 
/**
 * Who wrote it; none of ours.
 */
contact_id: ContactId | null, 
/**
 * Name of who wrote it.
 */
sender: string | null, 
/**
 * Whether we wrote it.
 */
ours: boolean, 
/**
 * When.
 */
at: Timestamp, 
/**
 * Its words around the first hit.
 */
words: string, 
/**
 * Where in `words` the found words stand: start and end in UTF-16 units.
 */
marks: Array<[number, number]>, };

/**
 * Why nothing is copied from a hub that answers.
 */
export type HubFault = "restored" | "another" | "version";

/**
 * A hub to be paired with.
 */
export type HubJoin = { 
/**
 * What `switchboard-hub pair` printed.
 */
code: string, };

/**
 * How the hub's own connection is, as the hub told last.
 */
export type HubLine = { 
/**
 * How.
 */
connection: Connection, 
/**
 * Since when.
 */
since: Timestamp | null, 
/**
 * When sending resumes, while the provider asks to slow down.
 */
resumes: Timestamp | null, };

/**
 * What waits for the hub, and what it refused.
 */
export type HubOutbox = { 
/**
 * In the order in which it was given.
 */
commands: Array<ForHub>, };

/**
 * What kind of key an identity is.
 */
export type IdentityKind = "phone" | "user_id" | "parent_user_id";

/**
 * What is wrong with a line.
 */
export type ImportFault = "phone" | "purpose" | "grade" | "date" | "line";

/**
 * How a list is to be brought in.
 */
export type ImportOptions = { 
/**
 * At which number the people are known.
 */
account_id: AccountId, 
/**
 * What each column says.
 */
columns: Array<ListColumn>, 
/**
 * The code of the country of numbers without one, digits only; empty where each has its own.
 */
country: string, 
/**
 * Whether what stands is overwritten. Else only what is missing is filled in.
 */
overwrite: boolean, 
/**
 * Labels for everybody on the list.
 */
labels: Array<LabelId>, };

/**
 * What bringing a list in would come to.
 */
export type ImportPlan = { 
/**
 * How many rows come to what.
 */
tally: ImportTally, 
/**
 * How many labels would be made.
 */
new_labels: number, 
/**
 * How many may be made by one list; with more it cannot be brought in.
 */
most_new_labels: number, };

/**
 * A line that cannot be read.
 */
export type ImportProblem = { 
/**
 * Which line of the file, from 1; the heading is the first.
 */
line: number, 
/**
 * What is wrong.
 */
problem: ImportFault, };

/**
 * The newest import.
 */
export type ImportProgress = { 
/**
 * The name of the file.
 */
filename: string, 
/**
 * How far it is.
 */
stage: ImportStage, 
/**
 * How many rows there are.
 */
rows: number, 
/**
 * How many of them are done.
 */
done: number, 
/**
 * The line of the file that was done last.
 */
line: number, 
/**
 * Whether what stands is overwritten.
 */
overwrite: boolean, 
/**
 * What they came to.
 */
tally: ImportTally, };

/**
 * A row and what it comes to.
 */
export type ImportRow = { 
/**
 * The line of the file in which it begins.
 */
line: number, 
/**
 * Who, as the list says.
 */
who: string, 
/**
 * What it comes to.
 */
fate: RowFate, 
/**
 * Why it cannot be brought in.
 */
fault: RowFault | null, 
/**
 * Where something else stands.
 */
differences: Array<RowDifference>, };

/**
 * Rows of the plan, or of what came of it.
 */
export type ImportRows = { 
/**
 * How many such rows there are.
 */
total: number, 
/**
 * These.
 */
rows: Array<ImportRow>, };

/**
 * Asks for rows of the plan, or of what came of it.
 */
export type ImportRowsRequest = { 
/**
 * Only such rows.
 */
fate: RowFate | null, 
/**
 * How many of them to pass over.
 */
skip: number, 
/**
 * How many.
 */
limit: number, };

/**
 * How far an import is.
 */
export type ImportStage = "running" | "done" | "stopped" | "interrupted" | "failed";

/**
 * Brings the list in that was read last.
 */
export type ImportStart = { 
/**
 * The command.
 */
command_id: CommandId, 
/**
 * How.
 */
options: ImportOptions, };

/**
 * The newest import, if there was one.
 */
export type ImportState = { 
/**
 * How far it is.
 */
progress: ImportProgress | null, };

/**
 * How many rows come to what.
 */
export type ImportTally = { 
/**
 * People who were not known.
 */
new: number, 
/**
 * People of whom something was missing.
 */
completed: number, 
/**
 * People of whom something else stands here.
 */
differs: number, 
/**
 * People of whom all of it was known.
 */
unchanged: number, 
/**
 * Rows that cannot be brought in.
 */
bad: number, };

/**
 * How much an alert matters to the system.
 */
export type Importance = "passive" | "active" | "time_sensitive" | "critical";

/**
 * A message that can be answered by a tap (reference 2.2).
 */
export type Interactive = { 
/**
 * A line above, text only.
 */
header?: string | null, 
/**
 * The words.
 */
body: string, 
/**
 * A line below.
 */
footer?: string | null, 
/**
 * What can be tapped.
 */
action: InteractiveAction, };

/**
 * What can be tapped in an interactive message.
 */
export type InteractiveAction = { "type": "buttons", 
/**
 * In the order shown.
 */
buttons: Array<Choice>, } | { "type": "list", 
/**
 * The words on the button that opens it.
 */
button: string, 
/**
 * Its parts.
 */
sections: Array<ListSection>, } | { "type": "link", 
/**
 * The words on the button.
 */
title: string, 
/**
 * The address.
 */
url: string, } | { "type": "location_request" };

/**
 * How many of a group's invitations are how far. Each number counts those that are further, too.
 */
export type InvitationFunnel = { 
/**
 * Invited with a seat.
 */
invited: number, 
/**
 * The provider took the message.
 */
sent: number, 
/**
 * It reached the person.
 */
delivered: number, 
/**
 * The person read it.
 */
read: number, 
/**
 * The person came in.
 */
joined: number, 
/**
 * The person wrote in the group.
 */
spoke: number, 
/**
 * Not sent, or it failed.
 */
failed: number, 
/**
 * Wait for a seat.
 */
waiting: number, };

/**
 * Somebody's being invited into a group.
 */
export type InvitationId = number;

/**
 * One person's invitation.
 */
export type InvitationRow = { 
/**
 * The invitation.
 */
invitation_id: InvitationId, 
/**
 * The person.
 */
contact_id: ContactId, 
/**
 * Name.
 */
name: string | null, 
/**
 * Phone, masked.
 */
phone_masked: string | null, 
/**
 * Who invited.
 */
operator: string, 
/**
 * When.
 */
at: Timestamp, 
/**
 * How far.
 */
state: InvitationState, 
/**
 * Until when the seat is held.
 */
held_until: Timestamp | null, 
/**
 * What became of the message; none where nobody was told.
 */
status: DeliveryStatus | null, 
/**
 * When the person came in.
 */
joined_at: Timestamp | null, 
/**
 * When the person first wrote in the group.
 */
spoke_at: Timestamp | null, };

/**
 * How far an invitation is.
 */
export type InvitationState = "waiting" | "invited" | "joined" | "lapsed" | "withdrawn" | "replaced";

/**
 * A part of a group's invitations.
 */
export type InvitationsPage = { 
/**
 * The rows.
 */
rows: Array<InvitationRow>, 
/**
 * Whether there are older ones.
 */
more: boolean, 
/**
 * How far all invitations of the group are.
 */
funnel: InvitationFunnel, };

/**
 * Asks for a part of a group's invitations, newest first; those who wait, longest first.
 */
export type InvitationsRequest = { 
/**
 * The group.
 */
chat_id: ChatId, 
/**
 * How far.
 */
state: InvitationState, 
/**
 * Only what stands behind this one.
 */
before: InvitationId | null, 
/**
 * Most rows, up to 200.
 */
limit: number, };

/**
 * Takes invitations back: seats are free again, and what has not left is not sent.
 */
export type InvitationsWithdraw = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * Which, up to 1,024.
 */
invitations: Array<InvitationId>, };

/**
 * Invites people into a group.
 */
export type Invite = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * The group.
 */
chat_id: ChatId, 
/**
 * Who, in the order in which seats are given.
 */
people: Array<ContactId>, 
/**
 * What those read for whom there is a seat.
 */
message: InviteMessage, 
/**
 * What those read who wait; none tells them nothing.
 */
waiting: InviteMessage | null, 
/**
 * Until when seats are held; needed where they can be.
 */
until: Timestamp | null, };

/**
 * What stands in a blank of an invitation.
 */
export type InviteBlank = { "blank": "link" } | { "blank": "group" } | { "blank": "person" } | { "blank": "until" } | { "blank": "words", 
/**
 * The words.
 */
words: string, };

/**
 * What is written to the people who are invited.
 */
export type InviteMessage = { 
/**
 * The template's name. Each gets it in their own language, where it is approved in it.
 */
name: string, 
/**
 * The language for everybody else.
 */
language: string, 
/**
 * What stands in each blank, by its name.
 */
blanks: { [key in string]: InviteBlank }, };

/**
 * What becomes of one of the chosen.
 */
export type InvitePlace = { "place": "seat" } | { "place": "waits" } | { "place": "left_out", 
/**
 * Why.
 */
why: LeftOut, };

/**
 * Who may be invited, and with what words.
 */
export type InvitePlan = { 
/**
 * The group's name.
 */
subject: string, 
/**
 * Most people that it can have.
 */
seats: number, 
/**
 * People in it.
 */
people: number, 
/**
 * Seats that are held for people invited before.
 */
held: number, 
/**
 * Whether seats can be held: the group has approval on.
 */
can_hold: boolean, 
/**
 * What becomes of each of the chosen, in the same order.
 */
rows: Array<InviteRow>, 
/**
 * Templates that can carry the group's link.
 */
templates: Array<InviteTemplate>, 
/**
 * Templates that can tell somebody that there is no seat yet.
 */
waiting_templates: Array<InviteTemplate>, };

/**
 * Asks who of some people may be invited into a group, and for whom there is a seat.
 */
export type InvitePlanRequest = { 
/**
 * The group.
 */
chat_id: ChatId, 
/**
 * Who, in the order in which seats are given; up to 1,024.
 */
people: Array<ContactId>, 
/**
 * Whether the message needs a person's name.
 */
named: boolean, };

/**
 * One of the chosen.
 */
export type InviteRow = { 
/**
 * The person.
 */
contact_id: ContactId, 
/**
 * Name.
 */
name: string | null, 
/**
 * Phone, masked.
 */
phone_masked: string | null, 
/**
 * What becomes of the person.
 */
place: InvitePlace, };

/**
 * A template with what stands in its blanks, as we guess from the examples given at approval.
 */
export type InviteTemplate = { 
/**
 * The template.
 */
template: Template, 
/**
 * What stands in each blank, by its name.
 */
blanks: { [key in string]: InviteBlank }, };

/**
 * What became of the chosen.
 */
export type Invited = { 
/**
 * Each, in the order in which they were chosen.
 */
rows: Array<InviteRow>, 
/**
 * The invitations that were made.
 */
invitations: Array<InvitationId>, 
/**
 * Until when they can be taken back before they leave.
 */
leaves_at: Timestamp, };

/**
 * Who of us invited somebody, and when.
 */
export type InvitedBy = { 
/**
 * Who.
 */
operator: string, 
/**
 * When.
 */
at: Timestamp, };

/**
 * Lets people in who asked, or not.
 */
export type JoinDecide = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * The group.
 */
chat_id: ChatId, 
/**
 * Which requests.
 */
requests: Array<JoinRequestId>, 
/**
 * Whether they may enter.
 */
approve: boolean, 
/**
 * Why, for ourselves.
 */
reason: string | null, };

/**
 * Somebody who asks to enter a group.
 */
export type JoinRequest = { 
/**
 * The request.
 */
request_id: JoinRequestId, 
/**
 * Into which group.
 */
chat_id: ChatId, 
/**
 * The person.
 */
contact_id: ContactId, 
/**
 * Name.
 */
name: string | null, 
/**
 * Phone, masked.
 */
phone_masked: string | null, 
/**
 * Since when.
 */
at: Timestamp, 
/**
 * How it stands with group invitations; none where nobody ever asked.
 */
consent: ConsentState | null, 
/**
 * Whether we took the person out of this group before.
 */
removed_before: boolean, 
/**
 * Who invited the person, where somebody did; else they have the link from elsewhere.
 */
invited: InvitedBy | null, 
/**
 * Whether a seat is held for the person.
 */
held: boolean, 
/**
 * Whether it is being decided.
 */
deciding: boolean, };

/**
 * Somebody's asking to enter a group.
 */
export type JoinRequestId = number;

/**
 * Who is let into a group without being looked at. Everything that is set has to be so.
 */
export type JoinRule = { 
/**
 * A consent to group invitations stands.
 */
consent: boolean, 
/**
 * The person has this label.
 */
label: LabelId | null, 
/**
 * We never took the person out of this group.
 */
never_removed: boolean, };

/**
 * Says who is let into a group without being looked at.
 */
export type JoinRuleSave = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * The group.
 */
chat_id: ChatId, 
/**
 * Whom; none lets nobody in by itself.
 */
rule: JoinRule | null, };

/**
 * How often something happened.
 */
export type KindCount = { 
/**
 * The kind.
 */
kind: AlertKind, 
/**
 * How often.
 */
count: number, };

/**
 * A kind with what it does.
 */
export type KindRow = { 
/**
 * Which kind.
 */
kind: AlertKind, 
/**
 * What the operator set for it.
 */
fields: Fields, 
/**
 * What it does where nothing else is set.
 */
outcome: Outcome, };

/**
 * A label.
 */
export type Label = { 
/**
 * Which.
 */
label_id: LabelId, 
/**
 * Its name.
 */
name: string, 
/**
 * Its colour, 1 to 8.
 */
color: number, };

/**
 * Deletes a label everywhere.
 */
export type LabelDelete = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * Which.
 */
label_id: LabelId, };

/**
 * A label.
 */
export type LabelId = number;

/**
 * How many people have a label.
 */
export type LabelPeople = { 
/**
 * Which.
 */
label_id: LabelId, 
/**
 * How many.
 */
people: number, };

/**
 * Makes or changes a label.
 */
export type LabelSave = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * Which; none makes a new one.
 */
label_id?: LabelId, 
/**
 * Its name.
 */
name: string, 
/**
 * Its colour, 1 to 8.
 */
color: number, };

/**
 * Languages of the interface.
 */
export type Language = "en" | "ru";

/**
 * The newest message of a chat, for its row.
 */
export type LastMessage = { 
/**
 * When.
 */
at: Timestamp, 
/**
 * Its first words; may be empty.
 */
words: string, 
/**
 * Its kind: `text`, `image` ... as in a content.
 */
kind: string, 
/**
 * Whether we wrote it.
 */
ours: boolean, 
/**
 * Who wrote it, in groups.
 */
sender: string | null, 
/**
 * Where it is, if we wrote it.
 */
status: DeliveryStatus | null, };

/**
 * What a check of the ledger came to.
 */
export type LedgerCheck = { 
/**
 * When.
 */
at: Timestamp, 
/**
 * How many entries were read.
 */
entries: number, 
/**
 * Whether the chain holds.
 */
holds: boolean, 
/**
 * The first entry that does not follow from the one before it, where it is one entry.
 */
broken: number | null, 
/**
 * Whether its head is signed by the key of this installation.
 */
signed: boolean, };

/**
 * One entry of the ledger with who it is about.
 */
export type LedgerLine = { 
/**
 * Its number.
 */
entry: number, 
/**
 * The first sixteen letters of its hash.
 */
hash: string, 
/**
 * The number concerned.
 */
account_id: AccountId, 
/**
 * The person; none where the person was erased.
 */
contact_id: ContactId | null, 
/**
 * Name, else the masked phone.
 */
name: string | null, 
/**
 * Their chat at this number, where there is one.
 */
chat_id: ChatId | null, 
/**
 * What for: a purpose, `*` for everything but replies, `marketing*` for what the provider's own switch ends.
 */
purpose: ConsentScope, 
/**
 * What became of it.
 */
state: ConsentState, 
/**
 * How we know.
 */
source: Source, 
/**
 * The word that was written, of keywords.
 */
word: string | null, 
/**
 * The text that was shown.
 */
wording: WordingRef | null, 
/**
 * What proves it.
 */
evidence: EvidenceKind, 
/**
 * The message that proves it.
 */
message_id: MessageId | null, 
/**
 * How good the proof is.
 */
grade: Grade, 
/**
 * Who wrote it down; none where a rule did.
 */
operator: string | null, 
/**
 * When the person said it.
 */
at: Timestamp, 
/**
 * When it was written down.
 */
recorded_at: Timestamp, 
/**
 * Until when.
 */
expires: Timestamp | null, };

/**
 * A page of the ledger.
 */
export type LedgerPage = { 
/**
 * Newest first.
 */
rows: Array<LedgerLine>, 
/**
 * Whether there are older ones.
 */
more: boolean, };

/**
 * Which entries are shown.
 */
export type LedgerPart = "all" | "pending" | "withdrawals";

/**
 * A page of the ledger, newest first.
 */
export type LedgerRequest = { 
/**
 * Which entries.
 */
part: LedgerPart, 
/**
 * Entries before that one; none begins with the newest.
 */
before: number | null, 
/**
 * Most rows, up to 200.
 */
limit: number, };

/**
 * Why somebody is left out.
 */
export type LeftOut = { "left_out": "inside" } | { "left_out": "invited" } | { "left_out": "waiting" } | { "left_out": "removed" } | { "left_out": "unreachable" } | { "left_out": "nameless" } | { "left_out": "denied", 
/**
 * Why, and what instead.
 */
denial: Denial, };

/**
 * What comes through.
 */
export type Lets = { 
/**
 * Sound.
 */
sound: boolean, 
/**
 * Banner.
 */
banner: boolean, 
/**
 * Badge.
 */
badge: boolean, };

/**
 * A level at which something can be set. What a level does not set is left to the one before it in this list.
 */
export type Level = { "level": "app" } | { "level": "account", "id": AccountId } | { "level": "kind", "id": AlertKind } | { "level": "groups" } | { "level": "group_kind", "id": GroupKind } | { "level": "label", "id": LabelId } | { "level": "chat", "id": ChatId } | { "level": "contact", "id": ContactId };

/**
 * What one level sets.
 */
export type LevelFields = { 
/**
 * Which level.
 */
level: Level, 
/**
 * What it sets; empty takes it away.
 */
fields: Fields, };

/**
 * An attribute that a column may be.
 */
export type ListAttribute = { 
/**
 * Which.
 */
attribute: AttributeId, 
/**
 * Its name.
 */
name: string, };

/**
 * What a column says of a person.
 */
export type ListColumn = { "column": "ignored" } | { "column": "name" } | { "column": "phone" } | { "column": "username" } | { "column": "user_id" } | { "column": "labels" } | { "column": "attribute", 
/**
 * Which.
 */
attribute: AttributeId, } | { "column": "new_attribute" };

/**
 * What a column looks like.
 */
export type ListColumnLook = { 
/**
 * What stands above it; empty where nothing does.
 */
heading: string, 
/**
 * Its first cells, one of each row that can be read.
 */
samples: Array<string>, 
/**
 * What it seems to say.
 */
guess: ListColumn, };

/**
 * Encodings of a list that is text.
 */
export type ListEncoding = "utf8" | "utf16_le" | "utf16_be" | "windows1251" | "windows1252" | "koi8_r" | "ibm866";

/**
 * A file of the operator's.
 */
export type ListFile = { 
/**
 * Its name.
 */
filename: string, 
/**
 * Its bytes.
 */
base64: string, };

/**
 * Kinds of lists.
 */
export type ListFormat = "csv" | "xlsx" | "vcard";

/**
 * What a list looks like.
 */
export type ListLook = { 
/**
 * The name of the file.
 */
filename: string, 
/**
 * What kind of list it is.
 */
format: ListFormat, 
/**
 * As what it was read; none of a workbook.
 */
encoding: ListEncoding | null, 
/**
 * What stands between its cells; of text with columns only.
 */
separator: ListSeparator | null, 
/**
 * Whether the first row was taken as the heading.
 */
headed: boolean, 
/**
 * Its columns.
 */
columns: Array<ListColumnLook>, 
/**
 * How many rows there are below the heading.
 */
rows: number, 
/**
 * How many of them cannot be read at all.
 */
broken: number, 
/**
 * The attributes that a column may be.
 */
attributes: Array<ListAttribute>, };

/**
 * What came of reading a list.
 */
export type ListOpened = { "read": "list", 
/**
 * What it looks like.
 */
look: ListLook, } | { "read": "unreadable", 
/**
 * Why.
 */
why: Unreadable, };

/**
 * Reads a list. Nothing is kept of it but in memory, until another is read or it is put away.
 */
export type ListRead = { 
/**
 * The file; none reads the last one anew, in another way.
 */
file: ListFile | null, 
/**
 * Its encoding; none has it guessed.
 */
encoding: ListEncoding | null, 
/**
 * What stands between its cells; none has it guessed.
 */
separator: ListSeparator | null, 
/**
 * Whether the first row says what the columns are; none has it guessed.
 */
headed: boolean | null, };

/**
 * A part of a list message.
 */
export type ListSection = { 
/**
 * Its heading; may be empty when it is the only one.
 */
title: string, 
/**
 * Its rows.
 */
rows: Array<Choice>, };

/**
 * What stands between the cells.
 */
export type ListSeparator = "comma" | "semicolon" | "tab";

/**
 * A place on the map.
 */
export type Location = { 
/**
 * Degrees, north is positive.
 */
latitude: number, 
/**
 * Degrees, east is positive.
 */
longitude: number, 
/**
 * Name of the place.
 */
name?: string | null, 
/**
 * Address of the place.
 */
address?: string | null, };

/**
 * How far the body came, or which part of the way failed.
 */
export type LoopOutcome = { "outcome": "no_credentials" } | { "outcome": "no_address" } | { "outcome": "no_answer" } | { "outcome": "signature_refused" } | { "outcome": "elsewhere" } | { "outcome": "not_passed_on", 
/**
 * The status of HTTP.
 */
status: number, } | { "outcome": "answer_lost", 
/**
 * The status of HTTP that came back; none where nothing did.
 */
status: number | null, } | { "outcome": "arrived", 
/**
 * How long that took.
 */
milliseconds: number, };

/**
 * What came of a body of our own that was sent to the public address, to come in as a webhook does.
 */
export type LoopTest = { 
/**
 * The address; none where it is not known.
 */
address: string | null, 
/**
 * How far it came.
 */
outcome: LoopOutcome, };

/**
 * What holds for every alert alike.
 */
export type Manner = { 
/**
 * Words that make a message a mention.
 */
words: Phrases, 
/**
 * Whether banners hide names and texts while the screen is shown to others.
 */
presenter: boolean, 
/**
 * What the badge counts.
 */
badge: BadgeCount, 
/**
 * Whether the badge leaves muted chats out.
 */
skip_muted: boolean, 
/**
 * After how many minutes without an answer it alerts once more; none never.
 */
again_after: number | null, 
/**
 * Whether that time it is at full volume.
 */
again_louder: boolean, 
/**
 * Whether the task bar's attention is asked for at all.
 */
no_attention: boolean, };

/**
 * Everything up to a message was read.
 */
export type MarkRead = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * Which chat.
 */
chat_id: ChatId, 
/**
 * The newest message read.
 */
up_to: MessageId, };

/**
 * Somebody who has or had the same phone number under another id: maybe the same person.
 */
export type MaybeSame = { 
/**
 * Who.
 */
contact_id: ContactId, 
/**
 * The name shown.
 */
name: string | null, 
/**
 * Phone, masked; none where it went to somebody else.
 */
phone_masked: string | null, };

/**
 * A file in a message. Its bytes lie in the media store under [`Media::file`], once they are there.
 */
export type MediaContent = { 
/**
 * What it is.
 */
media: MediaKind, 
/**
 * MIME type as the provider or the content says, without parameters.
 */
mime: string, 
/**
 * Words under it.
 */
caption?: string | null, 
/**
 * The file's name, of documents.
 */
filename?: string | null, 
/**
 * The bytes in our media store.
 */
file?: FileHash | null, 
/**
 * Length in bytes, where known.
 */
bytes?: number | null, 
/**
 * Whether a sticker moves.
 */
animated: boolean, };

/**
 * The kind of a file in a message.
 */
export type MediaKind = "image" | "video" | "voice" | "audio" | "document" | "sticker";

/**
 * What files of one kind can be sent.
 */
export type MediaLimit = { 
/**
 * The kind.
 */
media: MediaKind, 
/**
 * Most bytes.
 */
bytes: number, 
/**
 * MIME types taken; empty takes any.
 */
mimes: Array<string>, };

/**
 * Adds a person, or fills in what is missing of one who is known.
 */
export type MemberAdd = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * At which number.
 */
account_id: AccountId, 
/**
 * The name.
 */
name: string, 
/**
 * The phone number in any spelling.
 */
phone?: string, 
/**
 * The username, with or without `@`.
 */
username?: string, 
/**
 * Labels.
 */
labels: Array<LabelId>, };

/**
 * Who was added.
 */
export type MemberAdded = { 
/**
 * The person.
 */
contact_id: ContactId, 
/**
 * Whether they were known before.
 */
known: boolean, };

/**
 * A person's value of an attribute.
 */
export type MemberAttribute = { 
/**
 * Which.
 */
attribute_id: AttributeId, 
/**
 * The value.
 */
value: AttributeValue, };

/**
 * A group that a person is in.
 */
export type MemberGroup = { 
/**
 * Its chat.
 */
chat_id: ChatId, 
/**
 * Its name.
 */
subject: string, 
/**
 * People in it.
 */
people: number, 
/**
 * When the person was first seen there.
 */
joined: Timestamp, };

/**
 * What happened with a person.
 */
export type MemberHappened = { "line": "message", 
/**
 * Which.
 */
message_id: MessageId, 
/**
 * Its chat.
 */
chat_id: ChatId, 
/**
 * Whether it is ours.
 */
ours: boolean, 
/**
 * Who of us wrote it.
 */
sender: string | null, 
/**
 * Its kind.
 */
kind: string, 
/**
 * Its words, shortened.
 */
words: string, } | { "line": "note", 
/**
 * Which.
 */
note_id: NoteId, 
/**
 * Who wrote it.
 */
author: string, 
/**
 * Its words.
 */
body: string, } | { "line": "consent", 
/**
 * The entry.
 */
entry: LedgerLine, } | { "line": "group", 
/**
 * The line of the group's history.
 */
happened: GroupLine, 
/**
 * The group's name.
 */
subject: string, } | { "line": "merge", 
/**
 * Whether they are two again.
 */
apart: boolean, 
/**
 * The name of the one as whom the person was listed.
 */
keep: string | null, 
/**
 * The other's name.
 */
gone: string | null, 
/**
 * Who decided it.
 */
operator: string, } | { "line": "block", 
/**
 * What.
 */
happened: BlockLine, };

/**
 * A part of what happened with a person.
 */
export type MemberHistory = { 
/**
 * The lines, newest first.
 */
lines: Array<MemberLine>, 
/**
 * Where to go on; none at the end.
 */
next: string | null, };

/**
 * Asks for a part of what happened with a person, newest first.
 */
export type MemberHistoryRequest = { 
/**
 * Who.
 */
contact_id: ContactId, 
/**
 * Most lines, up to 200.
 */
limit: number, 
/**
 * Where the last part ended.
 */
after?: string, };

/**
 * A key by which a person is known.
 */
export type MemberIdentity = { 
/**
 * What it is.
 */
kind: IdentityKind, 
/**
 * The key; of a phone it is masked.
 */
value: string, };

/**
 * Puts a label on people, or takes it off.
 */
export type MemberLabel = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * Who; up to 1,000 people.
 */
people: Array<ContactId>, 
/**
 * The label.
 */
label_id: LabelId, 
/**
 * Whether it is on.
 */
on: boolean, };

/**
 * One thing that happened with a person.
 */
export type MemberLine = { 
/**
 * When.
 */
at: Timestamp, 
/**
 * What.
 */
what: MemberHappened, };

/**
 * How many people the lists of members have.
 */
export type MemberLists = { 
/**
 * Everybody.
 */
everyone: number, 
/**
 * Whoever may be sent offers.
 */
offers: number, 
/**
 * Whoever may be invited into groups.
 */
invitations: number, 
/**
 * Whoever was never asked for anything.
 */
never_asked: number, 
/**
 * Whoever took everything back.
 */
opted_out: number, 
/**
 * Each label.
 */
labels: Array<LabelPeople>, 
/**
 * The saved questions, oldest first.
 */
segments: Array<Segment>, };

/**
 * Says that two people are one.
 */
export type MemberMerge = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * As whom the person is listed.
 */
keep: ContactId, 
/**
 * Who stands in no list of their own any more.
 */
gone: ContactId, };

/**
 * Gives a person the operator's own name.
 */
export type MemberName = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * Who.
 */
contact_id: ContactId, 
/**
 * The name; empty leaves the one of the profile.
 */
name: string, };

/**
 * By what people are sorted.
 */
export type MemberOrder = "name" | "seen" | "since";

/**
 * A person in a list.
 */
export type MemberRow = { 
/**
 * The person, at the number of ours at which they were first seen.
 */
whom: Whom, 
/**
 * The name shown: the operator's, else the profile's, else the username.
 */
name: string | null, 
/**
 * Phone, masked; none where the person shows none.
 */
phone_masked: string | null, 
/**
 * Username, without `@`.
 */
username: string | null, 
/**
 * Labels.
 */
labels: Array<LabelId>, 
/**
 * How it stands with each purpose; empty where no key of the person is known.
 */
consents: Array<ConsentRow>, 
/**
 * Their chat at that number, where there is one.
 */
chat_id: ChatId | null, 
/**
 * The window of that chat.
 */
window: ServiceWindow, 
/**
 * When they last wrote.
 */
last_seen: Timestamp | null, 
/**
 * When they were first seen.
 */
first_seen: Timestamp, 
/**
 * Whether they are blocked at that number, or can be.
 */
block: BlockView, };

/**
 * Says that they are two after all.
 */
export type MemberUnmerge = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * Which merge.
 */
merge_id: MergeId, };

/**
 * A person with what is known.
 */
export type MemberView = { 
/**
 * Their row.
 */
row: MemberRow, 
/**
 * The name that the person gave to the profile.
 */
profile_name: string | null, 
/**
 * The operator's own name for them.
 */
given_name: string | null, 
/**
 * Keys by which they are known now, beside the phone.
 */
identities: Array<MemberIdentity>, 
/**
 * Their values of attributes.
 */
attributes: Array<MemberAttribute>, 
/**
 * Groups that they are in.
 */
groups: Array<MemberGroup>, 
/**
 * Whom an operator merged with them.
 */
merged: Array<MergedContact>, 
/**
 * Others who have or had the same phone number.
 */
maybe_same: Array<MaybeSame>, 
/**
 * At each number at which they are known: whether they are blocked there, or can be.
 */
blocks: Array<BlockView>, };

/**
 * Writes people as a list.
 */
export type MembersExport = { 
/**
 * As what.
 */
format: ListFormat, 
/**
 * Whom; none takes everybody of whom the conditions are true.
 */
contacts: Array<ContactId> | null, 
/**
 * Only those whose name or number begins like that, where nobody is named; empty takes all.
 */
query: string, 
/**
 * What must be true of each, where nobody is named.
 */
conditions: Array<SegmentCondition>, };

/**
 * A part of a list of people.
 */
export type MembersPage = { 
/**
 * The rows, in order.
 */
rows: Array<MemberRow>, 
/**
 * Where to go on; none at the end.
 */
next: string | null, };

/**
 * Asks for a part of a list of people.
 */
export type MembersRequest = { 
/**
 * Letters of a name or digits of a number; empty for all. What is found by them is one page.
 */
query: string, 
/**
 * What must be true of each; none takes everybody.
 */
conditions: Array<SegmentCondition>, 
/**
 * By what they are sorted.
 */
order: MemberOrder, 
/**
 * Whether the last comes first.
 */
descending: boolean, 
/**
 * Most rows, up to 200.
 */
limit: number, 
/**
 * Where the last part ended.
 */
after?: string, };

/**
 * Two contacts' being one person by an operator's word.
 */
export type MergeId = number;

/**
 * Two people who may be one.
 */
export type MergePair = { 
/**
 * As whom the person would be listed.
 */
keep: ContactId, 
/**
 * Who would stand in no list of their own any more.
 */
gone: ContactId, };

/**
 * What a merge would come to.
 */
export type MergePreview = { 
/**
 * As whom the person would be listed.
 */
keep: MergeSide, 
/**
 * Who would stand in no list of their own any more.
 */
gone: MergeSide, 
/**
 * The labels of both.
 */
labels: Array<LabelId>, 
/**
 * The values of both; where they differ, those of the one who is kept.
 */
attributes: Array<MemberAttribute>, };

/**
 * One of two people who may be one.
 */
export type MergeSide = { 
/**
 * The person as they are now.
 */
view: MemberView, 
/**
 * Notes in their chats.
 */
notes: number, 
/**
 * Chats with them.
 */
chats: number, 
/**
 * How it would stand with each purpose: a no of the other counts too, a yes does not.
 */
after: Array<ConsentRow>, };

/**
 * A merge that was made.
 */
export type Merged = { 
/**
 * By what it is taken apart.
 */
merge_id: MergeId, 
/**
 * As whom the person is listed.
 */
contact_id: ContactId, };

/**
 * Somebody whom an operator merged with a person.
 */
export type MergedContact = { 
/**
 * By which merge.
 */
merge_id: MergeId, 
/**
 * The other identity, with its own chat and consents.
 */
row: MemberRow, 
/**
 * Who said so.
 */
operator: string, 
/**
 * When.
 */
at: Timestamp, };

/**
 * A message.
 */
export type Message = { 
/**
 * Which.
 */
message_id: MessageId, 
/**
 * In which chat.
 */
chat_id: ChatId, 
/**
 * Whether we wrote it.
 */
ours: boolean, 
/**
 * When it was written.
 */
at: Timestamp, 
/**
 * Who wrote it; of ours, the operator.
 */
sender: Sender | null, 
/**
 * What it says.
 */
content: Content, 
/**
 * Its file.
 */
file: FileState | null, 
/**
 * What it answers.
 */
quote: Quote | null, 
/**
 * Reactions to it.
 */
reactions: Array<ReactionView>, 
/**
 * Where it is, if we wrote it.
 */
status: DeliveryStatus | null, 
/**
 * Since when.
 */
status_at: Timestamp | null, 
/**
 * Why it was refused or failed.
 */
reason: Refused | null, 
/**
 * In a group: how many have it.
 */
receipts: Receipts | null, 
/**
 * Whether its writer changed it.
 */
edited: boolean, 
/**
 * Whether its writer deleted it. The words stay here.
 */
revoked: boolean, 
/**
 * Whether it was forwarded.
 */
forwarded: boolean, 
/**
 * The advertisement that brought the person.
 */
referral: string | null, 
/**
 * How often it was tried.
 */
attempts: number, 
/**
 * Whether the operator may now choose to send it again or give it up.
 */
can_settle: boolean, };

/**
 * A message in a chat, received or sent.
 */
export type MessageId = number;

/**
 * What became of a message for each participant, and of each attempt.
 */
export type MessageInfo = { 
/**
 * Participants of a group, each with the last news.
 */
receipts: Array<ReceiptView>, };

/**
 * Pins a message in its group, or ends that.
 */
export type MessagePin = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * The message.
 */
message_id: MessageId, 
/**
 * For how many days; none ends it.
 */
days: number | null, };

/**
 * Names one message.
 */
export type MessageRequest = { 
/**
 * Which.
 */
message_id: MessageId, };

/**
 * Sends a message. Templates have a command of their own.
 */
export type MessageSend = { 
/**
 * Made by the screen; the same id twice sends once.
 */
command_id: CommandId, 
/**
 * Where.
 */
chat_id: ChatId, 
/**
 * What.
 */
content: Content, 
/**
 * The message that it answers.
 */
reply_to?: MessageId, };

/**
 * Settles a message: sends an unknown one again, gives it up, or takes a queued one out.
 */
export type MessageSettle = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * Which.
 */
message_id: MessageId, };

/**
 * A muted chat.
 */
export type Mute = { 
/**
 * Until when; none is for good.
 */
until: Timestamp | null, 
/**
 * Whether mentions still alert.
 */
keep_mentions: boolean, };

/**
 * The chat to go to next.
 */
export type NextChat = { 
/**
 * Where somebody waits longest; none when everybody has an answer.
 */
chat_id: ChatId | null, };

/**
 * An internal note.
 */
export type Note = { 
/**
 * Which.
 */
note_id: NoteId, 
/**
 * In which chat.
 */
chat_id: ChatId, 
/**
 * Who wrote it.
 */
author: string, 
/**
 * When.
 */
at: Timestamp, 
/**
 * Its words.
 */
body: string, };

/**
 * Writes an internal note.
 */
export type NoteAdd = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * Which chat.
 */
chat_id: ChatId, 
/**
 * Its words.
 */
body: string, };

/**
 * Deletes an internal note.
 */
export type NoteDelete = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * Which note.
 */
note_id: NoteId, };

/**
 * An internal note.
 */
export type NoteId = number;

/**
 * A request without fields.
 */
export type Nothing = Record<symbol, never>;

/**
 * The rules, without the exceptions of chats and people, which may be thousands.
 */
export type NotificationRules = { 
/**
 * What is set for everything.
 */
app: Fields, 
/**
 * The kinds that can happen here, in the order of the screen.
 */
kinds: Array<KindRow>, 
/**
 * What is set for every group.
 */
groups: Fields, 
/**
 * Groups by what they are for.
 */
group_kinds: Array<GroupKindRow>, 
/**
 * What is set for numbers and labels.
 */
levels: Array<LevelFields>, 
/**
 * Silences that come back every week.
 */
schedules: Array<Schedule>, 
/**
 * The silence at once, while it holds.
 */
quiet: QuietNow | null, 
/**
 * What rings through, in order.
 */
breakthroughs: Array<Breakthrough>, 
/**
 * What holds for every alert alike.
 */
manner: Manner, 
/**
 * The operator's time zone, by its IANA name.
 */
zone: string, 
/**
 * How many chats and people have settings of their own, muted chats included.
 */
exceptions: number, 
/**
 * The silence that holds for everything now: which schedule, until when.
 */
silent: SilentNow | null, };

/**
 * What the provider says of a number.
 */
export type NumberSigns = { 
/**
 * Which.
 */
account_id: AccountId, 
/**
 * Whether it is registered for the API.
 */
registered: boolean, 
/**
 * Whether the app is attached to its business account.
 */
attached: boolean, 
/**
 * To where its messages go in place of the app's address.
 */
override_address: string | null, 
/**
 * Its state in the provider's word.
 */
status: string | null, 
/**
 * How people take what it sends, in the provider's word.
 */
quality: string | null, 
/**
 * How many people it may write to first within 24 hours.
 */
limit: string | null, 
/**
 * How fast it may send, in the provider's word.
 */
throughput: string | null, 
/**
 * What it may not do, as it was told by webhooks, and until when.
 */
restrictions: Array<Restriction>, };

/**
 * How what comes in for a number finds the way here.
 */
export type NumberWebhook = { 
/**
 * The word by which the address is verified; none where no number is set up.
 */
verify_token: string | null, 
/**
 * Where this computer receives: what a public address has to lead to.
 */
door: string, 
/**
 * The way that the operator chose.
 */
way: WebhookWay | null, 
/**
 * Where the provider delivers to.
 */
callback: Callback, 
/**
 * When the last webhook with the right signature came.
 */
signed: Timestamp | null, 
/**
 * When the last one with a wrong signature was turned away.
 */
forged: Timestamp | null, };

/**
 * What the values open.
 */
export type Opened = { 
/**
 * The app's name.
 */
app: string, 
/**
 * When the token ends; none where it does not.
 */
expires_at: Timestamp | null, 
/**
 * The numbers, those of one business account beside each other.
 */
numbers: Array<OpenedNumber>, };

/**
 * A number that the values open.
 */
export type OpenedNumber = { 
/**
 * The account that it is here.
 */
account_id: AccountId, 
/**
 * The business account's name.
 */
business: string, 
/**
 * The number as people write it.
 */
phone: string, 
/**
 * The name that people see.
 */
name: string, 
/**
 * Whether it is registered for the API: only then messages go out and come in.
 */
registered: boolean, };

/**
 * What looks like a wish to be left alone and is not one of the words.
 */
export type OptOutHint = { 
/**
 * Who.
 */
whom: Whom, 
/**
 * Name.
 */
name: string | null, 
/**
 * In which message.
 */
message_id: MessageId, 
/**
 * What it says.
 */
words: string, };

/**
 * What is done: sound, banner, badge in this order, and how.
 */
export type Outcome = { 
/**
 * What sounds.
 */
sound: SoundChoice, 
/**
 * How loud, in percent.
 */
volume: number, 
/**
 * Whether a banner is raised.
 */
banner: boolean, 
/**
 * Whether the badge counts it.
 */
badge: boolean, 
/**
 * How much a banner shows.
 */
preview: Preview, 
/**
 * How much it matters to the system.
 */
importance: Importance, 
/**
 * Whether the task bar or dock asks for attention.
 */
attention: boolean, };

/**
 * A sound of our own.
 */
export type OwnSound = { 
/**
 * Which.
 */
sound: Sound, 
/**
 * How long it is, in milliseconds.
 */
duration: number, 
/**
 * How loud it is over its length, 0 to 100, in equal parts.
 */
shape: Array<number>, };

/**
 * The hub that decides for this console.
 */
export type PairedHub = { 
/**
 * Whose it is, as it says itself.
 */
name: string, 
/**
 * Where it is: host and port.
 */
address: string, };

/**
 * The papers about one person.
 */
export type Paper = "receipt_json" | "receipt_pdf" | "receipt_csv" | "everything";

/**
 * A file that was made. A window puts it among the downloads, a browser is given its bytes.
 */
export type PaperFile = { 
/**
 * Its name.
 */
filename: string, 
/**
 * MIME type.
 */
mime: string, 
/**
 * Where it lies.
 */
path: string | null, 
/**
 * Its bytes in base64, where this host keeps no files.
 */
base64: string | null, };

/**
 * A paper about one person.
 */
export type PaperRequest = { 
/**
 * About whom.
 */
whom: Whom, 
/**
 * Which.
 */
paper: Paper, };

/**
 * A person in a group.
 */
export type Participant = { 
/**
 * The person.
 */
contact_id: ContactId, 
/**
 * Name.
 */
name: string | null, 
/**
 * Phone, masked.
 */
phone_masked: string | null, };

/**
 * A passphrase of the vault.
 */
export type Passphrase = { 
/**
 * It.
 */
passphrase: string, };

/**
 * Blocks people at a number.
 */
export type PeopleBlock = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * Who, at which number; up to 1,000 people.
 */
people: Array<Whom>, 
/**
 * Why; kept by us.
 */
reason: string, };

/**
 * People by name or number, for a field in which one is chosen.
 */
export type PeopleRequest = { 
/**
 * What was typed; empty gives whom we heard from last.
 */
query: string, };

/**
 * How it stands with one person.
 */
export type PersonConsent = { 
/**
 * Who.
 */
whom: Whom, 
/**
 * Name, else the masked phone.
 */
name: string | null, 
/**
 * Their chat, where there is one.
 */
chat_id: ChatId | null, 
/**
 * Until when free-form answers may be sent.
 */
window: ServiceWindow, 
/**
 * One a purpose, in the order of [`Purposes`].
 */
purposes: Array<ConsentRow>, };

/**
 * A person who can be chosen.
 */
export type PersonFound = { 
/**
 * Who.
 */
whom: Whom, 
/**
 * Name.
 */
name: string | null, 
/**
 * Phone, masked.
 */
phone_masked: string | null, 
/**
 * Their chat.
 */
chat_id: ChatId | null, };

/**
 * A phone number, unmasked.
 */
export type Phone = { 
/**
 * With its `+`; none where it is not known.
 */
phone: string | null, };

/**
 * Phrases as the operator wrote them, with what they are compared by. Case, accents and ё do not matter; `*` in a word
 * stands for any letters.
 */
export type Phrases = Array<string>;

/**
 * A message that is pinned in a group, or is to be.
 */
export type Pin = { 
/**
 * The message.
 */
message_id: MessageId, 
/**
 * Who wrote it; of ours, the operator.
 */
sender: string | null, 
/**
 * Its kind.
 */
kind: string, 
/**
 * Its first words.
 */
words: string, 
/**
 * Until when; none while it is not pinned yet.
 */
until: Timestamp | null, 
/**
 * Whether something is under way about it.
 */
busy: boolean, 
/**
 * Why what was asked last was not done.
 */
refused: Refused | null, 
/**
 * Whether its writer was erased, and with them the message's id: it can be put away here, and ends on its day.
 */
erased: boolean, };

/**
 * What the operator is looking at.
 */
export type Presence = { 
/**
 * Whether the window has the focus.
 */
focused: boolean, 
/**
 * Whether it can be seen at all.
 */
visible: boolean, 
/**
 * The chat that is open.
 */
chat: ChatId | null, };

/**
 * How much of a message a banner shows.
 */
export type Preview = "full" | "sender" | "hidden";

/**
 * What is to be another than it was; what is none stays.
 */
export type ProfileChange = { 
/**
 * The line below the name; it cannot be emptied.
 */
about: string | null, 
/**
 * Where the business is.
 */
address: string | null, 
/**
 * What it does.
 */
description: string | null, 
/**
 * Its email.
 */
email: string | null, 
/**
 * Its pages in the web.
 */
websites: Array<string> | null, 
/**
 * Its line of business, in the provider's word.
 */
vertical: string | null, 
/**
 * Its picture.
 */
picture: FileHash | null, };

/**
 * What is to be another in a profile, and how far that is.
 */
export type ProfileChangeView = { 
/**
 * What.
 */
change: ProfileChange, 
/**
 * How far it is.
 */
phase: ProfilePhase, 
/**
 * Whether the last call got no answer; it goes again by itself.
 */
unconfirmed: boolean, 
/**
 * Why it is not done: for good, or until it goes again.
 */
refused: Refused | null, 
/**
 * Who decided it.
 */
operator: string, 
/**
 * Since when it stands so.
 */
at: Timestamp, };

/**
 * Says something about the newest change of a number's profile.
 */
export type ProfileCommand = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * Of which number.
 */
account_id: AccountId, };

/**
 * What a number's business profile can say (reference 8.3).
 */
export type ProfileLimits = { 
/**
 * Most letters of the line below the name, which has at least one.
 */
about: number, 
/**
 * Most letters of the address.
 */
address: number, 
/**
 * Most letters of the description.
 */
description: number, 
/**
 * Most letters of the email.
 */
email: number, 
/**
 * Most pages in the web.
 */
websites: number, 
/**
 * Most letters of the address of each.
 */
website: number, 
/**
 * The lines of business, in the provider's words.
 */
verticals: Array<string>, 
/**
 * Most bytes of a picture.
 */
picture_bytes: number, 
/**
 * Fewest pixels on each side of a picture, which is square.
 */
picture_pixels: number, 
/**
 * MIME types of pictures taken.
 */
picture_mimes: Array<string>, };

/**
 * How far a change is.
 */
export type ProfilePhase = "saving" | "saved" | "refused";

/**
 * A picture that a change of a profile can name.
 */
export type ProfilePicture = { 
/**
 * Its name in the media store.
 */
file: FileHash, };

/**
 * Puts a picture for a number's profile here.
 */
export type ProfilePictureAdd = { 
/**
 * Of which number: its limits are checked.
 */
account_id: AccountId, 
/**
 * Its bytes in base64.
 */
base64: string, };

/**
 * Changes a number's profile.
 */
export type ProfileSave = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * Of which number.
 */
account_id: AccountId, 
/**
 * What is to be another.
 */
change: ProfileChange, };

/**
 * A number's profile as it stands at the provider, and what was decided about it last.
 */
export type ProfileView = { 
/**
 * As it stands.
 */
profile: BusinessProfile, 
/**
 * Its picture; none where there is none, or it cannot be had.
 */
picture: FileBytes | null, 
/**
 * What was decided last.
 */
change: ProfileChangeView | null, };

/**
 * What a permission is for, and what it permits.
 */
export type Purpose = { 
/**
 * Its word in the ledger.
 */
purpose: PurposeId, 
/**
 * Its name, of an operator's own; the screen names those that come with the product.
 */
title: string | null, 
/**
 * Templates of these categories may be sent for it when the window is closed.
 */
permits: Array<TemplateCategory>, 
/**
 * Whether people may be sent a group's link for it.
 */
invites: boolean, 
/**
 * Whether a grant counts only once the person confirmed it by a button (double opt-in).
 */
confirm: boolean, 
/**
 * How long a grant is good, in days; none without end.
 */
lasts_days: number | null, 
/**
 * What a person writes, as a whole message, to grant it.
 */
keywords: Array<string>, };

/**
 * How many people a purpose permits to be written to.
 */
export type PurposeCount = { 
/**
 * Which.
 */
purpose: PurposeId, 
/**
 * How many people.
 */
people: number, };

/**
 * The word for a purpose in the ledger.
 */
export type PurposeId = string;

/**
 * Makes a purpose, or changes one.
 */
export type PurposeSave = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * The purpose. One that is not known yet is made; its word is letters, digits and underscores.
 */
purpose: Purpose, };

/**
 * What people can be asked for, and how.
 */
export type Purposes = { 
/**
 * Those of the product first.
 */
purposes: Array<Purpose>, 
/**
 * Every text, the newest version of each purpose and language first.
 */
wordings: Array<Wording>, 
/**
 * The workspace's own words that end every purpose, beside those of the product.
 */
stop_words: Array<string>, };

/**
 * What a send gave.
 */
export type Queued = { 
/**
 * The message, which is in the conversation already; none of reactions.
 */
message_id: MessageId, };

/**
 * A saved answer.
 */
export type QuickReply = { 
/**
 * Which.
 */
quick_reply_id: QuickReplyId, 
/**
 * What is typed after the slash.
 */
shortcut: string, 
/**
 * Its text, with variables as `{name}`, `{operator}`.
 */
body: string, };

/**
 * Deletes a saved answer.
 */
export type QuickReplyDelete = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * Which.
 */
quick_reply_id: QuickReplyId, };

/**
 * A saved answer.
 */
export type QuickReplyId = number;

/**
 * Makes or changes a saved answer.
 */
export type QuickReplySave = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * Which; none makes a new one.
 */
quick_reply_id?: QuickReplyId, 
/**
 * What is typed after the slash.
 */
shortcut: string, 
/**
 * Its text.
 */
body: string, };

/**
 * A silence at once.
 */
export type QuietNow = { 
/**
 * Until when; none until it is switched off.
 */
until: Timestamp | null, };

/**
 * To be left in peace at once, or to end it.
 */
export type QuietSet = { 
/**
 * How long; none ends it.
 */
quiet: QuietNow | null, };

/**
 * How quiet it is. Where several hold, the quieter wins.
 */
export type Quietness = "no_sound" | "badge_only" | "nothing";

/**
 * The message that another answers, in short.
 */
export type Quote = { 
/**
 * Which; none where we do not have it.
 */
message_id: MessageId | null, 
/**
 * Whether we wrote it.
 */
ours: boolean, 
/**
 * Who wrote it.
 */
sender: string | null, 
/**
 * Its kind.
 */
kind: string | null, 
/**
 * Its first words.
 */
words: string, };

/**
 * Puts a reaction on a message, or takes it back.
 */
export type ReactionSend = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * The message.
 */
message_id: MessageId, 
/**
 * The emoji; none takes the reaction back.
 */
emoji: string | null, };

/**
 * One emoji under a message.
 */
export type ReactionView = { 
/**
 * The emoji.
 */
emoji: string, 
/**
 * Who, without ourselves.
 */
people: Array<string>, 
/**
 * Whether we did.
 */
ours: boolean, };

/**
 * One participant's receipt.
 */
export type ReceiptView = { 
/**
 * Who.
 */
contact_id: ContactId, 
/**
 * Name; else the masked phone.
 */
name: string | null, 
/**
 * The last news.
 */
status: DeliveryStatus, 
/**
 * When.
 */
at: Timestamp, };

/**
 * How many participants of a group have a message.
 */
export type Receipts = { 
/**
 * People in the group when it was sent.
 */
of: number, 
/**
 * Who have it, readers included.
 */
delivered: number, 
/**
 * Who read it.
 */
read: number, };

/**
 * What was written into the ledger.
 */
export type Recorded = { 
/**
 * The first entry's number.
 */
entry: number, 
/**
 * The first sixteen letters of its hash.
 */
hash: string, };

/**
 * Why the gate says no. A stable word on the screen.
 */
export type Refusal = "window_closed" | "no_consent" | "asked" | "not_confirmed" | "declined" | "withdrawn" | "stopped_at_provider" | "expired" | "no_such_purpose" | "blocked" | "group_link";

/**
 * Why something was refused, as a stable word for the screen and, of a provider, its number.
 */
export type Refused = { 
/**
 * A stable word, see the contract's list.
 */
reason: string, 
/**
 * The provider's number, where it was the provider.
 */
code?: number | null, };

/**
 * How the value of an attribute stands to another one.
 */
export type Relation = "same" | "below" | "above";

/**
 * Where everything that is here comes from.
 */
export type RestoredFrom = { 
/**
 * When the backup was made: what came between then and the restore is not here.
 */
made_at: Timestamp, 
/**
 * When it was restored.
 */
restored_at: Timestamp, 
/**
 * Until when it is known who was erased: whoever was erased later is here again. None where nothing is known.
 */
erasures_until: Timestamp | null, };

/**
 * What a number may not do.
 */
export type Restriction = { 
/**
 * The provider's word.
 */
word: string, 
/**
 * Until when, where it ends by itself.
 */
until: Timestamp | null, };

/**
 * Whose data a rule is about.
 */
export type RetentionOf = { "of": "number", 
/**
 * Which.
 */
account_id: AccountId, } | { "of": "label", 
/**
 * Which.
 */
label_id: LabelId, };

/**
 * One rule.
 */
export type RetentionRule = { 
/**
 * Whose data.
 */
of: RetentionOf, 
/**
 * Days after the last message of a chat in which it is kept; none keeps it whatever else says (a legal hold).
 */
days: number | null, };

/**
 * Sets how long what we know of people is kept.
 */
export type RetentionSave = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * All rules; people of whom none speaks are kept.
 */
rules: Array<RetentionRule>, };

/**
 * Whether trying again can help.
 */
export type Retry = { "retry": "never" } | { "retry": "after", 
/**
 * Milliseconds.
 */
milliseconds: number, } | { "retry": "when_online" };

/**
 * Something of a person that the list says otherwise.
 */
export type RowDifference = { 
/**
 * What: the name, or an attribute.
 */
of: ListColumn, 
/**
 * What stands.
 */
stands: string, 
/**
 * What the list says.
 */
listed: string, };

/**
 * What a row comes to.
 */
export type RowFate = "new" | "completed" | "differs" | "unchanged" | "bad";

/**
 * Why a row cannot be brought in.
 */
export type RowFault = { "fault": "quote" } | { "fault": "cells" } | { "fault": "card" } | { "fault": "letters" } | { "fault": "too_long", 
/**
 * Which column, from 0.
 */
column: number, } | { "fault": "nobody" } | { "fault": "phone" } | { "fault": "rounded" } | { "fault": "user_id" } | { "fault": "value", 
/**
 * Which column, from 0.
 */
column: number, } | { "fault": "duplicate", 
/**
 * In which line.
 */
line: number, } | { "fault": "two_people" } | { "fault": "erased" };

/**
 * The rules, in the order in which they are asked.
 */
export type Rule = { "rule": "kind_default" } | { "rule": "group_default", 
/**
 * What the group is for.
 */
group: GroupKind, } | { "rule": "topic_default", 
/**
 * What the group is about.
 */
topic: GroupTopic, } | { "rule": "app" } | { "rule": "account" } | { "rule": "kind" } | { "rule": "groups" } | { "rule": "group_kind", 
/**
 * What the group is for.
 */
group: GroupKind, } | { "rule": "label", 
/**
 * Which.
 */
label: LabelId, } | { "rule": "chat" } | { "rule": "contact" } | { "rule": "muted", 
/**
 * Until when; none is for good.
 */
until: Timestamp | null, } | { "rule": "quiet_now", 
/**
 * Until when; none until it is switched off.
 */
until: Timestamp | null, } | { "rule": "schedule", 
/**
 * Which.
 */
schedule: ScheduleId, 
/**
 * Until when; none has no end.
 */
until: Timestamp | null, } | { "rule": "rings_through", 
/**
 * Which.
 */
exception: BreakthroughId, 
/**
 * Its place among all exceptions, from 1.
 */
place: number, } | { "rule": "focus" } | { "rule": "backlog" } | { "rule": "looking_at_it" } | { "rule": "presenter" } | { "rule": "burst_in_chat" } | { "rule": "burst_overall" } | { "rule": "unanswered" };

/**
 * A named silence that comes back every week.
 */
export type Schedule = { 
/**
 * Its key.
 */
schedule_id: ScheduleId, 
/**
 * Its name.
 */
name: string, 
/**
 * Whether it holds.
 */
on: boolean, 
/**
 * What it is about.
 */
scope: Scope, 
/**
 * When.
 */
windows: Array<Window>, 
/**
 * The time zone by its IANA name; none is the operator's own.
 */
zone: string | null, 
/**
 * Days on which none of its windows begins.
 */
except: Array<string>, 
/**
 * How quiet it is.
 */
quiet: Quietness, };

/**
 * A schedule to delete.
 */
export type ScheduleDelete = { 
/**
 * Which.
 */
schedule_id: ScheduleId, };

/**
 * A schedule of silence.
 */
export type ScheduleId = number;

/**
 * A schedule to keep.
 */
export type ScheduleSave = { 
/**
 * Whether it is new; then its key is made here.
 */
new: boolean, 
/**
 * The schedule.
 */
schedule: Schedule, };

/**
 * What a schedule is about.
 */
export type Scope = { "scope": "app" } | { "scope": "account", "id": AccountId } | { "scope": "label", "id": LabelId } | { "scope": "chat", "id": ChatId };

/**
 * What is looked for.
 */
export type SearchRequest = { 
/**
 * The words as typed; `from:`, `in:`, `has:file`, `before:`, `after:` and «от:», «в:», «файл», «до:», «после:» in it are filters.
 */
query: string, 
/**
 * Only in that chat.
 */
chat_id?: ChatId, 
/**
 * Most messages, up to 100.
 */
limit: number, 
/**
 * Only messages older than that one.
 */
before?: MessageId, };

/**
 * What was found.
 */
export type SearchResults = { 
/**
 * Chats whose person or group is named so.
 */
chats: Array<ChatRow>, 
/**
 * Messages, newest first.
 */
messages: Array<Hit>, 
/**
 * The query as it was read, where it was typed in the wrong layout or transliterated.
 */
read_as: string | null, 
/**
 * A better spelling, only where nothing was found.
 */
suggestion: string | null, 
/**
 * Whether nothing but single letters was typed, by which chats alone are found.
 */
short: boolean, 
/**
 * How many messages were searched.
 */
searched: number, 
/**
 * The oldest of them.
 */
since: Timestamp | null, 
/**
 * The filters that were read from the query.
 */
filters: Array<Filter>, };

/**
 * The section of the list that a row stands in.
 */
export type Section = "pinned" | "waiting" | "rest";

/**
 * A saved question about people.
 */
export type Segment = { 
/**
 * Its number.
 */
segment_id: SegmentId, 
/**
 * Its name.
 */
name: string, 
/**
 * What must be true of a person.
 */
conditions: Array<SegmentCondition>, 
/**
 * Of how many it is.
 */
people: number, 
/**
 * Whether it asks for a label, a field or a group that is gone: then it needs mending.
 */
asks_for_gone: boolean, };

/**
 * One thing that is asked of a person.
 */
export type SegmentCondition = { "condition": "label", 
/**
 * Which.
 */
label_id: LabelId, } | { "condition": "attribute", 
/**
 * Which.
 */
attribute_id: AttributeId, 
/**
 * The value; none takes any.
 */
value: AttributeValue | null, 
/**
 * How theirs is to stand to it.
 */
relation?: Relation, } | { "condition": "group", 
/**
 * Its chat.
 */
chat_id: ChatId, } | { "condition": "seen", 
/**
 * How many.
 */
days: number, } | { "condition": "silent", 
/**
 * How many.
 */
days: number, } | { "condition": "consent", 
/**
 * Which.
 */
purpose: PurposeId, 
/**
 * Whether they may.
 */
may: boolean, } | { "condition": "opted_out" } | { "condition": "never_asked" };

/**
 * Deletes a segment.
 */
export type SegmentDelete = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * The segment.
 */
segment_id: SegmentId, };

/**
 * A saved question about people.
 */
export type SegmentId = number;

/**
 * Makes or changes a segment.
 */
export type SegmentSave = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * The segment; none makes a new one.
 */
segment_id?: SegmentId, 
/**
 * Its name.
 */
name: string, 
/**
 * What must be true of a person.
 */
conditions: Array<SegmentCondition>, };

/**
 * Who wrote.
 */
export type Sender = { 
/**
 * The person; none of ours.
 */
contact_id: ContactId | null, 
/**
 * Name; else the masked phone.
 */
name: string | null, };

/**
 * The window of a chat.
 */
export type ServiceWindow = { "state": "never" } | { "state": "open", 
/**
 * When it closes.
 */
closes: Timestamp, } | { "state": "closed", 
/**
 * When it closed.
 */
closed: Timestamp, };

/**
 * The operator's settings.
 */
export type Settings = { 
/**
 * Colours.
 */
theme: Theme, 
/**
 * Language of the interface; none follows the system.
 */
language: Language | null, 
/**
 * Text size in percent, 90 to 150.
 */
text_size: number, 
/**
 * Whether Enter sends and Shift+Enter breaks the line, or the other way round.
 */
enter_sends: boolean, 
/**
 * Whether single letters act.
 */
letter_keys: boolean, 
/**
 * Whether the rail shows its words.
 */
rail_words: boolean, 
/**
 * Whether the panel beside the conversation is open.
 */
context_panel: boolean, 
/**
 * Whether rows are closer together.
 */
compact: boolean, };

/**
 * How bad it is.
 */
export type Severity = "warning" | "broken";

/**
 * Everything that was seen of a connection. What could not be asked is none.
 */
export type Signs = { 
/**
 * Why the provider could not be asked to the end.
 */
refusal: Fault | null, 
/**
 * The token and its app.
 */
app: AppSigns | null, 
/**
 * The numbers.
 */
numbers: Array<NumberSigns>, 
/**
 * By how many milliseconds this computer's clock is ahead of the provider's.
 */
clock_ahead: number | null, 
/**
 * The address that leads here, where it is known.
 */
address: string | null, 
/**
 * Whether this program answered at that address.
 */
door_answers: boolean | null, 
/**
 * When the last webhook with the right signature came.
 */
signed: Timestamp | null, 
/**
 * When the last one with a wrong signature was turned away.
 */
forged: Timestamp | null, 
/**
 * A silence that is unusual for the hours in which it is.
 */
silence: Silence | null, 
/**
 * Until when sending rests because the provider asked for fewer calls.
 */
slow_until: Timestamp | null, 
/**
 * Messages that wait to be sent.
 */
waiting: number, 
/**
 * People whom we wrote to first within 24 hours, at any number: what the limit counts.
 */
written_first: number, 
/**
 * How often the provider asked for fewer calls within 24 hours, since the start.
 */
rate_limited: number, };

/**
 * A silence in which webhooks would usually have come.
 */
export type Silence = { 
/**
 * When the last one came, or since when anybody listens.
 */
since: Timestamp, 
/**
 * How many would usually have come.
 */
usual: number, };

/**
 * A silence that holds for everything now.
 */
export type SilentNow = { 
/**
 * The schedule; none is the silence at once.
 */
schedule: ScheduleId | null, 
/**
 * Until when; none has no end.
 */
until: Timestamp | null, };

/**
 * A question to the simulator: what if this happened?
 */
export type Simulate = { 
/**
 * What happens.
 */
kind: AlertKind, 
/**
 * In which chat.
 */
chat: ChatId | null, 
/**
 * Who does it; none is the chat's person.
 */
contact: ContactId | null, 
/**
 * The words.
 */
text: string, 
/**
 * When.
 */
at: Timestamp, 
/**
 * Whether the operator is looking at that chat then.
 */
looking: boolean, 
/**
 * Whether the system's do-not-disturb is on then.
 */
focus: boolean, };

/**
 * The simulator's answer.
 */
export type Simulated = { 
/**
 * What would be done and why.
 */
verdict: Verdict, 
/**
 * What would be done without the exception that rings through, where one does.
 */
otherwise: Verdict | null, 
/**
 * When a digest would tell of it, where it is silent.
 */
digest_at: Timestamp | null, };

/**
 * The sounds of our own.
 */
export type Sound = "kettle" | "bell" | "drop" | "knock" | "doorphone" | "tick";

/**
 * A sound to add.
 */
export type SoundAdd = { 
/**
 * Its name.
 */
name: string, 
/**
 * The file's bytes in base64: WAV, OGG, MP3 or FLAC.
 */
base64: string, 
/**
 * Where it begins, in milliseconds.
 */
from: number, 
/**
 * Where it ends, in milliseconds; none is the file's end.
 */
to: number | null, };

/**
 * What sounds.
 */
export type SoundChoice = { "from": "silent" } | { "from": "own", "sound": Sound } | { "from": "file", "sound": FileHash };

/**
 * A sound to delete. Whoever used it gets the default.
 */
export type SoundDelete = { 
/**
 * Which.
 */
file: FileHash, };

/**
 * The device to play on.
 */
export type SoundDevice = { 
/**
 * Its name; none is the system's.
 */
device: string | null, };

/**
 * A sound file of the operator's.
 */
export type SoundFile = { 
/**
 * Its key.
 */
file: FileHash, 
/**
 * Its name.
 */
name: string, 
/**
 * How long it is, in milliseconds.
 */
duration: number, 
/**
 * How loud it is over its length, 0 to 100, in equal parts.
 */
shape: Array<number>, };

/**
 * A sound to hear.
 */
export type SoundPreview = { 
/**
 * Which.
 */
sound: SoundChoice, 
/**
 * How loud, in percent.
 */
volume: number, };

/**
 * The sounds there are.
 */
export type Sounds = { 
/**
 * Our own.
 */
ours: Array<OwnSound>, 
/**
 * The operator's.
 */
files: Array<SoundFile>, 
/**
 * Where sounds can be played.
 */
devices: Array<string>, 
/**
 * The device chosen; none is the system's.
 */
device: string | null, };

/**
 * How we know.
 */
export type Source = "wrote_first" | "message" | "paper_form" | "call" | "in_person" | "web_form" | "double_opt_in" | "import" | "keyword" | "button" | "provider" | "signup_link" | "operator" | "silence" | "unreached";

/**
 * One thing that the provider says of a number or its business account.
 */
export type Standing = { 
/**
 * What it is about.
 */
fact: StandingFact, 
/**
 * Which, of those of which there may be several.
 */
subject: string, 
/**
 * The provider's word: an open set.
 */
value: string, 
/**
 * What belongs to it: the name asked for, the day.
 */
detail?: string | null, 
/**
 * Why, in the provider's word.
 */
reason?: string | null, 
/**
 * Until when it holds, where it ends by itself.
 */
until?: Timestamp | null, };

/**
 * What a [`Standing`] is about.
 */
export type StandingFact = "quality" | "status" | "limit" | "throughput" | "name" | "new_name" | "username" | "official" | "review" | "restriction" | "ban" | "violation" | "business" | "alert" | "pin" | "country" | "notice";

/**
 * One thing that the provider says of a number or its business account.
 */
export type StandingView = { 
/**
 * What it says.
 */
says: Standing, 
/**
 * When it was so.
 */
at: Timestamp, };

/**
 * One step of a decision that changed the outcome.
 */
export type Step = { 
/**
 * Which rule.
 */
rule: Rule, 
/**
 * The outcome after it.
 */
outcome: Outcome, };

/**
 * Sets the workspace's own words that end every purpose.
 */
export type StopWordsSave = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * All of them.
 */
words: Array<string>, };

/**
 * An approved text as the operator picks it.
 */
export type Template = { 
/**
 * Its name at the provider.
 */
name: string, 
/**
 * Language as the API writes it: `en_US`, `ru`.
 */
language: string, 
/**
 * What it is for.
 */
category: TemplateCategory, 
/**
 * `APPROVED`, `PAUSED` ...: the provider's word, an open set. Only `APPROVED` can be sent.
 */
status: string, 
/**
 * Why it is not approved, in the provider's word.
 */
reason?: string | null, 
/**
 * How people take it: `GREEN`, `YELLOW`, `RED`, an open set.
 */
quality?: string | null, 
/**
 * What it will count as from the next day on, where the provider announced that.
 */
announced?: TemplateCategory | null, 
/**
 * Whether its blanks have names.
 */
named: boolean, 
/**
 * The text above the body, with its blanks as `{{…}}`.
 */
header?: string | null, 
/**
 * The text with its blanks as `{{…}}`.
 */
body: string, 
/**
 * The line below.
 */
footer?: string | null, 
/**
 * Blanks of the header, in order.
 */
header_blanks: Array<TemplateBlank>, 
/**
 * Blanks of the body, in order of first appearance.
 */
body_blanks: Array<TemplateBlank>, 
/**
 * The words on its buttons.
 */
buttons: Array<string>, 
/**
 * The pages that its buttons open.
 */
links?: Array<string>, 
/**
 * How many of its buttons send an answer back; the others open a page or call.
 */
quick_replies: number, 
/**
 * Whether it has a part that this version cannot fill (a header picture, a coupon ...): it is shown, not offered.
 */
beyond_us: boolean, };

/**
 * One blank of a template's text.
 */
export type TemplateBlank = { 
/**
 * `1`, `2` ... of positional templates, else the parameter's name.
 */
name: string, 
/**
 * The example given at approval.
 */
example?: string | null, };

/**
 * What a template is for. It decides what consent and what price it asks for.
 */
export type TemplateCategory = "marketing" | "utility" | "authentication";

/**
 * A template with its blanks filled, as it is sent and kept.
 */
export type TemplateMessage = { 
/**
 * The template's name.
 */
name: string, 
/**
 * Its language.
 */
language: string, 
/**
 * Its category when it was chosen.
 */
category: TemplateCategory, 
/**
 * Values of the header's blanks, in order.
 */
header_values: Array<TemplateValue>, 
/**
 * Values of the body's blanks, in order.
 */
body_values: Array<TemplateValue>, 
/**
 * What comes back when its quick replies are pressed, in order; empty where the provider's own words do.
 */
button_payloads?: Array<string>, 
/**
 * The pages that its buttons open: a group's link behind one is an invitation, too.
 */
links?: Array<string>, 
/**
 * The group that it invites to, or of which it says that there is no seat yet: it takes a permit for group invitations.
 */
invites?: GroupId | null, 
/**
 * The text as the person reads it.
 */
text: string, };

/**
 * A template as it can be offered in a chat.
 */
export type TemplateOffer = { 
/**
 * The template.
 */
template: Template, 
/**
 * Why it may not be sent here now, and what may instead.
 */
denial: Denial | null, };

/**
 * The templates for a chat: the contact's language first.
 */
export type TemplateOffers = { 
/**
 * In the order offered.
 */
offers: Array<TemplateOffer>, };

/**
 * Sends a template with its blanks filled.
 */
export type TemplateSend = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * Where.
 */
chat_id: ChatId, 
/**
 * The template's name.
 */
name: string, 
/**
 * Its language.
 */
language: string, 
/**
 * What stands in its blanks, by their names.
 */
values: { [key in string]: string }, };

/**
 * The value of one blank.
 */
export type TemplateValue = { 
/**
 * The parameter's name, of named templates.
 */
name?: string | null, 
/**
 * What stands there.
 */
text: string, 
/**
 * The group whose link the provider puts there as it is at delivery (reference 1.3).
 */
group?: GroupId | null, };

/**
 * Colours.
 */
export type Theme = "system" | "light" | "dark";

/**
 * A part of a conversation, oldest first.
 */
export type Timeline = { 
/**
 * The items.
 */
items: Array<TimelineItem>, 
/**
 * Cursor for what stands before; none at the beginning.
 */
before: string | null, 
/**
 * Cursor for what stands after; none at the end.
 */
after: string | null, };

/**
 * From where a part of a conversation is taken. Items always come oldest first.
 */
export type TimelineFrom = { "from": "newest" } | { "from": "before", 
/**
 * The cursor of the oldest item known.
 */
cursor: string, } | { "from": "after", 
/**
 * The cursor of the newest item known.
 */
cursor: string, } | { "from": "around", 
/**
 * Which.
 */
message_id: MessageId, };

/**
 * One item of a conversation.
 */
export type TimelineItem = { "item": "message" } & Message | { "item": "note" } & Note | { "item": "line" } & GroupLine;

/**
 * Asks for a part of a conversation.
 */
export type TimelineRequest = { 
/**
 * Which chat.
 */
chat_id: ChatId, 
/**
 * From where.
 */
from: TimelineFrom, 
/**
 * Most items, up to 200.
 */
limit: number, };

/**
 * Milliseconds since 1 January 1970, UTC.
 */
export type Timestamp = number;

/**
 * What came of a try.
 */
export type Tried = { 
/**
 * Whether the system confirmed it.
 */
confirmed: boolean, };

/**
 * What to try.
 */
export type Try = { 
/**
 * What.
 */
what: Attempt, };

/**
 * Why a file is no list.
 */
export type Unreadable = "empty" | "kind" | "damaged" | "too_large";

/**
 * A file under a passphrase in which the secrets lie, where the operator made one.
 */
export type Vault = "none" | "locked" | "open";

/**
 * What is done and why.
 */
export type Verdict = { 
/**
 * What is done.
 */
outcome: Outcome, 
/**
 * The steps that changed something, the deciding one last.
 */
trace: Array<Step>, };

/**
 * How what comes in finds the way here.
 */
export type WebhookWay = { "way": "tunnel" } | { "way": "address", 
/**
 * It, as it was typed.
 */
url: string, };

/**
 * What whoever comes into a group reads there.
 */
export type Welcome = { 
/**
 * Whether it is sent.
 */
on: boolean, 
/**
 * The text, with `{group}`, `{rules}` and `{leave}` in it.
 */
text: string, 
/**
 * The rules.
 */
rules: string, };

/**
 * A person at one of our numbers.
 */
export type Whom = { 
/**
 * The number.
 */
account_id: AccountId, 
/**
 * The person.
 */
contact_id: ContactId, };

/**
 * A window of a week.
 */
export type Window = { 
/**
 * On which days it begins: 1 is Monday, 7 is Sunday.
 */
days: Array<number>, 
/**
 * When, in minutes after midnight.
 */
from: number, 
/**
 * When it ends. Not later than it begins: it ends on the next day.
 */
to: number, };

/**
 * Withdrawals of one day.
 */
export type WithdrawalsOfDay = { 
/**
 * The day: `2026-11-26`.
 */
day: string, 
/**
 * How many, by how we know.
 */
causes: { [key in Source]?: number }, };

/**
 * The exact text that people are shown when they are asked, in one language. A changed text is a new version.
 */
export type Wording = { 
/**
 * What for.
 */
purpose: PurposeId, 
/**
 * From 1.
 */
version: number, 
/**
 * `en`, `ru` and so on.
 */
language: string, 
/**
 * The text.
 */
text: string, 
/**
 * Since when it is shown.
 */
since: Timestamp, };

/**
 * Which text the person was shown.
 */
export type WordingRef = { 
/**
 * The purpose whose text it is.
 */
purpose: PurposeId, 
/**
 * Which version.
 */
version: number, 
/**
 * In which language.
 */
language: string, 
/**
 * SHA-256 of the text, hexadecimal.
 */
hash: string, };

/**
 * Makes a text the newest version.
 */
export type WordingSave = { 
/**
 * Made by the screen.
 */
command_id: CommandId, 
/**
 * Of which purpose.
 */
purpose: PurposeId, 
/**
 * In which language: `en`, `ru` and so on.
 */
language: string, 
/**
 * The text, up to 1,000 letters.
 */
text: string, };

/**
 * Everything that the screen needs before it can show anything.
 */
export type Workspace = { 
/**
 * Its name: the first number's.
 */
name: string, 
/**
 * The numbers.
 */
accounts: Array<Account>, 
/**
 * The operator's name.
 */
operator: string, 
/**
 * Colleagues to whom a chat can be handed; today the operator alone.
 */
operators: Array<string>, 
/**
 * The settings.
 */
settings: Settings, 
/**
 * What this host can do beside showing pages.
 */
abilities: Abilities, 
/**
 * Now, by the clock in force: a sandbox has its own.
 */
now: Timestamp, 
/**
 * Where the first run is; none once it is over, and where there is nothing to choose.
 */
first_run: FirstRun | null, 
/**
 * Where the secrets lie. While a vault is locked nothing is sent and nothing comes in.
 */
vault: Vault, 
/**
 * The hub that decides for this console; none where it decides itself.
 */
hub: PairedHub | null, };

/** Every command: what goes in, what comes out. */
export interface Commands {
  /** Everything that the screen needs before it can show anything. */
  workspace: { request: Nothing; response: Workspace };
  /** How the connection is. */
  health: { request: Nothing; response: Health };
  /** Keeps the settings. */
  settings_save: { request: Settings; response: Settings };
  /** Whether the program starts with the computer. */
  autostart: { request: Nothing; response: Autostart };
  /** Has the program start with the computer, or not. */
  autostart_set: { request: AutostartSet; response: Autostart };
  /** Says what the operator is looking at, so that it does not ring. */
  presence_set: { request: Presence; response: Nothing };
  /** Looks what an access token and an app secret open. Nothing is kept. */
  number_check: { request: ConnectNumber; response: Opened };
  /** How what comes in for a number finds the way here. */
  number_webhook: { request: Nothing; response: NumberWebhook };
  /** What was found when the connection was examined last. */
  examination: { request: Nothing; response: Examination };
  /** Examines the connection: here, and by asking the provider. */
  connection_examine: { request: Nothing; response: Examination };
  /** Sends a body of our own to the public address, and looks whether it comes in. */
  connection_loop: { request: Nothing; response: LoopTest };
  /** Writes the log of this machine as a file, without anything of a person. */
  log_export: { request: Nothing; response: PaperFile };
  /** The backups that lie where this machine keeps them, and the restore that everything here comes from. */
  backups: { request: Nothing; response: Backups };
  /** Makes a backup of everything here but the keys, while everything goes on. */
  backup_make: { request: Nothing; response: Backup };
  /** Restores a backup in place of a folder in which nothing is yet, and opens it. */
  backup_restore: { request: BackupRestore; response: Nothing };
  /** Keeps the values, once they open a number, and connects with them. */
  number_connect: { request: ConnectNumber; response: Workspace };
  /** Chooses how what comes in finds the way here, and has the provider told. */
  webhook_way_set: { request: WebhookWay; response: NumberWebhook };
  /** Makes a vault under a passphrase for the secrets, in place of the keyring. */
  vault_make: { request: Passphrase; response: Workspace };
  /** Opens the vault until the program ends. */
  vault_open: { request: Passphrase; response: Workspace };
  /** Opens the sandbox in place of the numbers. */
  sandbox_begin: { request: Nothing; response: Nothing };
  /** Pairs this window with the hub of a code, and opens what it has in place of the numbers. */
  hub_join: { request: HubJoin; response: Nothing };
  /** Leaves the hub: its copy and what waits for it go, and the numbers of this computer are opened. */
  hub_leave: { request: Nothing; response: Nothing };
  /** What waits for the hub, and what it refused. */
  hub_outbox: { request: Nothing; response: HubOutbox };
  /** Gives up a command that waits for the hub, or puts a refused one away. */
  hub_outbox_drop: { request: ForHubDrop; response: Nothing };
  /** Ends the first run: from now on the program begins with the inbox. */
  first_run_end: { request: Nothing; response: Workspace };
  /** A part of the chat list. */
  chats: { request: ChatsRequest; response: ChatsPage };
  /** A chat with what stands around it. */
  chat: { request: ChatRequest; response: ChatDetail };
  /** The chat in which somebody waits longest for an answer. */
  waiting_longest: { request: Nothing; response: NextChat };
  /** Decides something about a chat: done, snoozed, pinned, assigned, labelled, marked unread. */
  chat_update: { request: ChatUpdate; response: Nothing };
  /** Everything up to a message was read. */
  chat_read: { request: MarkRead; response: Nothing };
  /** The operator is writing; the person sees it where the provider can show it. */
  chat_typing: { request: ChatRequest; response: Nothing };
  /** Keeps the unsent text of a chat. */
  draft_save: { request: Draft; response: Nothing };
  /** A person's whole phone number. */
  contact_phone: { request: ContactRequest; response: Phone };
  /** A part of a conversation. */
  timeline: { request: TimelineRequest; response: Timeline };
  /** Receipts of one message. */
  message_info: { request: MessageRequest; response: MessageInfo };
  /** Sends a message. */
  message_send: { request: MessageSend; response: Queued };
  /** Sends a template. */
  template_send: { request: TemplateSend; response: Queued };
  /** Puts a reaction on a message, or takes it back. */
  reaction_send: { request: ReactionSend; response: Nothing };
  /** Pins a message in its group, or ends that. */
  message_pin: { request: MessagePin; response: Nothing };
  /** Sends an unknown or failed message again. */
  message_again: { request: MessageSettle; response: Nothing };
  /** Gives an unknown message up, or takes a queued one out. */
  message_drop: { request: MessageSettle; response: Nothing };
  /** The templates that can be offered in a chat. */
  templates: { request: ChatRequest; response: TemplateOffers };
  /** Every template of a number, in every state. */
  account_templates: { request: AccountRequest; response: Array<Template> };
  /** The business profile of a number as it stands at the provider now, and what was decided about it last. */
  profile: { request: AccountRequest; response: ProfileView };
  /** Puts a picture for a profile here, so that a change can name it. */
  profile_picture_add: { request: ProfilePictureAdd; response: ProfilePicture };
  /** Has the provider change a number's business profile. */
  profile_save: { request: ProfileSave; response: Nothing };
  /** Gives up a change of a profile that was refused. */
  profile_seen: { request: ProfileCommand; response: Nothing };
  /** The saved answers. */
  quick_replies: { request: Nothing; response: Array<QuickReply> };
  /** Makes or changes a saved answer. */
  quick_reply_save: { request: QuickReplySave; response: Nothing };
  /** Deletes a saved answer. */
  quick_reply_delete: { request: QuickReplyDelete; response: Nothing };
  /** The labels. */
  labels: { request: Nothing; response: Array<Label> };
  /** Makes or changes a label. */
  label_save: { request: LabelSave; response: Nothing };
  /** Deletes a label everywhere. */
  label_delete: { request: LabelDelete; response: Nothing };
  /** Writes an internal note. */
  note_add: { request: NoteAdd; response: Nothing };
  /** Deletes an internal note. */
  note_delete: { request: NoteDelete; response: Nothing };
  /** A part of the list of groups. */
  groups: { request: GroupsRequest; response: GroupsPage };
  /** A group with its people, requests and what is asked of the provider. */
  group: { request: ChatRequest; response: GroupView };
  /** A part of what happened in a group, or to a person in groups. */
  group_history: { request: GroupHistoryRequest; response: GroupHistory };
  /** How much is written in a group. */
  group_activity: { request: GroupActivityRequest; response: GroupActivity };
  /** Everybody who asks to enter a group, in all groups, longest first. */
  join_requests: { request: Nothing; response: Array<JoinRequest> };
  /** Makes a group. */
  group_create: { request: GroupCreate; response: GroupAsked };
  /** Changes a group's name or description. */
  group_rename: { request: GroupRename; response: GroupAsked };
  /** Gives a group a picture. */
  group_picture: { request: GroupPicture; response: GroupAsked };
  /** Says what a group is for and about. */
  group_sort: { request: GroupSort; response: Nothing };
  /** Makes another invite link; the earlier ones are dead from then on. */
  group_link_replace: { request: GroupCommand; response: GroupAsked };
  /** Deletes a group. */
  group_delete: { request: GroupCommand; response: GroupAsked };
  /** Compares a group's people with the provider's list now. */
  group_compare: { request: GroupCommand; response: Nothing };
  /** Puts away what comparing found. */
  group_found_seen: { request: GroupCommand; response: Nothing };
  /** Lets people in who asked, or not. */
  join_decide: { request: JoinDecide; response: GroupAsked };
  /** Takes people out of a group. */
  group_remove: { request: GroupRemove; response: GroupAsked };
  /** Puts away what failed, or asks for it again. */
  group_settle: { request: GroupSettle; response: Nothing };
  /** Says who is let into a group without being looked at. */
  join_rule_save: { request: JoinRuleSave; response: Nothing };
  /** Says what whoever comes into a group reads. */
  group_welcome_save: { request: GroupWelcomeSave; response: Nothing };
  /** Who of some people may be invited into a group, and for whom there is a seat. */
  invite_plan: { request: InvitePlanRequest; response: InvitePlan };
  /** Invites people into a group. */
  invite: { request: Invite; response: Invited };
  /** A part of a group's invitations, and how far all of them are. */
  invitations: { request: InvitationsRequest; response: InvitationsPage };
  /** Takes invitations back. */
  invitations_withdraw: { request: InvitationsWithdraw; response: Nothing };
  /** Reads a list of people. */
  members_import_read: { request: ListRead; response: ListOpened };
  /** What bringing the list in would come to; nothing is written. */
  members_import_plan: { request: ImportOptions; response: ImportPlan };
  /** Rows of the plan, or of what came of it. */
  members_import_rows: { request: ImportRowsRequest; response: ImportRows };
  /** Brings the list in. No consent is granted by it. */
  members_import_start: { request: ImportStart; response: ImportState };
  /** How far the newest import is. */
  members_import: { request: Nothing; response: ImportState };
  /** Stops the import; what was done stays. */
  members_import_stop: { request: Nothing; response: Nothing };
  /** The rows that cannot be brought in, as a table with the reasons. */
  members_import_faults: { request: Nothing; response: PaperFile };
  /** Puts the list away. */
  members_import_close: { request: Nothing; response: Nothing };
  /** Writes people as a list. */
  members_export: { request: MembersExport; response: PaperFile };
  /** A part of a list of people. */
  members: { request: MembersRequest; response: MembersPage };
  /** How many people the lists of members have. */
  member_lists: { request: Nothing; response: MemberLists };
  /** A person with what is known. */
  member: { request: ContactRequest; response: MemberView };
  /** A part of what happened with a person. */
  member_history: { request: MemberHistoryRequest; response: MemberHistory };
  /** Adds a person, or fills in what is missing of one who is known. */
  member_add: { request: MemberAdd; response: MemberAdded };
  /** Gives a person the operator's own name. */
  member_name: { request: MemberName; response: Nothing };
  /** Puts a label on people, or takes it off. */
  member_label: { request: MemberLabel; response: Nothing };
  /** What saying that two people are one would come to; nothing is written. */
  member_merge_preview: { request: MergePair; response: MergePreview };
  /** Says that two people are one. */
  member_merge: { request: MemberMerge; response: Merged };
  /** Says that they are two after all. */
  member_unmerge: { request: MemberUnmerge; response: Nothing };
  /** Blocks people at a number of ours, those of them who can be blocked now. */
  people_block: { request: PeopleBlock; response: Nothing };
  /** Blocks a person no more. */
  person_unblock: { request: BlockCommand; response: Nothing };
  /** Puts away that a person was not blocked, or not unblocked. */
  block_seen: { request: BlockCommand; response: Nothing };
  /** What the workspace notes of people. */
  attributes: { request: Nothing; response: Array<Attribute> };
  /** Makes or changes an attribute. */
  attribute_save: { request: AttributeSave; response: Nothing };
  /** Deletes an attribute with everybody's values. */
  attribute_delete: { request: AttributeDelete; response: Nothing };
  /** Gives a person a value of an attribute. */
  attribute_set: { request: AttributeSet; response: Nothing };
  /** Makes or changes a segment. */
  segment_save: { request: SegmentSave; response: Nothing };
  /** Deletes a segment. */
  segment_delete: { request: SegmentDelete; response: Nothing };
  /** Opens the chat with a person, where nobody has written yet. */
  chat_open: { request: ChatOpen; response: NextChat };
  /** Purposes, the texts that people are shown, and the words that end everything. */
  purposes: { request: Nothing; response: Purposes };
  /** Makes or changes a purpose. */
  purpose_save: { request: PurposeSave; response: Nothing };
  /** Makes a text the newest version of its purpose and language. */
  wording_save: { request: WordingSave; response: Nothing };
  /** Sets the workspace's own words that end everything. */
  stop_words_save: { request: StopWordsSave; response: Nothing };
  /** How it stands with everybody's consent. */
  consent_overview: { request: Nothing; response: ConsentOverview };
  /** Who may be written to about what, and who left, day by day. */
  consent_report: { request: Nothing; response: ConsentReport };
  /** A page of the consent ledger. */
  consent_ledger: { request: LedgerRequest; response: LedgerPage };
  /** Checks the chain of the consent ledger. */
  consent_verify: { request: Nothing; response: LedgerCheck };
  /** Who may be written to, about what, and if not, why. */
  consent_check: { request: ConsentCheck; response: ConsentChecked };
  /** People by name or number. */
  people: { request: PeopleRequest; response: Array<PersonFound> };
  /** Writes down what a person said or signed. */
  consent_record: { request: ConsentRecord; response: Recorded };
  /** Takes a consent back because the person said so. */
  consent_withdraw: { request: ConsentWithdraw; response: Recorded };
  /** Asks a person for a consent. */
  consent_ask: { request: ConsentAsk; response: Queued };
  /** Brings in consents from a list. */
  consent_import: { request: ConsentImport; response: ConsentImported };
  /** Makes a paper about one person. */
  consent_paper: { request: PaperRequest; response: PaperFile };
  /** The whole ledger as a table. */
  consent_export: { request: Nothing; response: PaperFile };
  /** How long what we know of people is kept. */
  retention: { request: Nothing; response: Array<RetentionRule> };
  /** Sets how long what we know of people is kept. */
  retention_save: { request: RetentionSave; response: Nothing };
  /** Erases a person. */
  contact_erase: { request: ContactErase; response: Erased };
  /** What alerts and what does not. */
  notification_rules: { request: Nothing; response: NotificationRules };
  /** Chats and people with settings of their own. */
  notification_exceptions: { request: ExceptionsRequest; response: ExceptionsPage };
  /** Keeps what one level sets. */
  notification_level_save: { request: LevelFields; response: Nothing };
  /** Keeps what holds for every alert alike. */
  notification_manner_save: { request: Manner; response: Nothing };
  /** Mutes a chat, or ends it. */
  chat_mute: { request: ChatMute; response: Nothing };
  /** Leaves the operator in peace at once, or ends it. */
  quiet_set: { request: QuietSet; response: Nothing };
  /** Makes or changes a schedule of silence. */
  schedule_save: { request: ScheduleSave; response: Nothing };
  /** Deletes a schedule. */
  schedule_delete: { request: ScheduleDelete; response: Nothing };
  /** Makes or changes an exception to silence. */
  breakthrough_save: { request: BreakthroughSave; response: Nothing };
  /** Deletes an exception to silence. */
  breakthrough_delete: { request: BreakthroughDelete; response: Nothing };
  /** Puts the exceptions to silence into another order. */
  breakthrough_order: { request: BreakthroughOrder; response: Nothing };
  /** The history of decisions to alert or not, each with its reasons. */
  notification_history: { request: HistoryRequest; response: HistoryPage };
  /** What would happen if somebody did something at some time. */
  notification_simulate: { request: Simulate; response: Simulated };
  /** What silence held back, as a list of work. */
  digest: { request: Nothing; response: Digest };
  /** The list of what silence held back was seen. */
  digest_seen: { request: Nothing; response: Nothing };
  /** The sounds there are. */
  sounds: { request: Nothing; response: Sounds };
  /** Adds a sound file of the operator's. */
  sound_add: { request: SoundAdd; response: SoundFile };
  /** Deletes a sound file of the operator's. */
  sound_delete: { request: SoundDelete; response: Nothing };
  /** Plays a sound as an alert would. */
  sound_preview: { request: SoundPreview; response: Nothing };
  /** Chooses the device that alerts are played on. */
  sound_device_set: { request: SoundDevice; response: Nothing };
  /** What this system can do for an alert. */
  alert_health: { request: Nothing; response: AlertHealth };
  /** Tries one thing, and says whether the system confirmed it. */
  alert_try: { request: Try; response: Tried };
  /** Search over every message, person and group. */
  search: { request: SearchRequest; response: SearchResults };
  /** Puts a file into the media store, so that it can be sent. */
  attachment_add: { request: AttachmentAdd; response: Attachment };
  /** Bytes of a file. */
  file: { request: FileRequest; response: FileBytes };
  /** Opens a file in another program. */
  file_open: { request: FileRequest; response: Nothing };
  /** Plays a sound file; another one that plays is stopped. */
  sound_play: { request: FileRequest; response: Nothing };
  /** Stops the sound that plays. */
  sound_stop: { request: Nothing; response: Nothing };
  /** Begins to record a voice note. */
  voice_start: { request: ChatRequest; response: Nothing };
  /** Ends the recording. */
  voice_stop: { request: Nothing; response: Attachment };
  /** Throws the recording away. */
  voice_cancel: { request: Nothing; response: Nothing };
}

/** Name of a command. */
export type CommandName = keyof Commands;

/** The commands that change nothing. */
export const asks = [
  "workspace",
  "health",
  "autostart",
  "number_webhook",
  "examination",
  "backups",
  "hub_outbox",
  "chats",
  "chat",
  "waiting_longest",
  "contact_phone",
  "timeline",
  "message_info",
  "templates",
  "account_templates",
  "profile",
  "quick_replies",
  "labels",
  "groups",
  "group",
  "group_history",
  "group_activity",
  "join_requests",
  "invite_plan",
  "invitations",
  "members_import_rows",
  "members_import",
  "members",
  "member_lists",
  "member",
  "member_history",
  "member_merge_preview",
  "attributes",
  "purposes",
  "consent_overview",
  "consent_report",
  "consent_ledger",
  "consent_check",
  "people",
  "retention",
  "notification_rules",
  "notification_exceptions",
  "notification_history",
  "notification_simulate",
  "digest",
  "sounds",
  "alert_health",
  "search",
  "file",
] as const satisfies readonly CommandName[];
