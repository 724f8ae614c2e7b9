//! Hears what people say of consent in what they write: that they wrote at all, a word that ends everything, an answer
//! under a question. It is heard before anything that was received later takes effect, and the sender waits for it.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use contract::change::ChangeKind;
use domain::consent::{
    ConsentEntry, ConsentState, Consents, Evidence, EvidenceKind, Grade, Heard, Keywords, Purpose, PurposeId, Scope,
    Source,
};
use domain::content::Content;
use domain::decision::{Outgoing, SendDecision};
use domain::event::Event;
use domain::window::ServiceWindow;
use domain::{ChatId, CommandId};
use store::table::chat::{self, Chat, ChatKind};
use store::table::message::{Direction, Message};
use store::table::preference::{self, Preference};
use store::table::{contact, cursor, purpose};
use store::{Read, StoreError};

use super::act::{Who, Written, granted, said_now, write};
use super::known::consents;
use super::question::{asks_in_window, asks_with, newest_wording, reference};
use super::said::{answer_in, question_of, template_of, word_in};
use super::words;
use crate::core::Core;
use crate::react::{seen, unseen};
use crate::send::gate::person;

const NAME: &str = "consent";
const PREFERENCES: &str = "consent preferences";
/// Most preferences heard in one step.
const STEP: usize = 200;
/// What a worker waits after the disk said no, before it tries again.
const PAUSE: Duration = Duration::from_secs(1);
/// Who decides what a person's own word brings about.
pub const RULE: &str = "consent";

/// Hears everything until it is dropped, and says how far it has heard.
pub async fn follow(core: Arc<Core>) {
    let mut known = HashSet::new();
    let mut projected = core.projected.subscribe();
    loop {
        let position = *projected.borrow_and_update();
        let before = std::mem::take(&mut known);
        let step = core.blocking(move |core| {
            let mut ears = Ears { core, known: before, keywords: Keywords::default(), purposes: Vec::new(), last: 0 };
            let more = ears.step()?;
            Ok((more, ears.known, ears.last))
        });
        match step.await {
            Ok((more, now_known, last)) => {
                known = now_known;
                // What was decided has taken effect before anybody may rely on its having been heard.
                let _ = core.projected.subscribe().wait_for(|projected| *projected >= last).await;
                if more {
                    continue;
                }
                core.heard.send_replace(position);
            }
            Err(error) => {
                tracing::error!(%error, "what people say of consent could not be heard; it is tried again");
                tokio::time::sleep(PAUSE).await;
                continue;
            }
        }
        if projected.changed().await.is_err() {
            return;
        }
    }
}

/// One look at what came.
struct Ears<'a> {
    core: &'a Core,
    /// Chats and keys of people who were heard to have written: most messages are theirs.
    known: HashSet<(ChatId, i64)>,
    keywords: Keywords,
    purposes: Vec<Purpose>,
    /// The last journal entry that was made.
    last: i64,
}

impl Ears<'_> {
    /// Says whether there is more.
    fn step(&mut self) -> Result<bool, StoreError> {
        let core = self.core;
        let messages = core.console.read(|r| unseen(r, NAME))?;
        let told = core.console.read(|r| preference::since(r, cursor::reactor(r, PREFERENCES)?.unwrap_or(0), STEP))?;
        if messages.is_empty() && told.is_empty() {
            return Ok(false);
        }
        let (purposes, own) = core.console.read(|r| Ok((purpose::all(r)?, purpose::stop_words(r)?)))?;
        self.keywords = Keywords::new(&own, &purposes);
        self.purposes = purposes;
        for message in messages.iter().filter(|message| message.direction == Direction::In) {
            match message.kind.as_str() {
                "system" => self.relink(message)?,
                "unknown" => {}
                _ => self.message(message)?,
            }
        }
        for preference in &told {
            self.preference(preference)?;
        }
        let last_told = told.last().map(|last| last.preference_id);
        let more = core.console.write(|w| {
            if let Some(last) = last_told {
                cursor::set_reactor(w, PREFERENCES, last)?;
            }
            seen(w, NAME, &messages)
        })?;
        Ok(more || told.len() == STEP)
    }

    fn message(&mut self, message: &Message) -> Result<(), StoreError> {
        let (word, asked) = (word_in(&message.content, &self.keywords), answer_in(&message.content));
        let Some(sender) = message.sender_identity else { return Ok(()) };
        let key = (message.chat_id, sender);
        let pressed = matches!(message.content, Content::Answer(_));
        let says_nothing = match word {
            None => asked.is_none(),
            Some(Heard::NearlyStop) => !pressed,
            Some(_) => false,
        };
        if says_nothing && self.known.contains(&key) {
            return Ok(());
        }
        let Some((chat, who)) = self.who(message)? else {
            // In a group nothing is decided by itself.
            self.known.insert(key);
            return Ok(());
        };
        let answer = match asked.filter(|_| word != Some(Heard::Stop)) {
            Some(answer) => self.answer(message, &who, &answer.purpose, answer.yes)?,
            None => None,
        };
        // A button that answers none of our questions may still say a word.
        let written = match (answer, word) {
            (Some(answer), _) => Some(answer),
            (None, Some(Heard::Stop)) => self.stop(message, &chat, &who, vec![Scope::All])?,
            (None, Some(Heard::NearlyStop)) => self.button(message, &chat, &who)?,
            (None, Some(Heard::Start)) => self.start(message, &chat, &who)?,
            (None, Some(Heard::Grant(purpose))) => self.grant(message, &who, &purpose)?,
            (None, None) => None,
        };
        if let Some(written) = written {
            self.last = self.last.max(write(self.core, &who, written)?.position);
        }
        let at = (message.received_position, message.message_id);
        if self.core.ledger.grant_wrote_first(&who.account, &who.person, at, message.at)? {
            self.core.feed.changed_in(ChangeKind::Chats, [chat.chat_id]);
            self.core.feed.changed(ChangeKind::Consent);
        }
        self.known.insert(key);
        Ok(())
    }

    /// The person of a direct chat.
    fn who(&self, message: &Message) -> Result<Option<(Chat, Who)>, StoreError> {
        self.core.console.read(|r| {
            let chat = chat::get(r, message.chat_id)?.filter(|chat| chat.kind == ChatKind::Direct);
            let Some((chat, contact)) = chat.and_then(|chat| chat.contact_id.map(|contact| (chat, contact))) else {
                return Ok(None);
            };
            let who = Who { account: chat.account_id.clone(), contact, person: person(r, &chat)? };
            Ok((!who.person.is_nobody()).then_some((chat, who)))
        })
    }

    /// A word that ends something; said again it ends nothing more.
    fn stop(
        &self,
        message: &Message,
        chat: &Chat,
        who: &Who,
        scopes: Vec<Scope>,
    ) -> Result<Option<Written>, StoreError> {
        let said_before = if scopes.contains(&Scope::All) {
            self.core.ledger.is_out(&who.account, &who.person)?
        } else {
            // What the provider holds back is lifted by its own word, and this one would be missed then.
            let said = self.consents(who)?;
            let said = said.iter().filter(|(_, said)| said.purpose != Scope::Marketing);
            let consents = Consents::new(said.map(|(entry, said)| (entry, said.clone())).collect());
            let covered = |purpose: &&Purpose| scopes.iter().any(|scope| scope.covers(purpose));
            let ended = |purpose: &Purpose| consents.of(purpose, message.at).state == Some(ConsentState::Withdrawn);
            self.purposes.iter().filter(covered).all(ended)
        };
        if said_before {
            return Ok(None);
        }
        let source = if matches!(message.content, Content::Answer(_)) { Source::Button } else { Source::Keyword };
        let said = scopes.into_iter().map(|scope| self.said(message, who, scope, ConsentState::Withdrawn, source));
        let said = said.collect();
        let open = ServiceWindow::at(Some(message.at), self.core.now()).is_open();
        let content = Content::Text { body: words::confirmation(words::of_letters(&message.words)).to_owned() };
        let outgoing = Outgoing::Message { content, reply_to: None };
        let send = open.then(|| SendDecision { account: who.account.clone(), chat: chat.chat_id, outgoing });
        Ok(Some(self.written(message, "withdrawal", said, send)))
    }

    /// A button under one of our templates that is nearly such a word names what the template was for.
    fn button(&self, message: &Message, chat: &Chat, who: &Who) -> Result<Option<Written>, StoreError> {
        if !matches!(message.content, Content::Answer(_)) {
            return Ok(None);
        }
        let Some(category) = self.core.console.read(|r| template_of(r, message))? else { return Ok(None) };
        let concerned = self.purposes.iter().filter(|purpose| purpose.permits(category));
        let scopes: Vec<Scope> = concerned.map(|purpose| Scope::One(purpose.purpose.clone())).collect();
        if scopes.is_empty() { Ok(None) } else { self.stop(message, chat, who, scopes) }
    }

    /// A word that asks to be asked again, about what was taken back. It grants nothing.
    fn start(&self, message: &Message, chat: &Chat, who: &Who) -> Result<Option<Written>, StoreError> {
        if !ServiceWindow::at(Some(message.at), self.core.now()).is_open() {
            return Ok(None);
        }
        let consents = self.counts(who)?;
        let stands = |purpose: &Purpose| consents.of(purpose, message.at);
        if self.purposes.iter().any(|purpose| stands(purpose).state == Some(ConsentState::Requested)) {
            // One question at a time.
            return Ok(None);
        }
        // What the provider holds back no answer here lifts.
        let back = |purpose: &&Purpose| {
            let stands = stands(purpose);
            stands.taken_back && stands.source != Some(Source::Provider)
        };
        let had = |purpose: &&Purpose| {
            let yes = |state| matches!(state, ConsentState::Granted | ConsentState::Confirmed);
            consents.iter().any(|(_, said)| yes(said.state) && said.purpose.as_str() == purpose.purpose.as_str())
        };
        let asks = |purpose: &&Purpose| back(purpose) && purpose.purpose.as_str() != domain::consent::SERVICE_REPLIES;
        let mut candidates = self.purposes.iter().filter(asks);
        let Some(purpose) = candidates.clone().find(had).or_else(|| candidates.next()) else { return Ok(None) };
        let spoken = words::of_letters(&message.words);
        let Some(wording) = self.core.console.read(|r| newest_wording(r, &purpose.purpose, spoken))? else {
            return Ok(None);
        };
        let outgoing = asks_in_window(&wording);
        let send = SendDecision { account: who.account.clone(), chat: chat.chat_id, outgoing };
        let said = asks_with(who, &purpose.purpose, Some(reference(&wording)), self.core.now());
        Ok(Some(self.written(message, "question", vec![said], Some(send))))
    }

    /// A word by which one purpose is granted.
    fn grant(&self, message: &Message, who: &Who, id: &PurposeId) -> Result<Option<Written>, StoreError> {
        let Some(purpose) = self.purposes.iter().find(|purpose| purpose.purpose == *id) else { return Ok(None) };
        if self.counts(who)?.of(purpose, message.at).permits {
            return Ok(None);
        }
        let said = self.said(message, who, Scope::One(id.clone()), ConsentState::Granted, Source::Keyword);
        Ok(Some(self.written(message, "grant", vec![granted(said, purpose, None)], None)))
    }

    /// An answer under a question of ours. A yes counts while the question waits; a no always does.
    fn answer(&self, message: &Message, who: &Who, id: &PurposeId, yes: bool) -> Result<Option<Written>, StoreError> {
        let consents = self.consents(who)?;
        let Some(question) = self.core.console.read(|r| question_of(r, message, &consents, id))? else {
            return Ok(None);
        };
        let purpose = self.purposes.iter().find(|purpose| purpose.purpose == *id);
        let in_time = question.expires.is_none_or(|end| message.at < end);
        let said = match (purpose, yes) {
            (Some(purpose), true) if in_time => {
                let said = self.said(message, who, question.purpose, ConsentState::Confirmed, Source::DoubleOptIn);
                granted(ConsentEntry { grade: Grade::A, ..said }, purpose, question.wording)
            }
            (_, true) => return Ok(None),
            (_, false) => {
                let said = self.said(message, who, question.purpose, ConsentState::Refused, Source::DoubleOptIn);
                ConsentEntry { wording: question.wording, ..said }
            }
        };
        Ok(Some(self.written(message, "answer", vec![said], None)))
    }

    /// What the provider says that a person told it (reference 2.6 and 9).
    fn preference(&mut self, told: &Preference) -> Result<(), StoreError> {
        let (scope, state, source) = match told.value.as_str() {
            "stop" => (Scope::Marketing, ConsentState::Withdrawn, Source::Provider),
            "resume" => (Scope::Marketing, ConsentState::Resumed, Source::Provider),
            "signup" => (Scope::One(PurposeId::from("offers")), ConsentState::Granted, Source::SignupLink),
            _ => return Ok(()),
        };
        let portfolio = |r: &Read<'_>| {
            store::table::account::get(r, &told.account_id).map(|found| found.and_then(|account| account.portfolio))
        };
        let person = self
            .core
            .console
            .read(|r| contact::person(r, told.contact_id, &told.account_id, portfolio(r)?.as_deref()))?;
        let who = Who { account: told.account_id.clone(), contact: told.contact_id, person };
        let evidence = Evidence { kind: EvidenceKind::System, position: told.position, message: None, digest: None };
        let entry = ConsentEntry { evidence, ..said_now(&who.account, scope, state, source, told.at) };
        let entry = ConsentEntry { recorded_at: self.core.now(), ..entry };
        let purpose = self.purposes.iter().find(|purpose| purpose.purpose.as_str() == entry.purpose.as_str());
        let entry = match purpose {
            Some(purpose) if state == ConsentState::Granted => granted(entry, purpose, None),
            _ => entry,
        };
        let command = CommandId::of_rule(&format!("preference {}", told.preference_id));
        let written = Written { command, by: RULE.to_owned(), said: vec![entry], proof: None, send: None };
        self.last = self.last.max(write(self.core, &who, written)?.position);
        Ok(())
    }

    /// What the gate goes by: a no of somebody they were merged with counts too, and a new yes lifts it.
    fn counts(&self, who: &Who) -> Result<Consents, StoreError> {
        self.core.console.read(|r| consents(r, &self.core.ledger, who))
    }

    fn consents(&self, who: &Who) -> Result<Consents, StoreError> {
        self.core.ledger.consents(&who.account, &who.person)
    }

    /// What a message says, with the message as its proof.
    fn said(&self, message: &Message, who: &Who, scope: Scope, state: ConsentState, source: Source) -> ConsentEntry {
        let evidence = Evidence {
            kind: EvidenceKind::Message,
            position: message.received_position,
            message: Some(message.message_id),
            digest: None,
        };
        let said = said_now(&who.account, scope, state, source, message.at);
        ConsentEntry { evidence, recorded_at: self.core.now(), ..said }
    }

    fn written(&self, message: &Message, what: &str, said: Vec<ConsentEntry>, send: Option<SendDecision>) -> Written {
        // A message brings about a thing once, however often it is heard.
        let command = CommandId::of_rule(&format!("{what} {}", message.message_id));
        Written { command, by: RULE.to_owned(), said, proof: None, send }
    }

    /// Reads in the webhook itself which identities end and which begin.
    fn relink(&self, message: &Message) -> Result<(), StoreError> {
        let position = message.received_position;
        let Some(entry) = self.core.journal.get(position)? else { return Ok(()) };
        for event in providers::webhook::parse(&entry.source, &entry.body, entry.at) {
            if let (Some(account), Event::PersonChanged(change)) = (event.account, event.event) {
                self.core.ledger.relink(&account, &change.previous, &change.current, position)?;
            }
        }
        Ok(())
    }
}
