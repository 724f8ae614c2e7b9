//! Invitations to groups that the business wrote to people: a template with a group in it, or a text with a link
//! (reference 1.3).

use serde_json::Value;

use crate::agenda::Act;
use crate::send::record::Sent;
use crate::town::comings::{Move, go};
use crate::world::World;
use rand::RngExt;

/// One that reached a person.
#[derive(Clone, Debug)]
pub(crate) struct Invitation {
    pub(crate) who: usize,
    pub(crate) circle: usize,
    /// The link as it was then.
    pub(crate) link: String,
}

/// Remembers the invitation in an accepted message, and in a living town lets some people take it once they read it.
pub(crate) fn received(world: &mut World, sent: &Sent) {
    let Some((who, circle)) = sent.recipient.person().zip(invited_to(world, &sent.content.body)) else { return };
    let Some(link) = world.circles.get(circle).map(|circle| circle.invite_link.clone()) else { return };
    world.invitations.push(Invitation { who, circle, link });
    let read = world.people.get(who).and_then(|person| person.habit.read_after_ms()).filter(|_| world.rate > 0.0);
    if let Some(read) = read
        && world.life.groups.random_bool(0.6)
    {
        let pause = world.life.groups.random_range(2_000..20_000_i64);
        let take = move |world: &mut World| {
            if let Err(why) = accept(world, who, Some(circle)) {
                tracing::debug!(why, "an invitation came to nothing");
            }
        };
        world.plan(world.now.saturating_add(read + pause), Act::Later(Box::new(take)));
    }
}

/// The group that a message invites to.
fn invited_to(world: &World, body: &Value) -> Option<usize> {
    let parts = body.get("components").and_then(Value::as_array).into_iter().flatten();
    let parameters = parts.filter_map(|part| part.get("parameters").and_then(Value::as_array)).flatten();
    let group = parameters.filter_map(|parameter| parameter.get("group_id").and_then(Value::as_str)).next();
    if let Some(group) = group {
        return world.circle_with_id(group);
    }
    let words = body.get("body").and_then(Value::as_str)?;
    world.circles.iter().position(|circle| !circle.deleted && words.contains(&circle.invite_link))
}

/// The person opens the link of the latest invitation, to this group where one is named.
pub(crate) fn accept(world: &mut World, who: usize, circle: Option<usize>) -> Result<(), String> {
    let mine = |one: &&Invitation| one.who == who && circle.is_none_or(|circle| circle == one.circle);
    let found = world.invitations.iter().rev().find(mine).cloned().ok_or("the person was not invited")?;
    go(world, who, found.circle, Move::Enter, Some(&found.link))
}
