//! What one row of a list comes to, by what is known now.

use std::collections::{BTreeMap, HashMap};

use contract::list::{ImportOptions, ImportRow, ListColumn, RowDifference, RowFate, RowFault};
use domain::member::{AttributeValue, MemberDecision};
use domain::person::IdentityKind;
use domain::{AttributeId, ContactId, LabelId, Person};
use store::table::{account, attribute, contact, contact_merge, identity, label};
use store::{Read, StoreError, Suppression};

use super::super::people::masked;
use crate::list::{self, Asked, Known, Listed, Row, Table};

/// Letters by which a row that cannot be read is named.
const LONGEST_WHO: usize = 80;

/// What all rows of a list share.
pub struct Sorter {
    /// How it is brought in.
    pub options: ImportOptions,
    /// The attributes there are.
    attributes: Vec<Known>,
    suppression: Suppression,
    labels: HashMap<String, LabelId>,
    portfolio: Option<String>,
    /// In which line each key stood first.
    seen: HashMap<(IdentityKind, String), u32>,
}

/// A row, and what is decided of it.
pub struct Sorted {
    /// The row.
    pub row: ImportRow,
    /// The decision; none where nothing is to be written.
    pub member: Option<Box<MemberDecision>>,
}

/// How it stands with a person who is known.
#[derive(Default)]
struct Stands {
    fills: bool,
    differences: Vec<RowDifference>,
}

impl Sorter {
    /// Reads what all rows share.
    pub fn new(r: &Read<'_>, suppression: Suppression, options: ImportOptions) -> Result<Self, StoreError> {
        let labels = label::all(r)?.into_iter().map(|label| (label.name.to_lowercase(), label.label_id)).collect();
        let portfolio = account::get(r, &options.account_id)?.and_then(|account| account.portfolio);
        let attributes = super::known(r)?;
        Ok(Self { options, attributes, suppression, labels, portfolio, seen: HashMap::new() })
    }

    /// Names of labels that the list says and nobody has made yet, each in the spelling that comes first.
    pub fn missing_labels(&self, table: &Table) -> Vec<String> {
        let mut missing: BTreeMap<String, String> = BTreeMap::new();
        for name in table.rows.iter().filter_map(|row| self.listed(row).ok()).flat_map(|listed| listed.labels) {
            let small = name.to_lowercase();
            if !self.labels.contains_key(&small) {
                missing.entry(small).or_insert(name);
            }
        }
        missing.into_values().collect()
    }

    /// Reads a row as a person; nothing is asked of what is known.
    fn listed(&self, row: &Row) -> Result<Listed, RowFault> {
        let ImportOptions { columns, country, .. } = &self.options;
        list::listed(row, Asked { columns, country, attributes: &self.attributes })
    }

    /// What a row comes to. Rows are to be asked about in the order in which they stand.
    pub fn sort(&mut self, r: &Read<'_>, row: &Row) -> Result<Sorted, StoreError> {
        let bad = |fault| {
            let who = row.cells.iter().map(|cell| cell.trim()).find(|cell| !cell.is_empty()).unwrap_or_default();
            let who = who.chars().take(LONGEST_WHO).collect();
            let row =
                ImportRow { line: row.line, who, fate: RowFate::Bad, fault: Some(fault), differences: Vec::new() };
            Ok(Sorted { row, member: None })
        };
        let listed = match self.listed(row) {
            Ok(listed) => listed,
            Err(fault) => return bad(fault),
        };
        if let Some(line) = self.stood_before(&listed.person, row.line) {
            return bad(RowFault::Duplicate { line });
        }
        if self.suppression.is_suppressed(&listed.person)? {
            return bad(RowFault::Erased);
        }
        let Ok(known) = self.known(r, &listed.person)? else { return bad(RowFault::TwoPeople) };
        let stands = known.map(|contact| self.stands(r, contact, &listed)).transpose()?;
        let fate = match &stands {
            None => RowFate::New,
            Some(stands) if !stands.differences.is_empty() => RowFate::Differs,
            Some(stands) if stands.fills => RowFate::Completed,
            Some(_) => RowFate::Unchanged,
        };
        let writes = stands
            .as_ref()
            .is_none_or(|stands| stands.fills || (self.options.overwrite && !stands.differences.is_empty()));
        let phone = listed.person.phone.as_deref().map(masked);
        let who = [listed.name.clone(), phone, listed.person.user_id.clone()].into_iter().flatten().next();
        let differences = stands.map(|stands| stands.differences).unwrap_or_default();
        let row = ImportRow { line: row.line, who: who.unwrap_or_default(), fate, fault: None, differences };
        let member = writes.then(|| Box::new(self.decision(listed)));
        Ok(Sorted { row, member })
    }

    fn stood_before(&mut self, person: &Person, line: u32) -> Option<u32> {
        let keys: Vec<_> = person.keys().map(|(kind, value)| (kind, value.to_owned())).collect();
        let before = keys.iter().filter_map(|key| self.seen.get(key)).min().copied();
        for key in keys {
            self.seen.entry(key).or_insert(line);
        }
        before
    }

    /// Whoever has these keys; an error where two people have them, whom nobody merged.
    fn known(&self, r: &Read<'_>, person: &Person) -> Result<Result<Option<ContactId>, ()>, StoreError> {
        let (account, portfolio) = (&self.options.account_id, self.portfolio.as_deref());
        if let (Some(phone), Some(id)) = (&person.phone, &person.user_id) {
            let holder = |kind: IdentityKind, value| identity::by_value(r, account, portfolio, kind.as_str(), value);
            let holders = (holder(IdentityKind::Phone, phone)?, holder(IdentityKind::UserId, id)?);
            if let (Some(by_phone), Some(by_id)) = holders
                && contact_merge::person_of(r, by_phone)? != contact_merge::person_of(r, by_id)?
            {
                return Ok(Err(()));
            }
        }
        let who = identity::who(r, account, portfolio, person)?;
        // Whoever has the number under another id is somebody else: the list cannot say which of the two it means.
        let held = person
            .phone
            .as_deref()
            .map(|phone| identity::by_value(r, account, portfolio, IdentityKind::Phone.as_str(), phone));
        Ok(if who.is_none() && held.transpose()?.flatten().is_some() { Err(()) } else { Ok(who) })
    }

    fn stands(&self, r: &Read<'_>, contact: ContactId, listed: &Listed) -> Result<Stands, StoreError> {
        let mut stands = Stands::default();
        let username = contact::get(r, contact)?.and_then(|known| known.username);
        stands.fills |= username.is_none() && listed.person.username.is_some();
        // The user name belongs to the keys, all else to the person as which they are listed.
        let contact = contact_merge::person_of(r, contact)?;
        let name = contact::get(r, contact)?.and_then(|known| known.name);
        stands.compare(ListColumn::Name, name.as_deref(), listed.name.as_deref());
        if !listed.labels.is_empty() || !self.options.labels.is_empty() {
            let on: Vec<LabelId> = label::of_contact(r, contact)?.into_iter().map(|label| label.label_id).collect();
            let (listed, missing) = self.labels_of(listed);
            stands.fills |= missing || listed.iter().any(|label| !on.contains(label));
        }
        if !listed.values.is_empty() {
            let values = attribute::of_contact(r, contact)?;
            for (column, value) in &listed.values {
                let of = self.options.columns.get(*column).cloned().unwrap_or(ListColumn::Ignored);
                let stand = values.iter().find(|(id, _)| attribute_of(&of) == Some(*id));
                stands.compare(of, stand.map(|(_, value)| value.0.as_str()), Some(&value.0));
            }
        }
        Ok(stands)
    }

    /// The labels that are to be put on, and whether one of them is still to be made.
    fn labels_of(&self, listed: &Listed) -> (Vec<LabelId>, bool) {
        let found: Vec<_> = listed.labels.iter().map(|name| self.labels.get(&name.to_lowercase()).copied()).collect();
        let missing = found.iter().any(Option::is_none);
        let mut labels = self.options.labels.clone();
        labels.extend(found.into_iter().flatten());
        labels.sort_unstable();
        labels.dedup();
        (labels, missing)
    }

    fn decision(&self, listed: Listed) -> MemberDecision {
        let (labels, _) = self.labels_of(&listed);
        let of = |column: usize| self.options.columns.get(column).and_then(attribute_of);
        let Listed { person, name, values, .. } = listed;
        let attributes: Vec<(AttributeId, AttributeValue)> =
            values.into_iter().filter_map(|(column, value)| of(column).map(|attribute| (attribute, value))).collect();
        let (account, overwrite) = (self.options.account_id.clone(), self.options.overwrite);
        MemberDecision { account, person, name, labels, attributes, overwrite }
    }
}

const fn attribute_of(column: &ListColumn) -> Option<AttributeId> {
    match column {
        ListColumn::Attribute { attribute } => Some(*attribute),
        _ => None,
    }
}

impl Stands {
    fn compare(&mut self, of: ListColumn, stands: Option<&str>, listed: Option<&str>) {
        match (stands, listed) {
            (None, Some(_)) => self.fills = true,
            (Some(stands), Some(listed)) if stands != listed => {
                let (stands, listed) = (stands.to_owned(), listed.to_owned());
                self.differences.push(RowDifference { of, stands, listed });
            }
            _ => {}
        }
    }
}
