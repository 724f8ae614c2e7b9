//! The table of commands. Everything else about a command (its name on the wire, the trait that answers it, the
//! TypeScript, the JSON Schema) is made from its line here; a host without an answer to a line does not compile.

use std::future::Future;

use domain::connection::Opened;
use domain::notify::Manner;
use domain::retention::RetentionRule;
use domain::template::Template;
use serde_json::Value;

use crate::alert_health::{AlertHealth, Tried, Try};
use crate::backup::{Backup, BackupRestore, Backups};
use crate::block::{BlockCommand, PeopleBlock};
use crate::chat::{
    ChatDetail, ChatRequest, ChatUpdate, ChatsPage, ChatsRequest, ContactRequest, Draft, Label, LabelDelete, LabelSave,
    MarkRead, NextChat, NoteAdd, NoteDelete, Phone, QuickReply, QuickReplyDelete, QuickReplySave,
};
use crate::compose::{
    Attachment, AttachmentAdd, MessagePin, MessageSend, MessageSettle, Queued, ReactionSend, TemplateOffers,
    TemplateSend,
};
use crate::connection::{ConnectNumber, NumberWebhook, Passphrase, WebhookWay};
use crate::consent::{
    ConsentAsk, ConsentCheck, ConsentChecked, ConsentImport, ConsentImported, ConsentOverview, ConsentRecord,
    ConsentReport, ConsentWithdraw, ContactErase, Erased, LedgerCheck, LedgerPage, LedgerRequest, PaperFile,
    PaperRequest, PeopleRequest, PersonFound, PurposeSave, Purposes, Recorded, RetentionSave, StopWordsSave,
    WordingSave,
};
use crate::doctor::{Examination, LoopTest};
use crate::error::{ErrorBody, ErrorCode};
use crate::group::{
    GroupAsked, GroupCommand, GroupCreate, GroupHistory, GroupHistoryRequest, GroupPicture, GroupRemove, GroupRename,
    GroupSettle, GroupSort, GroupView, GroupsPage, GroupsRequest, JoinDecide, JoinRequest,
};
use crate::group_activity::{GroupActivity, GroupActivityRequest};
use crate::hub::{ForHubDrop, HubJoin, HubOutbox};
use crate::invitation::{
    InvitationsPage, InvitationsRequest, InvitationsWithdraw, Invite, InvitePlan, InvitePlanRequest, Invited,
    JoinRuleSave,
};
use crate::list::{
    ImportOptions, ImportPlan, ImportRows, ImportRowsRequest, ImportStart, ImportState, ListOpened, ListRead,
    MembersExport,
};
use crate::member::{
    Attribute, AttributeDelete, AttributeSave, AttributeSet, ChatOpen, MemberAdd, MemberAdded, MemberHistory,
    MemberHistoryRequest, MemberLabel, MemberLists, MemberName, MemberView, MembersPage, MembersRequest, SegmentDelete,
    SegmentSave,
};
use crate::merge::{MemberMerge, MemberUnmerge, MergePair, MergePreview, Merged};
use crate::message::{MessageInfo, MessageRequest, Timeline, TimelineRequest};
use crate::notification::{
    BreakthroughDelete, BreakthroughOrder, BreakthroughSave, ChatMute, Digest, ExceptionsPage, ExceptionsRequest,
    HistoryPage, HistoryRequest, LevelFields, NotificationRules, QuietSet, ScheduleDelete, ScheduleSave, Simulate,
    Simulated,
};
use crate::profile::{ProfileCommand, ProfilePicture, ProfilePictureAdd, ProfileSave, ProfileView};
use crate::search::{SearchRequest, SearchResults};
use crate::sound::{SoundAdd, SoundDelete, SoundDevice, SoundFile, SoundPreview, Sounds};
use crate::welcome::GroupWelcomeSave;
use crate::workspace::{
    AccountRequest, Autostart, AutostartSet, FileBytes, FileRequest, Health, Nothing, Presence, Settings, Workspace,
};

/// Whether a command only asks, and where it is answered on a console that is paired with a hub.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// It changes nothing: its answer may be kept until a change is pushed.
    Asks,
    /// It asks for what only the hub has in its memory.
    AsksHub,
    /// It changes something on this machine.
    Acts,
    /// It decides: only a hub does it, and a console keeps it for the hub while that is away.
    Decides,
    /// Only a hub does it, now or not at all: the answer is needed to go on, or it makes no sense later.
    DecidesNow,
    /// It is about the secrets and the provider: only where those are.
    Connects,
}

impl Nature {
    /// Whether it changes nothing.
    #[must_use]
    pub const fn asks(self) -> bool {
        matches!(self, Self::Asks | Self::AsksHub)
    }

    /// Whether a paired console has its hub answer it.
    #[must_use]
    pub const fn is_for_a_hub(self) -> bool {
        matches!(self, Self::AsksHub | Self::Decides | Self::DecidesNow)
    }
}

/// One line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Line {
    /// Name on the wire.
    pub name: &'static str,
    /// What it does.
    pub doc: &'static str,
    /// Whether it only asks.
    pub nature: Nature,
}

macro_rules! commands {
    ($($(#[doc = $doc:literal])+ $nature:ident $name:ident($request:ty) -> $response:ty;)*) => {
        /// Whoever answers the commands.
        pub trait Commands: Send + Sync {
            $($(#[doc = $doc])+
            ///
            /// # Errors
            /// See the codes of [`ErrorCode`].
            fn $name(&self, request: $request) -> impl Future<Output = Result<$response, ErrorBody>> + Send;)*

            /// Answers a command elsewhere, where this is not the place for it; nothing where it is.
            fn elsewhere(
                &self,
                _line: &'static Line,
                _request: &Value,
            ) -> impl Future<Output = Option<Result<Value, ErrorBody>>> + Send {
                std::future::ready(None)
            }
        }

        /// Every command, in the order of the table.
        pub const TABLE: &[Line] = &[$(Line {
            name: stringify!($name), doc: concat!($($doc),+), nature: Nature::$nature,
        }),*];

        /// Answers a command by its name, with JSON in and out.
        ///
        /// # Errors
        /// What the command answers, [`ErrorCode::NoSuchCommand`] or [`ErrorCode::BadRequest`].
        pub async fn dispatch(host: &impl Commands, name: &str, request: Value) -> Result<Value, ErrorBody> {
            let line = TABLE.iter().find(|line| line.name == name).ok_or(ErrorCode::NoSuchCommand)?;
            if let Some(answer) = host.elsewhere(line, &request).await {
                return answer;
            }
            match name {
                $(stringify!($name) => {
                    let request: $request = serde_json::from_value(request).map_err(|_| ErrorCode::BadRequest)?;
                    let response: $response = host.$name(request).await?;
                    serde_json::to_value(response).map_err(|_| ErrorCode::Internal.into())
                })*
                _ => Err(ErrorCode::NoSuchCommand.into()),
            }
        }

        /// Calls the visitor with the request and the response of every command.
        pub fn visit(visitor: &mut impl Visitor) {
            $(visitor.command::<$request, $response>(
                Line { name: stringify!($name), doc: concat!($($doc),+), nature: Nature::$nature });)*
        }
    };
}

/// Sees every command with its types.
pub trait Visitor {
    /// One command.
    fn command<Q: ts_rs::TS + schemars::JsonSchema + 'static, R: ts_rs::TS + schemars::JsonSchema + 'static>(
        &mut self,
        line: Line,
    );
}

commands! {
    /// Everything that the screen needs before it can show anything.
    Asks workspace(Nothing) -> Workspace;
    /// How the connection is.
    Asks health(Nothing) -> Health;
    /// Keeps the settings.
    Acts settings_save(Settings) -> Settings;
    /// Whether the program starts with the computer.
    Asks autostart(Nothing) -> Autostart;
    /// Has the program start with the computer, or not.
    Acts autostart_set(AutostartSet) -> Autostart;
    /// Says what the operator is looking at, so that it does not ring.
    Acts presence_set(Presence) -> Nothing;
    /// Looks what an access token and an app secret open. Nothing is kept.
    Connects number_check(ConnectNumber) -> Opened;
    /// How what comes in for a number finds the way here.
    Asks number_webhook(Nothing) -> NumberWebhook;
    /// What was found when the connection was examined last.
    AsksHub examination(Nothing) -> Examination;
    /// Examines the connection: here, and by asking the provider.
    DecidesNow connection_examine(Nothing) -> Examination;
    /// Sends a body of our own to the public address, and looks whether it comes in.
    DecidesNow connection_loop(Nothing) -> LoopTest;
    /// Writes the log of this machine as a file, without anything of a person.
    Acts log_export(Nothing) -> PaperFile;
    /// The backups that lie where this machine keeps them, and the restore that everything here comes from.
    Asks backups(Nothing) -> Backups;
    /// Makes a backup of everything here but the keys, while everything goes on.
    Acts backup_make(Nothing) -> Backup;
    /// Restores a backup in place of a folder in which nothing is yet, and opens it.
    Acts backup_restore(BackupRestore) -> Nothing;
    /// Keeps the values, once they open a number, and connects with them.
    Connects number_connect(ConnectNumber) -> Workspace;
    /// Chooses how what comes in finds the way here, and has the provider told.
    Connects webhook_way_set(WebhookWay) -> NumberWebhook;
    /// Makes a vault under a passphrase for the secrets, in place of the keyring.
    Acts vault_make(Passphrase) -> Workspace;
    /// Opens the vault until the program ends.
    Acts vault_open(Passphrase) -> Workspace;
    /// Opens the sandbox in place of the numbers.
    Acts sandbox_begin(Nothing) -> Nothing;
    /// Pairs this window with the hub of a code, and opens what it has in place of the numbers.
    Acts hub_join(HubJoin) -> Nothing;
    /// Leaves the hub: its copy and what waits for it go, and the numbers of this computer are opened.
    Acts hub_leave(Nothing) -> Nothing;
    /// What waits for the hub, and what it refused.
    Asks hub_outbox(Nothing) -> HubOutbox;
    /// Gives up a command that waits for the hub, or puts a refused one away.
    Acts hub_outbox_drop(ForHubDrop) -> Nothing;
    /// Ends the first run: from now on the program begins with the inbox.
    Acts first_run_end(Nothing) -> Workspace;

    /// A part of the chat list.
    Asks chats(ChatsRequest) -> ChatsPage;
    /// A chat with what stands around it.
    Asks chat(ChatRequest) -> ChatDetail;
    /// The chat in which somebody waits longest for an answer.
    Asks waiting_longest(Nothing) -> NextChat;
    /// Decides something about a chat: done, snoozed, pinned, assigned, labelled, marked unread.
    Decides chat_update(ChatUpdate) -> Nothing;
    /// Everything up to a message was read.
    Decides chat_read(MarkRead) -> Nothing;
    /// The operator is writing; the person sees it where the provider can show it.
    DecidesNow chat_typing(ChatRequest) -> Nothing;
    /// Keeps the unsent text of a chat.
    Acts draft_save(Draft) -> Nothing;
    /// A person's whole phone number.
    Asks contact_phone(ContactRequest) -> Phone;

    /// A part of a conversation.
    Asks timeline(TimelineRequest) -> Timeline;
    /// Receipts of one message.
    Asks message_info(MessageRequest) -> MessageInfo;
    /// Sends a message.
    Decides message_send(MessageSend) -> Queued;
    /// Sends a template.
    Decides template_send(TemplateSend) -> Queued;
    /// Puts a reaction on a message, or takes it back.
    Decides reaction_send(ReactionSend) -> Nothing;
    /// Pins a message in its group, or ends that.
    Decides message_pin(MessagePin) -> Nothing;
    /// Sends an unknown or failed message again.
    Decides message_again(MessageSettle) -> Nothing;
    /// Gives an unknown message up, or takes a queued one out.
    Decides message_drop(MessageSettle) -> Nothing;

    /// The templates that can be offered in a chat.
    Asks templates(ChatRequest) -> TemplateOffers;
    /// Every template of a number, in every state.
    Asks account_templates(AccountRequest) -> Vec<Template>;
    /// The business profile of a number as it stands at the provider now, and what was decided about it last.
    AsksHub profile(AccountRequest) -> ProfileView;
    /// Puts a picture for a profile here, so that a change can name it.
    DecidesNow profile_picture_add(ProfilePictureAdd) -> ProfilePicture;
    /// Has the provider change a number's business profile.
    Decides profile_save(ProfileSave) -> Nothing;
    /// Gives up a change of a profile that was refused.
    Decides profile_seen(ProfileCommand) -> Nothing;
    /// The saved answers.
    Asks quick_replies(Nothing) -> Vec<QuickReply>;
    /// Makes or changes a saved answer.
    Decides quick_reply_save(QuickReplySave) -> Nothing;
    /// Deletes a saved answer.
    Decides quick_reply_delete(QuickReplyDelete) -> Nothing;
    /// The labels.
    Asks labels(Nothing) -> Vec<Label>;
    /// Makes or changes a label.
    Decides label_save(LabelSave) -> Nothing;
    /// Deletes a label everywhere.
    Decides label_delete(LabelDelete) -> Nothing;
    /// Writes an internal note.
    Decides note_add(NoteAdd) -> Nothing;
    /// Deletes an internal note.
    Decides note_delete(NoteDelete) -> Nothing;

    /// A part of the list of groups.
    Asks groups(GroupsRequest) -> GroupsPage;
    /// A group with its people, requests and what is asked of the provider.
    Asks group(ChatRequest) -> GroupView;
    /// A part of what happened in a group, or to a person in groups.
    Asks group_history(GroupHistoryRequest) -> GroupHistory;
    /// How much is written in a group.
    Asks group_activity(GroupActivityRequest) -> GroupActivity;
    /// Everybody who asks to enter a group, in all groups, longest first.
    Asks join_requests(Nothing) -> Vec<JoinRequest>;
    /// Makes a group.
    Decides group_create(GroupCreate) -> GroupAsked;
    /// Changes a group's name or description.
    Decides group_rename(GroupRename) -> GroupAsked;
    /// Gives a group a picture.
    Decides group_picture(GroupPicture) -> GroupAsked;
    /// Says what a group is for and about.
    Decides group_sort(GroupSort) -> Nothing;
    /// Makes another invite link; the earlier ones are dead from then on.
    Decides group_link_replace(GroupCommand) -> GroupAsked;
    /// Deletes a group.
    Decides group_delete(GroupCommand) -> GroupAsked;
    /// Compares a group's people with the provider's list now.
    DecidesNow group_compare(GroupCommand) -> Nothing;
    /// Puts away what comparing found.
    Decides group_found_seen(GroupCommand) -> Nothing;
    /// Lets people in who asked, or not.
    Decides join_decide(JoinDecide) -> GroupAsked;
    /// Takes people out of a group.
    Decides group_remove(GroupRemove) -> GroupAsked;
    /// Puts away what failed, or asks for it again.
    Decides group_settle(GroupSettle) -> Nothing;
    /// Says who is let into a group without being looked at.
    Decides join_rule_save(JoinRuleSave) -> Nothing;
    /// Says what whoever comes into a group reads.
    Decides group_welcome_save(GroupWelcomeSave) -> Nothing;
    /// Who of some people may be invited into a group, and for whom there is a seat.
    Asks invite_plan(InvitePlanRequest) -> InvitePlan;
    /// Invites people into a group.
    Decides invite(Invite) -> Invited;
    /// A part of a group's invitations, and how far all of them are.
    Asks invitations(InvitationsRequest) -> InvitationsPage;
    /// Takes invitations back.
    Decides invitations_withdraw(InvitationsWithdraw) -> Nothing;

    /// Reads a list of people.
    DecidesNow members_import_read(ListRead) -> ListOpened;
    /// What bringing the list in would come to; nothing is written.
    DecidesNow members_import_plan(ImportOptions) -> ImportPlan;
    /// Rows of the plan, or of what came of it.
    AsksHub members_import_rows(ImportRowsRequest) -> ImportRows;
    /// Brings the list in. No consent is granted by it.
    DecidesNow members_import_start(ImportStart) -> ImportState;
    /// How far the newest import is.
    AsksHub members_import(Nothing) -> ImportState;
    /// Stops the import; what was done stays.
    DecidesNow members_import_stop(Nothing) -> Nothing;
    /// The rows that cannot be brought in, as a table with the reasons.
    DecidesNow members_import_faults(Nothing) -> PaperFile;
    /// Puts the list away.
    DecidesNow members_import_close(Nothing) -> Nothing;
    /// Writes people as a list.
    DecidesNow members_export(MembersExport) -> PaperFile;
    /// A part of a list of people.
    Asks members(MembersRequest) -> MembersPage;
    /// How many people the lists of members have.
    Asks member_lists(Nothing) -> MemberLists;
    /// A person with what is known.
    Asks member(ContactRequest) -> MemberView;
    /// A part of what happened with a person.
    Asks member_history(MemberHistoryRequest) -> MemberHistory;
    /// Adds a person, or fills in what is missing of one who is known.
    Decides member_add(MemberAdd) -> MemberAdded;
    /// Gives a person the operator's own name.
    Decides member_name(MemberName) -> Nothing;
    /// Puts a label on people, or takes it off.
    Decides member_label(MemberLabel) -> Nothing;
    /// What saying that two people are one would come to; nothing is written.
    Asks member_merge_preview(MergePair) -> MergePreview;
    /// Says that two people are one.
    Decides member_merge(MemberMerge) -> Merged;
    /// Says that they are two after all.
    Decides member_unmerge(MemberUnmerge) -> Nothing;
    /// Blocks people at a number of ours, those of them who can be blocked now.
    Decides people_block(PeopleBlock) -> Nothing;
    /// Blocks a person no more.
    Decides person_unblock(BlockCommand) -> Nothing;
    /// Puts away that a person was not blocked, or not unblocked.
    Decides block_seen(BlockCommand) -> Nothing;
    /// What the workspace notes of people.
    Asks attributes(Nothing) -> Vec<Attribute>;
    /// Makes or changes an attribute.
    Decides attribute_save(AttributeSave) -> Nothing;
    /// Deletes an attribute with everybody's values.
    Decides attribute_delete(AttributeDelete) -> Nothing;
    /// Gives a person a value of an attribute.
    Decides attribute_set(AttributeSet) -> Nothing;
    /// Makes or changes a segment.
    Decides segment_save(SegmentSave) -> Nothing;
    /// Deletes a segment.
    Decides segment_delete(SegmentDelete) -> Nothing;
    /// Opens the chat with a person, where nobody has written yet.
    DecidesNow chat_open(ChatOpen) -> NextChat;

    /// Purposes, the texts that people are shown, and the words that end everything.
    Asks purposes(Nothing) -> Purposes;
    /// Makes or changes a purpose.
    Decides purpose_save(PurposeSave) -> Nothing;
    /// Makes a text the newest version of its purpose and language.
    Decides wording_save(WordingSave) -> Nothing;
    /// Sets the workspace's own words that end everything.
    Decides stop_words_save(StopWordsSave) -> Nothing;
    /// How it stands with everybody's consent.
    Asks consent_overview(Nothing) -> ConsentOverview;
    /// Who may be written to about what, and who left, day by day.
    Asks consent_report(Nothing) -> ConsentReport;
    /// A page of the consent ledger.
    Asks consent_ledger(LedgerRequest) -> LedgerPage;
    /// Checks the chain of the consent ledger.
    DecidesNow consent_verify(Nothing) -> LedgerCheck;
    /// Who may be written to, about what, and if not, why.
    Asks consent_check(ConsentCheck) -> ConsentChecked;
    /// People by name or number.
    Asks people(PeopleRequest) -> Vec<PersonFound>;
    /// Writes down what a person said or signed.
    Decides consent_record(ConsentRecord) -> Recorded;
    /// Takes a consent back because the person said so.
    Decides consent_withdraw(ConsentWithdraw) -> Recorded;
    /// Asks a person for a consent.
    Decides consent_ask(ConsentAsk) -> Queued;
    /// Brings in consents from a list.
    DecidesNow consent_import(ConsentImport) -> ConsentImported;
    /// Makes a paper about one person.
    DecidesNow consent_paper(PaperRequest) -> PaperFile;
    /// The whole ledger as a table.
    DecidesNow consent_export(Nothing) -> PaperFile;
    /// How long what we know of people is kept.
    Asks retention(Nothing) -> Vec<RetentionRule>;
    /// Sets how long what we know of people is kept.
    Decides retention_save(RetentionSave) -> Nothing;
    /// Erases a person.
    Decides contact_erase(ContactErase) -> Erased;

    /// What alerts and what does not.
    Asks notification_rules(Nothing) -> NotificationRules;
    /// Chats and people with settings of their own.
    Asks notification_exceptions(ExceptionsRequest) -> ExceptionsPage;
    /// Keeps what one level sets.
    Acts notification_level_save(LevelFields) -> Nothing;
    /// Keeps what holds for every alert alike.
    Acts notification_manner_save(Manner) -> Nothing;
    /// Mutes a chat, or ends it.
    Acts chat_mute(ChatMute) -> Nothing;
    /// Leaves the operator in peace at once, or ends it.
    Acts quiet_set(QuietSet) -> Nothing;
    /// Makes or changes a schedule of silence.
    Acts schedule_save(ScheduleSave) -> Nothing;
    /// Deletes a schedule.
    Acts schedule_delete(ScheduleDelete) -> Nothing;
    /// Makes or changes an exception to silence.
    Acts breakthrough_save(BreakthroughSave) -> Nothing;
    /// Deletes an exception to silence.
    Acts breakthrough_delete(BreakthroughDelete) -> Nothing;
    /// Puts the exceptions to silence into another order.
    Acts breakthrough_order(BreakthroughOrder) -> Nothing;
    /// The history of decisions to alert or not, each with its reasons.
    Asks notification_history(HistoryRequest) -> HistoryPage;
    /// What would happen if somebody did something at some time.
    Asks notification_simulate(Simulate) -> Simulated;
    /// What silence held back, as a list of work.
    Asks digest(Nothing) -> Digest;
    /// The list of what silence held back was seen.
    Acts digest_seen(Nothing) -> Nothing;
    /// The sounds there are.
    Asks sounds(Nothing) -> Sounds;
    /// Adds a sound file of the operator's.
    Acts sound_add(SoundAdd) -> SoundFile;
    /// Deletes a sound file of the operator's.
    Acts sound_delete(SoundDelete) -> Nothing;
    /// Plays a sound as an alert would.
    Acts sound_preview(SoundPreview) -> Nothing;
    /// Chooses the device that alerts are played on.
    Acts sound_device_set(SoundDevice) -> Nothing;
    /// What this system can do for an alert.
    Asks alert_health(Nothing) -> AlertHealth;
    /// Tries one thing, and says whether the system confirmed it.
    Acts alert_try(Try) -> Tried;

    /// Search over every message, person and group.
    Asks search(SearchRequest) -> SearchResults;

    /// Puts a file into the media store, so that it can be sent.
    DecidesNow attachment_add(AttachmentAdd) -> Attachment;
    /// Bytes of a file.
    Asks file(FileRequest) -> FileBytes;
    /// Opens a file in another program.
    Acts file_open(FileRequest) -> Nothing;
    /// Plays a sound file; another one that plays is stopped.
    Acts sound_play(FileRequest) -> Nothing;
    /// Stops the sound that plays.
    Acts sound_stop(Nothing) -> Nothing;
    /// Begins to record a voice note.
    Acts voice_start(ChatRequest) -> Nothing;
    /// Ends the recording.
    Acts voice_stop(Nothing) -> Attachment;
    /// Throws the recording away.
    Acts voice_cancel(Nothing) -> Nothing;
}
