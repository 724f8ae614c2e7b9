//! Answers the commands of the contract. One file a subject; here is only what they share.

pub mod backup;
mod blocks;
mod chats;
mod compose;
mod connection;
mod consent;
mod deciding;
mod files;
mod groups;
mod hub;
mod library;
mod lists;
mod log;
mod members;
mod notifications;
mod people;
mod profiles;
mod search;
mod timeline;
mod workspace;

use std::sync::Arc;

use contract::alert_health::{AlertHealth, Tried, Try};
use contract::backup::{Backup, BackupRestore, Backups};
use contract::block::{BlockCommand, PeopleBlock};
use contract::chat as wire;
use contract::command::{Line, Nature};
use contract::compose::{
    Attachment, AttachmentAdd, MessagePin, MessageSend, MessageSettle, Queued, ReactionSend, TemplateOffers,
    TemplateSend,
};
use contract::connection::{ConnectNumber, NumberWebhook, Passphrase, WebhookWay};
use contract::consent as consents;
use contract::doctor::{Examination, LoopTest};
use contract::group;
use contract::hub::{ForHubDrop, HubJoin, HubOutbox};
use contract::invitation;
use contract::list;
use contract::member;
use contract::merge;
use contract::message::{MessageInfo, MessageRequest, Timeline, TimelineRequest};
use contract::notification::{
    BreakthroughDelete, BreakthroughOrder, BreakthroughSave, ChatMute, Digest, ExceptionsPage, ExceptionsRequest,
    HistoryPage, HistoryRequest, LevelFields, NotificationRules, QuietSet, ScheduleDelete, ScheduleSave, Simulate,
    Simulated,
};
use contract::profile::{ProfileCommand, ProfilePicture, ProfilePictureAdd, ProfileSave, ProfileView};
use contract::search::{SearchRequest, SearchResults};
use contract::sound::{SoundAdd, SoundDelete, SoundDevice, SoundFile, SoundPreview, Sounds};
use contract::workspace::{
    AccountRequest, Autostart, AutostartSet, FileBytes, FileRequest, Health, Nothing, Presence, Settings, Workspace,
};
use contract::{Commands, ErrorBody, ErrorCode, Retry};
use domain::connection::Opened;
use domain::decision::Decision;
use domain::notify::Manner;
use domain::retention::RetentionRule;
use domain::template::Template;
use serde_json::Value;
use store::{Read, StoreError};

pub use chats::REPLY;
pub use consent::check::who as consent_who;
pub use consent::word as consent_word;
pub use files::Recording;
pub use groups::seats as group_seats;
pub use lists::Lists;
pub use notifications::begin as begin_alerting;
pub use people::{masked, sender_name, title};
pub use workspace::SETTINGS;

use crate::core::Core;
use crate::doctor;
use crate::engine::Engine;
use crate::pair;
use deciding::{LONGEST_COMMAND, decide, named_once};

type Answer<T> = Result<T, ErrorBody>;

/// Reads where it cannot hold up other tasks.
async fn read<T: Send + 'static>(
    core: &Arc<Core>,
    work: impl FnOnce(&Core, &Read<'_>) -> Result<T, StoreError> + Send + 'static,
) -> Answer<T> {
    core.blocking(move |core| core.console.read(|r| work(core, r))).await.map_err(storage)
}

/// A failure of the disk, as the screen is told.
pub fn storage(error: StoreError) -> ErrorBody {
    tracing::error!(%error, "a command could not be answered");
    let retry = match error.retry() {
        store::Retry::Soon => Retry::After { milliseconds: 1_000 },
        store::Retry::Never => Retry::Never,
    };
    ErrorBody { retry, ..disk(&error).into() }
}

/// What the disk has against it.
pub fn disk(error: &StoreError) -> ErrorCode {
    match error {
        StoreError::Locked => ErrorCode::Held,
        StoreError::TooNew { .. } => ErrorCode::Newer,
        StoreError::Taken => ErrorCode::Taken,
        damaged if damaged.is_damage() => ErrorCode::Damaged,
        _ => ErrorCode::Storage,
    }
}

impl Commands for Engine {
    async fn elsewhere(&self, line: &'static Line, request: &Value) -> Option<Answer<Value>> {
        let hub = self.core.hub.as_ref()?;
        match line.nature {
            Nature::Asks | Nature::Acts => None,
            Nature::Decides => Some(pair::decide(&self.core, hub, line.name, request).await),
            Nature::AsksHub | Nature::DecidesNow => Some(pair::now(&self.core, hub, line.name, request).await),
            Nature::Connects => Some(Err(ErrorCode::NotHere.into())),
        }
    }

    async fn workspace(&self, _: Nothing) -> Answer<Workspace> {
        workspace::workspace(&self.core).await
    }
    async fn health(&self, _: Nothing) -> Answer<Health> {
        workspace::health(&self.core).await
    }
    async fn settings_save(&self, settings: Settings) -> Answer<Settings> {
        workspace::settings_save(&self.core, settings).await
    }
    async fn autostart(&self, _: Nothing) -> Answer<Autostart> {
        workspace::autostart(&self.core).await
    }
    async fn autostart_set(&self, request: AutostartSet) -> Answer<Autostart> {
        workspace::autostart_set(&self.core, request.on).await
    }
    async fn presence_set(&self, presence: Presence) -> Answer<Nothing> {
        workspace::presence_set(&self.core, presence);
        Ok(Nothing {})
    }
    async fn number_check(&self, request: ConnectNumber) -> Answer<Opened> {
        connection::number_check(&self.core, request).await
    }

    async fn number_webhook(&self, _: Nothing) -> Answer<NumberWebhook> {
        connection::number_webhook(&self.core, self.listening()).await
    }

    async fn examination(&self, _: Nothing) -> Answer<Examination> {
        Ok(doctor::last(&self.core))
    }

    async fn connection_examine(&self, _: Nothing) -> Answer<Examination> {
        doctor::examine(&self.core, self.listening()).await.map_err(storage)
    }

    async fn connection_loop(&self, _: Nothing) -> Answer<LoopTest> {
        doctor::test_loop(&self.core, self.listening()).await.map_err(storage)
    }

    async fn log_export(&self, _: Nothing) -> Answer<consents::PaperFile> {
        log::export(&self.core).await
    }

    async fn backups(&self, _: Nothing) -> Answer<Backups> {
        backup::all(&self.core).await
    }

    async fn backup_make(&self, _: Nothing) -> Answer<Backup> {
        backup::make(&self.core).await
    }

    async fn backup_restore(&self, request: BackupRestore) -> Answer<Nothing> {
        backup::restore(&self.core, request).await
    }

    async fn number_connect(&self, request: ConnectNumber) -> Answer<Workspace> {
        connection::number_connect(&self.core, request).await
    }

    async fn webhook_way_set(&self, request: WebhookWay) -> Answer<NumberWebhook> {
        connection::webhook_way_set(&self.core, request, self.listening()).await
    }

    async fn vault_make(&self, request: Passphrase) -> Answer<Workspace> {
        connection::vault_make(&self.core, request).await
    }

    async fn vault_open(&self, request: Passphrase) -> Answer<Workspace> {
        connection::vault_open(&self.core, request).await
    }

    async fn sandbox_begin(&self, _: Nothing) -> Answer<Nothing> {
        connection::sandbox_begin(&self.core)
    }

    async fn hub_join(&self, request: HubJoin) -> Answer<Nothing> {
        hub::join(&self.core, request).await
    }

    async fn hub_leave(&self, _: Nothing) -> Answer<Nothing> {
        hub::leave(&self.core).await
    }

    async fn hub_outbox(&self, _: Nothing) -> Answer<HubOutbox> {
        hub::outbox(&self.core).await
    }

    async fn hub_outbox_drop(&self, request: ForHubDrop) -> Answer<Nothing> {
        hub::drop(&self.core, request.command).await
    }

    async fn first_run_end(&self, _: Nothing) -> Answer<Workspace> {
        connection::first_run_end(&self.core).await
    }
    async fn chats(&self, request: wire::ChatsRequest) -> Answer<wire::ChatsPage> {
        chats::chats(&self.core, request).await
    }
    async fn chat(&self, request: wire::ChatRequest) -> Answer<wire::ChatDetail> {
        chats::chat(&self.core, request.chat_id).await
    }
    async fn waiting_longest(&self, _: Nothing) -> Answer<wire::NextChat> {
        chats::waiting_longest(&self.core).await
    }
    async fn chat_update(&self, request: wire::ChatUpdate) -> Answer<Nothing> {
        chats::update(&self.core, request).await
    }
    async fn chat_read(&self, request: wire::MarkRead) -> Answer<Nothing> {
        chats::mark_read(&self.core, request).await
    }
    async fn chat_typing(&self, request: wire::ChatRequest) -> Answer<Nothing> {
        chats::typing(&self.core, request.chat_id).await
    }
    async fn draft_save(&self, draft: wire::Draft) -> Answer<Nothing> {
        chats::draft_save(&self.core, draft).await
    }
    async fn contact_phone(&self, request: wire::ContactRequest) -> Answer<wire::Phone> {
        people::phone(&self.core, request.contact_id).await
    }
    async fn timeline(&self, request: TimelineRequest) -> Answer<Timeline> {
        timeline::timeline(&self.core, request).await
    }
    async fn message_info(&self, request: MessageRequest) -> Answer<MessageInfo> {
        timeline::info(&self.core, request.message_id).await
    }
    async fn message_send(&self, request: MessageSend) -> Answer<Queued> {
        compose::send(&self.core, request).await
    }
    async fn template_send(&self, request: TemplateSend) -> Answer<Queued> {
        compose::template(&self.core, request).await
    }
    async fn reaction_send(&self, request: ReactionSend) -> Answer<Nothing> {
        compose::react(&self.core, request).await
    }
    async fn message_pin(&self, request: MessagePin) -> Answer<Nothing> {
        compose::pin(&self.core, request).await
    }
    async fn message_again(&self, request: MessageSettle) -> Answer<Nothing> {
        compose::again(&self.core, request).await
    }
    async fn message_drop(&self, request: MessageSettle) -> Answer<Nothing> {
        compose::drop(&self.core, request).await
    }
    async fn templates(&self, request: wire::ChatRequest) -> Answer<TemplateOffers> {
        compose::offers(&self.core, request.chat_id).await
    }
    async fn account_templates(&self, request: AccountRequest) -> Answer<Vec<Template>> {
        workspace::templates(&self.core, request.account_id).await
    }
    async fn profile(&self, request: AccountRequest) -> Answer<ProfileView> {
        profiles::view(&self.core, request.account_id).await
    }
    async fn profile_picture_add(&self, request: ProfilePictureAdd) -> Answer<ProfilePicture> {
        profiles::add_picture(&self.core, request).await
    }
    async fn profile_save(&self, request: ProfileSave) -> Answer<Nothing> {
        profiles::save(&self.core, request).await
    }
    async fn profile_seen(&self, request: ProfileCommand) -> Answer<Nothing> {
        profiles::seen(&self.core, request).await
    }
    async fn quick_replies(&self, _: Nothing) -> Answer<Vec<wire::QuickReply>> {
        library::quick_replies(&self.core).await
    }
    async fn quick_reply_save(&self, request: wire::QuickReplySave) -> Answer<Nothing> {
        library::quick_reply_save(&self.core, request).await
    }
    async fn quick_reply_delete(&self, request: wire::QuickReplyDelete) -> Answer<Nothing> {
        let decision = Decision::QuickReplyDeleted { quick_reply: request.quick_reply_id };
        decide(&self.core, request.command_id, decision).await.map(|_| Nothing {})
    }
    async fn labels(&self, _: Nothing) -> Answer<Vec<wire::Label>> {
        library::labels(&self.core).await
    }
    async fn label_save(&self, request: wire::LabelSave) -> Answer<Nothing> {
        library::label_save(&self.core, request).await
    }
    async fn label_delete(&self, request: wire::LabelDelete) -> Answer<Nothing> {
        library::label_delete(&self.core, request).await
    }
    async fn note_add(&self, request: wire::NoteAdd) -> Answer<Nothing> {
        library::note_add(&self.core, request).await
    }
    async fn note_delete(&self, request: wire::NoteDelete) -> Answer<Nothing> {
        let decision = Decision::NoteDeleted { note: request.note_id };
        decide(&self.core, request.command_id, decision).await.map(|_| Nothing {})
    }
    async fn groups(&self, request: group::GroupsRequest) -> Answer<group::GroupsPage> {
        groups::groups(&self.core, request).await
    }
    async fn group(&self, request: wire::ChatRequest) -> Answer<group::GroupView> {
        groups::group(&self.core, request.chat_id).await
    }
    async fn group_history(&self, request: group::GroupHistoryRequest) -> Answer<group::GroupHistory> {
        groups::history(&self.core, request).await
    }
    async fn group_activity(
        &self,
        request: contract::group_activity::GroupActivityRequest,
    ) -> Answer<contract::group_activity::GroupActivity> {
        groups::activity::activity(&self.core, request).await
    }
    async fn join_requests(&self, _: Nothing) -> Answer<Vec<group::JoinRequest>> {
        groups::requests(&self.core).await
    }
    async fn group_create(&self, request: group::GroupCreate) -> Answer<group::GroupAsked> {
        groups::ask::create(&self.core, request).await
    }
    async fn group_rename(&self, request: group::GroupRename) -> Answer<group::GroupAsked> {
        groups::ask::rename(&self.core, request).await
    }
    async fn group_picture(&self, request: group::GroupPicture) -> Answer<group::GroupAsked> {
        groups::ask::set_picture(&self.core, request).await
    }
    async fn group_sort(&self, request: group::GroupSort) -> Answer<Nothing> {
        groups::ask::sort(&self.core, request).await
    }
    async fn group_link_replace(&self, request: group::GroupCommand) -> Answer<group::GroupAsked> {
        groups::ask::replace_link(&self.core, request).await
    }
    async fn group_delete(&self, request: group::GroupCommand) -> Answer<group::GroupAsked> {
        groups::ask::delete(&self.core, request).await
    }
    async fn group_compare(&self, request: group::GroupCommand) -> Answer<Nothing> {
        groups::ask::compare(&self.core, request).await
    }
    async fn group_found_seen(&self, request: group::GroupCommand) -> Answer<Nothing> {
        groups::ask::found_seen(&self.core, request).await
    }
    async fn join_decide(&self, request: group::JoinDecide) -> Answer<group::GroupAsked> {
        groups::ask::join(&self.core, request).await
    }
    async fn group_remove(&self, request: group::GroupRemove) -> Answer<group::GroupAsked> {
        groups::ask::remove(&self.core, request).await
    }
    async fn join_rule_save(&self, request: invitation::JoinRuleSave) -> Answer<Nothing> {
        groups::ask::save_rule(&self.core, request).await
    }
    async fn group_welcome_save(&self, request: contract::welcome::GroupWelcomeSave) -> Answer<Nothing> {
        groups::ask::save_welcome(&self.core, request).await
    }
    async fn invite_plan(&self, request: invitation::InvitePlanRequest) -> Answer<invitation::InvitePlan> {
        groups::invite::plan(&self.core, request).await
    }
    async fn invite(&self, request: invitation::Invite) -> Answer<invitation::Invited> {
        groups::invite::invite(&self.core, request).await
    }
    async fn invitations(&self, request: invitation::InvitationsRequest) -> Answer<invitation::InvitationsPage> {
        groups::invite::page(&self.core, request).await
    }
    async fn invitations_withdraw(&self, request: invitation::InvitationsWithdraw) -> Answer<Nothing> {
        groups::invite::withdraw(&self.core, request).await
    }
    async fn group_settle(&self, request: group::GroupSettle) -> Answer<Nothing> {
        groups::ask::settle(&self.core, request).await
    }
    async fn members_import_read(&self, request: list::ListRead) -> Answer<list::ListOpened> {
        lists::open(&self.core, request).await
    }
    async fn members_import_plan(&self, request: list::ImportOptions) -> Answer<list::ImportPlan> {
        lists::plan::plan(&self.core, request).await
    }
    async fn members_import_rows(&self, request: list::ImportRowsRequest) -> Answer<list::ImportRows> {
        lists::rows(&self.core, request)
    }
    async fn members_import_start(&self, request: list::ImportStart) -> Answer<list::ImportState> {
        lists::run::start(&self.core, request).await
    }
    async fn members_import(&self, _: Nothing) -> Answer<list::ImportState> {
        lists::run::state(&self.core).await
    }
    async fn members_import_stop(&self, _: Nothing) -> Answer<Nothing> {
        self.core.lists.stop();
        Ok(Nothing {})
    }
    async fn members_import_faults(&self, _: Nothing) -> Answer<consents::PaperFile> {
        lists::faults::faults(&self.core).await
    }
    async fn members_import_close(&self, _: Nothing) -> Answer<Nothing> {
        self.core.lists.close();
        Ok(Nothing {})
    }
    async fn members_export(&self, request: list::MembersExport) -> Answer<consents::PaperFile> {
        lists::export::export(&self.core, request).await
    }
    async fn purposes(&self, _: Nothing) -> Answer<consents::Purposes> {
        consent::purposes(&self.core).await
    }
    async fn purpose_save(&self, request: consents::PurposeSave) -> Answer<Nothing> {
        consent::purpose_save(&self.core, request).await
    }
    async fn wording_save(&self, request: consents::WordingSave) -> Answer<Nothing> {
        consent::wording_save(&self.core, request).await
    }
    async fn stop_words_save(&self, request: consents::StopWordsSave) -> Answer<Nothing> {
        consent::stop_words_save(&self.core, request).await
    }
    async fn consent_overview(&self, _: Nothing) -> Answer<consents::ConsentOverview> {
        consent::overview(&self.core).await
    }
    async fn consent_report(&self, _: Nothing) -> Answer<consents::ConsentReport> {
        consent::report::report(&self.core).await
    }
    async fn consent_ledger(&self, request: consents::LedgerRequest) -> Answer<consents::LedgerPage> {
        consent::ledger(&self.core, request).await
    }
    async fn consent_verify(&self, _: Nothing) -> Answer<consents::LedgerCheck> {
        consent::verify(&self.core).await
    }
    async fn consent_check(&self, request: consents::ConsentCheck) -> Answer<consents::ConsentChecked> {
        consent::check::check(&self.core, request).await
    }
    async fn people(&self, request: consents::PeopleRequest) -> Answer<Vec<consents::PersonFound>> {
        consent::check::people(&self.core, request).await
    }
    async fn consent_record(&self, request: consents::ConsentRecord) -> Answer<consents::Recorded> {
        consent::record::record(&self.core, request).await
    }
    async fn consent_withdraw(&self, request: consents::ConsentWithdraw) -> Answer<consents::Recorded> {
        consent::record::withdraw(&self.core, request).await
    }
    async fn consent_ask(&self, request: consents::ConsentAsk) -> Answer<Queued> {
        consent::record::ask(&self.core, request).await
    }
    async fn consent_import(&self, request: consents::ConsentImport) -> Answer<consents::ConsentImported> {
        consent::import::import(&self.core, request).await
    }
    async fn consent_paper(&self, request: consents::PaperRequest) -> Answer<consents::PaperFile> {
        consent::paper::paper(&self.core, request).await
    }
    async fn consent_export(&self, _: Nothing) -> Answer<consents::PaperFile> {
        consent::paper::export(&self.core).await
    }
    async fn retention(&self, _: Nothing) -> Answer<Vec<RetentionRule>> {
        consent::retention::rules(&self.core).await
    }
    async fn retention_save(&self, request: consents::RetentionSave) -> Answer<Nothing> {
        consent::retention::save(&self.core, request).await
    }
    async fn contact_erase(&self, request: consents::ContactErase) -> Answer<consents::Erased> {
        consent::paper::erase(&self.core, request).await
    }
    async fn notification_rules(&self, _: Nothing) -> Answer<NotificationRules> {
        notifications::rules_asked(&self.core).await
    }
    async fn notification_exceptions(&self, request: ExceptionsRequest) -> Answer<ExceptionsPage> {
        notifications::exceptions::page(&self.core, request).await
    }
    async fn notification_level_save(&self, request: LevelFields) -> Answer<Nothing> {
        notifications::level_save(&self.core, request).await
    }
    async fn notification_manner_save(&self, manner: Manner) -> Answer<Nothing> {
        notifications::manner_save(&self.core, manner).await
    }
    async fn chat_mute(&self, request: ChatMute) -> Answer<Nothing> {
        notifications::chat_mute(&self.core, request).await
    }
    async fn quiet_set(&self, request: QuietSet) -> Answer<Nothing> {
        notifications::quiet_set(&self.core, request.quiet).await
    }
    async fn schedule_save(&self, request: ScheduleSave) -> Answer<Nothing> {
        notifications::schedule_save(&self.core, request).await
    }
    async fn schedule_delete(&self, request: ScheduleDelete) -> Answer<Nothing> {
        notifications::schedule_delete(&self.core, request.schedule_id).await
    }
    async fn breakthrough_save(&self, request: BreakthroughSave) -> Answer<Nothing> {
        notifications::breakthrough_save(&self.core, request).await
    }
    async fn breakthrough_delete(&self, request: BreakthroughDelete) -> Answer<Nothing> {
        notifications::breakthrough_delete(&self.core, request.breakthrough_id).await
    }
    async fn breakthrough_order(&self, request: BreakthroughOrder) -> Answer<Nothing> {
        notifications::breakthrough_order(&self.core, request.order).await
    }
    async fn notification_history(&self, request: HistoryRequest) -> Answer<HistoryPage> {
        notifications::history::history(&self.core, request).await
    }
    async fn notification_simulate(&self, request: Simulate) -> Answer<Simulated> {
        notifications::history::simulate(&self.core, request).await
    }
    async fn digest(&self, _: Nothing) -> Answer<Digest> {
        notifications::history::digest(&self.core).await
    }
    async fn digest_seen(&self, _: Nothing) -> Answer<Nothing> {
        notifications::history::digest_seen(&self.core).await
    }
    async fn sounds(&self, _: Nothing) -> Answer<Sounds> {
        notifications::sounds::sounds(&self.core).await
    }
    async fn sound_add(&self, request: SoundAdd) -> Answer<SoundFile> {
        notifications::sounds::add(&self.core, request).await
    }
    async fn sound_delete(&self, request: SoundDelete) -> Answer<Nothing> {
        notifications::sounds::delete(&self.core, request).await
    }
    async fn sound_preview(&self, request: SoundPreview) -> Answer<Nothing> {
        notifications::sounds::preview(&self.core, request).await
    }
    async fn sound_device_set(&self, request: SoundDevice) -> Answer<Nothing> {
        notifications::sounds::device_set(&self.core, request).await
    }
    async fn alert_health(&self, _: Nothing) -> Answer<AlertHealth> {
        notifications::health::health(&self.core).await
    }
    async fn alert_try(&self, request: Try) -> Answer<Tried> {
        notifications::health::attempt(&self.core, request.what).await
    }
    async fn members(&self, request: member::MembersRequest) -> Answer<member::MembersPage> {
        members::members(&self.core, request).await
    }
    async fn member_lists(&self, _: Nothing) -> Answer<member::MemberLists> {
        members::lists(&self.core).await
    }
    async fn member(&self, request: wire::ContactRequest) -> Answer<member::MemberView> {
        members::one(&self.core, request.contact_id).await
    }
    async fn member_history(&self, request: member::MemberHistoryRequest) -> Answer<member::MemberHistory> {
        members::history(&self.core, request).await
    }
    async fn member_add(&self, request: member::MemberAdd) -> Answer<member::MemberAdded> {
        members::act::add(&self.core, request).await
    }
    async fn member_name(&self, request: member::MemberName) -> Answer<Nothing> {
        members::act::name(&self.core, request).await
    }
    async fn member_label(&self, request: member::MemberLabel) -> Answer<Nothing> {
        members::act::labelled(&self.core, request).await
    }
    async fn member_merge_preview(&self, request: merge::MergePair) -> Answer<merge::MergePreview> {
        members::merge::preview(&self.core, request).await
    }
    async fn member_merge(&self, request: merge::MemberMerge) -> Answer<merge::Merged> {
        members::merge::merge(&self.core, request).await
    }
    async fn member_unmerge(&self, request: merge::MemberUnmerge) -> Answer<Nothing> {
        members::merge::unmerge(&self.core, request).await
    }
    async fn people_block(&self, request: PeopleBlock) -> Answer<Nothing> {
        blocks::block(&self.core, request).await
    }
    async fn person_unblock(&self, request: BlockCommand) -> Answer<Nothing> {
        blocks::unblock(&self.core, request).await
    }
    async fn block_seen(&self, request: BlockCommand) -> Answer<Nothing> {
        blocks::seen(&self.core, request).await
    }
    async fn attributes(&self, _: Nothing) -> Answer<Vec<member::Attribute>> {
        members::attributes(&self.core).await
    }
    async fn attribute_save(&self, request: member::AttributeSave) -> Answer<Nothing> {
        members::act::attribute_save(&self.core, request).await
    }
    async fn attribute_delete(&self, request: member::AttributeDelete) -> Answer<Nothing> {
        members::act::attribute_delete(&self.core, request).await
    }
    async fn attribute_set(&self, request: member::AttributeSet) -> Answer<Nothing> {
        members::act::attribute_set(&self.core, request).await
    }
    async fn segment_save(&self, request: member::SegmentSave) -> Answer<Nothing> {
        members::act::segment_save(&self.core, request).await
    }
    async fn segment_delete(&self, request: member::SegmentDelete) -> Answer<Nothing> {
        members::act::segment_delete(&self.core, request).await
    }
    async fn chat_open(&self, request: member::ChatOpen) -> Answer<wire::NextChat> {
        members::act::chat_open(&self.core, request).await
    }
    async fn search(&self, request: SearchRequest) -> Answer<SearchResults> {
        search::search(&self.core, request).await
    }
    async fn attachment_add(&self, request: AttachmentAdd) -> Answer<Attachment> {
        files::attach(&self.core, request).await
    }
    async fn file(&self, request: FileRequest) -> Answer<FileBytes> {
        files::bytes(&self.core, request).await
    }
    async fn file_open(&self, request: FileRequest) -> Answer<Nothing> {
        files::open(&self.core, request).await
    }
    async fn sound_play(&self, request: FileRequest) -> Answer<Nothing> {
        files::play(&self.core, request).await
    }
    async fn sound_stop(&self, _: Nothing) -> Answer<Nothing> {
        self.core.ports.sound.stop();
        Ok(Nothing {})
    }
    async fn voice_start(&self, request: wire::ChatRequest) -> Answer<Nothing> {
        files::voice_start(&self.core, request.chat_id).await
    }
    async fn voice_stop(&self, _: Nothing) -> Answer<Attachment> {
        files::voice_stop(&self.core).await
    }
    async fn voice_cancel(&self, _: Nothing) -> Answer<Nothing> {
        self.core.ports.sound.record_cancel();
        Ok(Nothing {})
    }
}
