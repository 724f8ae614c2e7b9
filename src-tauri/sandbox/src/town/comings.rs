//! People come into groups and go: by the link, by asking, out again (reference 1.4).

use serde_json::{Map, Value, json};

use crate::graph::groups::identifiers;
use crate::town::circles::Asking;
use crate::webhook::groups::tell;
use crate::world::World;

const PARTICIPANTS: &str = "group_participants_update";

/// What somebody does about a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Move {
    /// Is in at once, whatever the group asks for.
    Join,
    /// Opens the link: in, or asking where the group wants each let in.
    Enter,
    /// Asks to be let in.
    Ask,
    /// Takes the asking back.
    Withdraw,
    /// Goes.
    Leave,
}

impl Move {
    /// By its word at the control endpoint.
    pub(crate) fn named(word: &str) -> Option<Self> {
        match word {
            "join" => Some(Self::Join),
            "enter" => Some(Self::Enter),
            "join_request" => Some(Self::Ask),
            "withdraw" => Some(Self::Withdraw),
            "leave" => Some(Self::Leave),
            _ => None,
        }
    }
}

/// Makes the move and tells of it; or why it cannot be made. `link` is the link they hold, when it matters which.
pub(crate) fn go(world: &mut World, who: usize, at: usize, step: Move, link: Option<&str>) -> Result<(), String> {
    match step {
        Move::Leave => return leave(world, who, at),
        Move::Withdraw => return withdraw(world, who, at),
        Move::Join | Move::Enter | Move::Ask => {}
    }
    let circle = world.circles.get(at).filter(|circle| !circle.deleted).ok_or("no such group")?;
    if circle.banned.contains(&who) {
        return Err("the person was removed and cannot come back".to_owned());
    }
    if link.is_some_and(|link| link != circle.invite_link) {
        return Err("the link is dead".to_owned());
    }
    if circle.members.contains(&who) {
        return Err("the person is in the group already".to_owned());
    }
    if step == Move::Ask || (step == Move::Enter && circle.approval) {
        ask(world, who, at)
    } else {
        join(world, who, at)
    }
}

fn join(world: &mut World, who: usize, at: usize) -> Result<(), String> {
    let (seats, person) = (world.seats, said(world, who)?);
    let circle = world.circles.get_mut(at).ok_or("no such group")?;
    if circle.members.len() >= seats {
        return Err("the group is full".to_owned());
    }
    circle.members.push(who);
    circle.gone.retain(|gone| *gone != who);
    circle.requests.retain(|asking| asking.who != who);
    let id = circle.id.clone();
    let event = json!({
        "timestamp": world.seconds(), "group_id": id, "type": "group_participants_add", "reason": "invite_link",
        "added_participants": [person],
    });
    tell(world, PARTICIPANTS, event);
    Ok(())
}

fn ask(world: &mut World, who: usize, at: usize) -> Result<(), String> {
    let (request, now) = (world.mint.trace(), world.now);
    let circle = world.circles.get_mut(at).ok_or("no such group")?;
    if circle.requests.iter().any(|asking| asking.who == who) {
        return Err("the person asks already".to_owned());
    }
    circle.requests.push(Asking { who, id: request.clone(), at: now.div_euclid(1_000) });
    requested(world, who, at, "group_join_request_created", &request)
}

fn withdraw(world: &mut World, who: usize, at: usize) -> Result<(), String> {
    let circle = world.circles.get_mut(at).ok_or("no such group")?;
    let place = circle.requests.iter().position(|asking| asking.who == who);
    let request = circle.requests.remove(place.ok_or("the person does not ask to come in")?).id;
    requested(world, who, at, "group_join_request_revoked", &request)
}

fn requested(world: &mut World, who: usize, at: usize, kind: &str, request: &str) -> Result<(), String> {
    let mut fields = said(world, who)?;
    let id = world.circles.get(at).map(|circle| circle.id.clone());
    fields.insert("timestamp".to_owned(), json!(world.seconds()));
    fields.insert("group_id".to_owned(), json!(id));
    fields.insert("type".to_owned(), json!(kind));
    fields.insert("join_request_id".to_owned(), json!(request));
    tell(world, PARTICIPANTS, Value::Object(fields));
    Ok(())
}

fn leave(world: &mut World, who: usize, at: usize) -> Result<(), String> {
    let person = said(world, who)?;
    let circle = world.circles.get_mut(at).ok_or("no such group")?;
    if !circle.members.contains(&who) {
        return Err("the person is not in the group".to_owned());
    }
    circle.members.retain(|member| *member != who);
    circle.gone.push(who);
    let id = circle.id.clone();
    let event = json!({
        "timestamp": world.seconds(), "group_id": id, "type": "group_participants_remove",
        "initiated_by": "participant", "removed_participants": [person],
    });
    tell(world, PARTICIPANTS, event);
    Ok(())
}

fn said(world: &World, who: usize) -> Result<Map<String, Value>, String> {
    world.people.get(who).map(identifiers).ok_or_else(|| "nobody of that name lives in the town".to_owned())
}

/// Fills a group up to so many people, passers-by where the town has too few; one webhook tells of all who came.
pub(crate) fn crowd(world: &mut World, at: usize, count: usize) -> Result<usize, String> {
    if count > world.seats {
        return Err(format!("a group has {} seats", world.seats));
    }
    world.settle(count + 64);
    let people = world.people.len();
    let circle = world.circles.get_mut(at).ok_or("no such group")?;
    let mut came = Vec::new();
    for who in 0..people {
        if circle.members.len() < count && !circle.members.contains(&who) && !circle.banned.contains(&who) {
            circle.members.push(who);
            circle.requests.retain(|asking| asking.who != who);
            came.push(who);
        }
    }
    let (id, inside) = (circle.id.clone(), circle.members.len());
    let added: Vec<Value> =
        came.iter().filter_map(|who| world.people.get(*who)).map(|one| Value::Object(identifiers(one))).collect();
    if !added.is_empty() {
        let event = json!({
            "timestamp": world.seconds(), "group_id": id, "type": "group_participants_add", "reason": "invite_link",
            "added_participants": added,
        });
        tell(world, PARTICIPANTS, event);
    }
    Ok(inside)
}
