//! To whom: a phone number, a business-scoped id or a group (reference 2.1, 3, 1.3).

use serde_json::{Value, json};

use crate::graph::groups::errors::provoked;
use crate::identity::BUSINESS_COUNTRY;
use crate::refusal::Refusal;
use crate::send::content::{Class, Content};
use crate::world::World;

/// Where a message goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Recipient {
    /// A person of the town. `input` is what the request said; `by_phone` whether that was a number.
    Person { at: usize, input: String, by_phone: bool },
    /// A number or id nobody in the town has: not on WhatsApp.
    Stranger { input: String, digits: Option<String> },
    /// A group.
    Circle { at: usize },
}

impl Recipient {
    pub(crate) fn is_group(&self) -> bool {
        matches!(self, Self::Circle { .. })
    }

    pub(crate) fn circle(&self) -> Option<usize> {
        if let Self::Circle { at } = self { Some(*at) } else { None }
    }

    pub(crate) fn person(&self) -> Option<usize> {
        if let Self::Person { at, .. } = self { Some(*at) } else { None }
    }

    pub(crate) fn group_id(&self, world: &World) -> Option<String> {
        self.circle().and_then(|at| world.circles.get(at)).map(|circle| circle.id.clone())
    }

    /// The same recipient has the same key, however it was addressed.
    pub(crate) fn key(&self, world: &World) -> String {
        match self {
            Self::Person { at, input, .. } => world.people.get(*at).map_or_else(|| input.clone(), |who| who.id.clone()),
            Self::Stranger { input, digits } => digits.clone().unwrap_or_else(|| input.clone()),
            Self::Circle { at } => format!("group {at}"),
        }
    }

    /// The element of `contacts` in the answer.
    pub(crate) fn contact(&self, world: &World) -> Value {
        match self {
            Self::Person { at, input, by_phone } => match world.people.get(*at) {
                Some(person) if *by_phone => json!({"input": input, "wa_id": person.phone}),
                Some(person) => json!({"input": input, "user_id": person.user_id}),
                None => json!({"input": input}),
            },
            Self::Stranger { input, digits: Some(digits) } => json!({"input": input, "wa_id": digits}),
            Self::Stranger { input, digits: None } => json!({"input": input, "user_id": input}),
            Self::Circle { .. } => {
                let id = self.group_id(world);
                json!({"input": id, "wa_id": id})
            }
        }
    }
}

/// Finds the recipient a request names.
pub(crate) fn resolve(world: &World, body: &Value) -> Result<Recipient, Refusal> {
    let group = match body.get("recipient_type").map(Value::as_str) {
        None | Some(Some("individual")) => false,
        Some(Some("group")) => true,
        Some(_) => return Err(Refusal::parameter("Param recipient_type must be one of {INDIVIDUAL, GROUP}.")),
    };
    let given = |name: &str| match body.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if text.trim().is_empty() => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(Refusal::parameter(format!("Param {name} must be a string."))),
    };
    match (given("to")?, given("recipient")?, group) {
        (Some(to), _, true) => resolve_group(world, &to),
        (None, _, true) => Err(Refusal::parameter("The parameter to is required.")),
        (Some(to), _, false) => resolve_phone(world, to),
        (None, Some(user_id), false) => resolve_user(world, user_id),
        (None, None, false) => Err(Refusal::parameter("The parameter to is required.")),
    }
}

fn resolve_group(world: &World, id: &str) -> Result<Recipient, Refusal> {
    if id.starts_with('+') || id.chars().all(|letter| letter.is_ascii_digit()) {
        return Err(Refusal::parameter("Param to must be a group id when recipient_type is group."));
    }
    world
        .circle_with_id(id)
        .map(|at| Recipient::Circle { at })
        .ok_or_else(|| Refusal::new(131_041, "The group does not exist"))
}

/// A number without a plus gets the business's own country code, unless it is somebody's whole number as it stands.
fn resolve_phone(world: &World, input: String) -> Result<Recipient, Refusal> {
    if world.circle_with_id(&input).is_some() {
        return Err(Refusal::parameter("Param to is a group id, but recipient_type is not group."));
    }
    let plain: String = input.chars().filter(|letter| !" ()-.".contains(*letter)).collect();
    let (plus, digits) = plain.strip_prefix('+').map_or((false, plain.as_str()), |rest| (true, rest));
    if digits.is_empty() || digits.len() > 20 || !digits.chars().all(|letter| letter.is_ascii_digit()) {
        return Err(Refusal::value("Param to is not a phone number"));
    }
    let strict = world.troubles.look("strict_plus").is_some();
    let known = world.person_with_phone(digits).is_some() || digits == world.called.phone;
    let whole = plus || (known && !strict);
    let digits = if whole { digits.to_owned() } else { format!("{BUSINESS_COUNTRY}{digits}") };
    if digits == world.called.phone {
        return Err(Refusal::new(131_021, "Recipient phone number cannot be the same as the sender's"));
    }
    Ok(match world.person_with_phone(&digits) {
        Some(at) => Recipient::Person { at, input, by_phone: true },
        None => Recipient::Stranger { input, digits: Some(digits) },
    })
}

fn resolve_user(world: &World, input: String) -> Result<Recipient, Refusal> {
    let form = input.split_once('.').is_some_and(|(country, rest)| {
        country.len() == 2
            && country.chars().all(|letter| letter.is_ascii_uppercase())
            && !rest.is_empty()
            && rest.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '.')
    });
    if !form {
        return Err(Refusal::value("Param recipient is not a business-scoped user id"));
    }
    let found = world.people.iter().position(|person| person.user_id == input);
    Ok(match found {
        Some(at) => Recipient::Person { at, input, by_phone: false },
        None => Recipient::Stranger { input, digits: None },
    })
}

/// Rules about this recipient and this content together.
pub(crate) fn allow(world: &mut World, recipient: &Recipient, content: &Content) -> Result<(), Refusal> {
    let category = if let Class::Template { category, .. } = &content.class { category.as_str() } else { "" };
    let by_user_id = match recipient {
        Recipient::Person { by_phone, .. } => !by_phone,
        Recipient::Stranger { digits, .. } => digits.is_none(),
        Recipient::Circle { at } => return allow_group(world, *at, content, category),
    };
    if by_user_id && category == "authentication" {
        return Err(Refusal::new(131_062, "Authentication templates need a phone number"));
    }
    if content.class == Class::Pin {
        return Err(Refusal::parameter("Param type pin is only supported with recipient_type group."));
    }
    Ok(())
}

fn allow_group(world: &mut World, at: usize, content: &Content, category: &str) -> Result<(), Refusal> {
    groups_open(world)?;
    provoked(world, "send")?;
    let suspended = is_suspended(world, at);
    let empty = world.circles.get(at).is_none_or(|circle| circle.members.is_empty());
    if suspended {
        return Err(Refusal::new(131_207, "The group is suspended"));
    }
    if empty {
        return Err(Refusal::new(131_020, "Nobody but the business is in the group"));
    }
    if category == "authentication" || ["interactive", "location", "contacts"].contains(&content.kind.as_str()) {
        return Err(Refusal::new(131_051, format!("Messages of type {} cannot be sent to a group", content.kind)));
    }
    Ok(())
}

/// Whether the groups of this number answer at all.
pub(crate) fn groups_open(world: &mut World) -> Result<(), Refusal> {
    if world.troubles.look("oba_false").is_some() {
        return Err(Refusal::new(131_215, "The phone number is not an Official Business Account"));
    }
    if world.troubles.take("group_rate_limit").is_some() {
        return Err(Refusal::new(131_208, "Too many group operations"));
    }
    Ok(())
}

/// Suspended from the start, or by the trouble that names the group.
pub(crate) fn is_suspended(world: &World, at: usize) -> bool {
    let named = world.troubles.look("group_suspended").and_then(Value::as_str);
    world
        .circles
        .get(at)
        .is_some_and(|circle| circle.suspended || named.is_some_and(|name| name == circle.id || name == circle.subject))
}
