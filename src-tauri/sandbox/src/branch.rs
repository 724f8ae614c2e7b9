//! Further numbers of the account. What belongs to one number (its name, profile, groups, who wrote to it, whom it blocked)
//! lies in the state while that number has its turn, and beside it while another has.

use std::collections::HashMap;

use bytes::Bytes;
use serde_json::{Map, Value};

use crate::graph::profile::profile;
use crate::identity::{BUSINESS_DISPLAY, BUSINESS_NAME, BUSINESS_PHONE, dice, digits};
use crate::town::circles::Circle;
use crate::world::{Chat, Latest, World};

/// How a number is called.
#[derive(Clone, Debug)]
pub(crate) struct Called {
    /// Digits alone.
    pub(crate) phone: String,
    /// As people read it.
    pub(crate) display: String,
    pub(crate) name: String,
}

impl Called {
    /// The account's first number.
    pub(crate) fn first() -> Self {
        Self { phone: BUSINESS_PHONE.to_owned(), display: BUSINESS_DISPLAY.to_owned(), name: BUSINESS_NAME.to_owned() }
    }
}

/// What belongs to a number that has not its turn.
#[derive(Debug)]
pub(crate) struct Branch {
    phone_number_id: String,
    called: Called,
    profile: Map<String, Value>,
    picture: Option<(String, Bytes)>,
    standing: Map<String, Value>,
    circles: Vec<Circle>,
    latest: HashMap<Chat, Latest>,
    /// Of each person: when they wrote to it, and whether it blocked them.
    people: Vec<(Option<i64>, bool)>,
}

impl World {
    /// Gives the account one more number; its id.
    pub(crate) fn open_branch(&mut self, name: &str, display: &str) -> String {
        let number = self.branches.len() + 1;
        let phone_number_id = digits(&mut dice(self.seed, 7_000_000 + number as u64), 15);
        self.branches.push(Branch {
            phone_number_id: phone_number_id.clone(),
            called: Called {
                phone: display.chars().filter(char::is_ascii_digit).collect(),
                display: display.to_owned(),
                name: name.to_owned(),
            },
            profile: profile(),
            picture: None,
            standing: Map::new(),
            circles: Vec::new(),
            latest: HashMap::new(),
            people: Vec::new(),
        });
        phone_number_id
    }

    /// How many numbers the account has.
    pub(crate) fn numbers(&self) -> usize {
        self.branches.len() + 1
    }

    /// Which number has this id or phone, or the group with this id; 0 is the first.
    pub(crate) fn number_of(&self, named: &str) -> Option<usize> {
        let is = |branch: &Branch| {
            branch.phone_number_id == named
                || branch.called.display == named
                || branch.circles.iter().any(|circle| circle.id == named)
        };
        if named == self.hello.phone_number_id || named == self.called.display {
            return Some(0);
        }
        self.branches.iter().position(is).map(|at| at + 1)
    }

    /// Does something in the turn of a number.
    pub(crate) fn at<R>(&mut self, number: usize, make: impl FnOnce(&mut Self) -> R) -> R {
        let before = self.turn;
        self.change_places(number);
        self.turn = number;
        let made = make(self);
        self.change_places(number);
        self.turn = before;
        made
    }

    /// Lays what belongs to a further number into the state, or back.
    fn change_places(&mut self, number: usize) {
        let mut branches = std::mem::take(&mut self.branches);
        if let Some(branch) = number.checked_sub(1).and_then(|at| branches.get_mut(at)) {
            self.swap(branch);
        }
        self.branches = branches;
    }

    fn swap(&mut self, branch: &mut Branch) {
        std::mem::swap(&mut branch.phone_number_id, &mut self.hello.phone_number_id);
        std::mem::swap(&mut branch.called, &mut self.called);
        std::mem::swap(&mut branch.profile, &mut self.profile);
        std::mem::swap(&mut branch.picture, &mut self.picture);
        std::mem::swap(&mut branch.standing, &mut self.standing);
        std::mem::swap(&mut branch.circles, &mut self.circles);
        std::mem::swap(&mut branch.latest, &mut self.latest);
        branch.people.resize(self.people.len(), (None, false));
        for (person, (wrote_at, blocked)) in self.people.iter_mut().zip(&mut branch.people) {
            std::mem::swap(&mut person.wrote_at, wrote_at);
            std::mem::swap(&mut person.blocked, blocked);
        }
    }
}
