//! What follows from a person's entries: whether a purpose is permitted now, and if not, why.

use super::entry::{ConsentEntry, ConsentState, Grade, Scope, Source};
use super::purpose::Purpose;
use crate::template::TemplateCategory;
use crate::time::Timestamp;

/// Everything that is known of one person's consents, oldest word first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Consents {
    said: Vec<(i64, ConsentEntry)>,
}

/// How it stands with one purpose.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Consent {
    /// None where nobody ever asked or said anything.
    pub state: Option<ConsentState>,
    /// The entry that made it so.
    pub entry: i64,
    /// How we know.
    pub source: Option<Source>,
    /// How good the proof is.
    pub grade: Option<Grade>,
    /// Since when.
    pub at: Timestamp,
    /// Until when.
    pub expires: Option<Timestamp>,
    /// Whether it permits something now.
    pub permits: bool,
    /// Whether the person's last clear word was a no.
    pub taken_back: bool,
}

impl Consents {
    /// From the entries of one person with their numbers. What was said earlier comes first, whenever it was written down;
    /// providers write whole seconds, so within one a no comes after a yes.
    #[must_use]
    pub fn new(mut said: Vec<(i64, ConsentEntry)>) -> Self {
        said.sort_by_key(|(entry, what)| (what.at.seconds(), what.state.is_an_end(), *entry));
        Self { said }
    }

    /// How it stands with one purpose.
    #[must_use]
    pub fn of(&self, purpose: &Purpose, now: Timestamp) -> Consent {
        let mut stands = Consent::default();
        let mut stopped = None;
        for (entry, what) in self.said.iter().filter(|(_, what)| what.purpose.covers(purpose)) {
            if what.purpose == Scope::Marketing {
                stopped = (what.state != ConsentState::Resumed).then_some((*entry, what));
            } else {
                stands.hear(*entry, what, now);
            }
        }
        if let Some((entry, what)) = stopped {
            return Consent { taken_back: true, permits: false, ..Consent::said(entry, what) };
        }
        stands.end(now);
        stands.permits = match stands.state {
            Some(ConsentState::Confirmed) => true,
            Some(ConsentState::Granted) => !purpose.confirm,
            _ => false,
        };
        stands
    }

    /// The first purpose that permits templates of that category now, and the entry by which it does. None also where the
    /// person took back one of that kind later than the permission: a template does not say for which purpose it is.
    #[must_use]
    pub fn for_category(&self, category: TemplateCategory, purposes: &[Purpose], now: Timestamp) -> Option<Consent> {
        self.first_of(purposes.iter().filter(|purpose| purpose.permits(category)), now)
    }

    /// The first purpose that permits invitations into groups now, and the entry by which it does; as [`Self::for_category`].
    #[must_use]
    pub fn for_invitations(&self, purposes: &[Purpose], now: Timestamp) -> Option<Consent> {
        self.first_of(purposes.iter().filter(|purpose| purpose.invites), now)
    }

    fn first_of<'a>(&self, concerned: impl Iterator<Item = &'a Purpose>, now: Timestamp) -> Option<Consent> {
        let all: Vec<_> = concerned.map(|purpose| self.of(purpose, now)).collect();
        let last_no = all.iter().filter(|consent| consent.taken_back).map(|consent| consent.at.seconds()).max();
        all.into_iter()
            .filter(|consent| consent.permits)
            .find(|consent| last_no.is_none_or(|no| consent.at.seconds() > no))
    }

    /// Whether the person's last clear word about templates of that category was a no.
    #[must_use]
    pub fn took_back(&self, category: TemplateCategory, purposes: &[Purpose], now: Timestamp) -> bool {
        let mut concerned = purposes.iter().filter(|purpose| purpose.permits(category)).peekable();
        if concerned.peek().is_none() {
            // No yes can be about it, so a no to everything is the last word.
            return self.said.iter().any(|(_, said)| said.purpose == Scope::All && said.state.is_an_end());
        }
        concerned.any(|purpose| self.of(purpose, now).taken_back)
            && self.for_category(category, purposes, now).is_none()
    }

    /// With the noes of another identity of the same person: to everything, and to one thing where no later yes of theirs took
    /// it back. Of a yes nothing is carried over.
    #[must_use]
    pub fn with_noes_of(mut self, other: &Self) -> Self {
        for (at, (entry, no)) in other.said.iter().enumerate() {
            let mut later = other.said.iter().skip(at + 1);
            let stands = no.state.is_an_end() && !later.any(|(_, word)| word.takes_back(no));
            if stands && !self.said.iter().any(|(known, said)| known == entry && said == no) {
                self.said.push((*entry, no.clone()));
            }
        }
        Self::new(self.said)
    }

    /// The entries, oldest word first.
    pub fn iter(&self) -> impl Iterator<Item = (i64, &ConsentEntry)> {
        self.said.iter().map(|(entry, what)| (*entry, what))
    }
}

impl Consent {
    fn said(entry: i64, what: &ConsentEntry) -> Self {
        Self {
            state: Some(what.state),
            entry,
            source: Some(what.source),
            grade: Some(what.grade),
            at: what.at,
            expires: what.expires,
            permits: false,
            taken_back: what.state.is_an_end(),
        }
    }

    /// Takes one more word in.
    fn hear(&mut self, entry: i64, what: &ConsentEntry, now: Timestamp) {
        use ConsentState::{Confirmed, Expired, Granted, Refused, Requested, Resumed, Withdrawn};
        let mut before = *self;
        before.end(what.at.min(now));
        let stands = matches!(before.state, Some(Granted | Confirmed));
        let said = Self::said(entry, what);
        match what.state {
            Granted | Confirmed if self.taken_back && !what.source.lifts_a_withdrawal() => {}
            // A weaker word does not take a confirmed one's place.
            Granted if before.state == Some(Confirmed) => {}
            // Time ends nothing that was said meanwhile.
            Requested | Expired if stands => {}
            Requested | Expired => *self = Self { taken_back: self.taken_back, ..said },
            Granted | Confirmed | Refused | Withdrawn => *self = said,
            Resumed => {}
        }
    }

    /// What time has ended.
    fn end(&mut self, now: Timestamp) {
        use ConsentState::{Confirmed, Expired, Granted, Requested};
        let ends = matches!(self.state, Some(Requested | Granted | Confirmed));
        if ends && let Some(over) = self.expires.filter(|expires| *expires <= now) {
            (self.state, self.at) = (Some(Expired), over);
        }
    }
}

#[cfg(test)]
mod tests;
