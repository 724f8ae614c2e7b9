//! What the town does about groups of its own accord: now and then somebody goes, comes back, asks, thinks better of it,
//! or behaves badly. The seed decides.

use rand::RngExt;

use crate::town::comings::{Move, go};
use crate::town::life::{lang, one_of};
use crate::town::lines;
use crate::town::speech::{Speech, say};
use crate::world::World;

/// How somebody misbehaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    Rude,
    Spam,
}

/// Out of a hundred deeds of the town, so many are about groups.
const STIRS: u32 = 3;

/// Perhaps somebody does something about a group.
pub(super) fn stir(world: &mut World) {
    if world.life.groups.random_range(0..100) >= STIRS {
        return;
    }
    let open: Vec<usize> = (0..world.circles.len()).filter(|at| is_open(world, *at)).collect();
    let Some(at) = pick(world, &open) else { return };
    let dice = world.life.groups.random_range(0..100_u32);
    let done = match dice {
        0..20 => of(world, at, |circle| &circle.members).map(|who| go(world, who, at, Move::Leave, None)),
        20..45 => of(world, at, |circle| &circle.gone).map(|who| go(world, who, at, Move::Enter, None)),
        45..70 => newcomer(world, at).map(|who| go(world, who, at, Move::Enter, None)),
        70..80 => asking(world, at).map(|who| go(world, who, at, Move::Withdraw, None)),
        80..90 => of(world, at, |circle| &circle.members).map(|who| misbehave(world, who, Some(at), Manner::Rude, 1)),
        _ => of(world, at, |circle| &circle.members).map(|who| misbehave(world, who, Some(at), Manner::Spam, 3)),
    };
    if let Some(Err(why)) = done {
        tracing::debug!(why, "nothing changed in a group");
    }
}

fn is_open(world: &World, at: usize) -> bool {
    world.circles.get(at).is_some_and(|circle| !circle.deleted && !circle.suspended)
}

fn pick(world: &mut World, all: &[usize]) -> Option<usize> {
    let at = (!all.is_empty()).then(|| world.life.groups.random_range(0..all.len()))?;
    all.get(at).copied()
}

fn of(world: &mut World, at: usize, list: impl Fn(&crate::town::circles::Circle) -> &Vec<usize>) -> Option<usize> {
    let all = world.circles.get(at).map(|circle| list(circle).clone())?;
    pick(world, &all)
}

fn asking(world: &mut World, at: usize) -> Option<usize> {
    let all: Vec<usize> = world.circles.get(at)?.requests.iter().map(|asking| asking.who).collect();
    pick(world, &all)
}

/// Somebody who is not in the group; the link came from a friend.
fn newcomer(world: &mut World, at: usize) -> Option<usize> {
    let circle = world.circles.get(at)?;
    let others: Vec<usize> = (0..world.people.len()).filter(|who| !circle.members.contains(who)).collect();
    pick(world, &others)
}

/// Says something that does not belong there, so many times over.
pub(crate) fn misbehave(
    world: &mut World,
    who: usize,
    circle: Option<usize>,
    manner: Manner,
    count: u64,
) -> Result<(), String> {
    let lines = lines::of(lang(world, who));
    let said = if manner == Manner::Rude { &lines.rude } else { &lines.spam };
    for _ in 0..count.clamp(1, 100) {
        let words = one_of(&mut world.life.groups, said).to_owned();
        let speech = Speech { kind: "text".to_owned(), text: Some(words), circle, ..Speech::default() };
        say(world, who, &speech, None)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Members, those who left, and those who ask, group by group, after so many deeds.
    fn after(seed: u64, deeds: usize) -> Vec<(Vec<usize>, Vec<usize>, Vec<usize>)> {
        let mut world = World::new(seed, 1.0, "http://127.0.0.1:1", 1_795_000_000_000);
        (0..deeds).for_each(|_| stir(&mut world));
        let asking = |circle: &crate::town::circles::Circle| circle.requests.iter().map(|one| one.who).collect();
        world.circles.iter().map(|one| (one.members.clone(), one.gone.clone(), asking(one))).collect()
    }

    #[test]
    fn people_come_and_go_the_same_way_for_a_seed() {
        assert_eq!(after(7, 2_000), after(7, 2_000));
        assert_ne!(after(7, 2_000), after(8, 2_000));
        assert_ne!(after(7, 2_000), after(7, 0));
    }

    #[test]
    fn no_group_ever_holds_more_than_its_seats_and_nobody_is_both_in_and_asking() {
        for (members, _, asking) in after(3, 20_000) {
            assert!(members.len() <= 8, "{members:?}");
            assert!(asking.iter().all(|who| !members.contains(who)), "{members:?} {asking:?}");
        }
    }
}
