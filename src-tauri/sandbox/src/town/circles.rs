//! The groups of the town, as the business's number sees them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::identity::{BUSINESS_PHONE, dice, digits};
use crate::town::cast::Person;

/// Pinned messages of a group at once; one more drops the oldest (reference 1.1).
const PINS_MOST: usize = 3;

/// Somebody who asks to be let in.
#[derive(Clone, Debug)]
pub(crate) struct Asking {
    /// Position in the list of people.
    pub(crate) who: usize,
    /// Id of the request.
    pub(crate) id: String,
    /// Unix seconds.
    pub(crate) at: i64,
}

/// A pinned message.
#[derive(Clone, Debug)]
pub(crate) struct Pin {
    pub(crate) message: String,
    /// Town time of its end.
    pub(crate) until: i64,
}

/// One WhatsApp group of the business.
#[derive(Clone, Debug)]
pub(crate) struct Circle {
    /// The opaque group id (reference 1.1).
    pub(crate) id: String,
    pub(crate) subject: String,
    pub(crate) description: String,
    /// Positions of the members in the list of people; the business is not among them.
    pub(crate) members: Vec<usize>,
    /// People waiting to be let in.
    pub(crate) requests: Vec<Asking>,
    /// `auto_approve` or `approval_required`.
    pub(crate) approval: bool,
    pub(crate) suspended: bool,
    /// Gone; its place in the list stays, so that what points to it still does.
    pub(crate) deleted: bool,
    /// Removed by the business: cannot come back through any link.
    pub(crate) banned: Vec<usize>,
    /// Left by themselves: can come back.
    pub(crate) gone: Vec<usize>,
    /// Pinned messages, oldest first; what has expired may still be here.
    pub(crate) pins: Vec<Pin>,
    /// SHA-256 of the picture in hex.
    pub(crate) picture: Option<String>,
    pub(crate) invite_link: String,
    /// Unix seconds.
    pub(crate) created_at: i64,
    /// Town time of the last message of any member.
    pub(crate) wrote_at: Option<i64>,
}

impl Circle {
    /// A new group, nobody in it yet; `number` and `link` make its id and its link.
    pub(crate) fn founded(
        number: String,
        link: String,
        subject: String,
        description: String,
        approval: bool,
        now: i64,
    ) -> Self {
        Self {
            id: group_id(&number),
            subject,
            description,
            members: Vec::new(),
            requests: Vec::new(),
            approval,
            suspended: false,
            deleted: false,
            banned: Vec::new(),
            gone: Vec::new(),
            pins: Vec::new(),
            picture: None,
            invite_link: format!("https://chat.whatsapp.com/{link}"),
            created_at: now.div_euclid(1_000),
            wrote_at: None,
        }
    }

    /// Takes an accepted `pin` object to heart.
    pub(crate) fn pin(&mut self, pin: &Value, now: i64) {
        const DAY_MS: i64 = 86_400_000;
        let Some(message) = pin.get("message_id").and_then(Value::as_str) else { return };
        self.pins.retain(|one| one.message != message && one.until > now);
        if pin.get("type").and_then(Value::as_str) != Some("pin") {
            return;
        }
        let days = pin.get("expiration_days");
        let days = days.and_then(|days| days.as_i64().or_else(|| days.as_str()?.parse().ok())).unwrap_or(1);
        if self.pins.len() >= PINS_MOST {
            self.pins.remove(0);
        }
        self.pins.push(Pin { message: message.to_owned(), until: now.saturating_add(days.saturating_mul(DAY_MS)) });
    }

    /// What the control endpoint says about the group.
    pub(crate) fn summary(&self, people: &[Person]) -> Value {
        let named = |at: &usize| people.get(*at).map(|person| person.id.as_str());
        let members: Vec<&str> = self.members.iter().filter_map(named).collect();
        let requests: Vec<&str> = self.requests.iter().filter_map(|asking| named(&asking.who)).collect();
        json!({"id": self.id, "subject": self.subject, "description": self.description, "members": members,
            "requests": requests, "invite_link": self.invite_link, "suspended": self.suspended})
    }
}

fn group_id(number: &str) -> String {
    format!("{}ZD", STANDARD.encode(format!("capi_group:{BUSINESS_PHONE}:{number}")))
}

/// The groups for a seed, always in the same order.
pub(crate) fn circles(seed: u64, people: &[Person]) -> Vec<Circle> {
    let mut dice = dice(seed, 3);
    let position = |name: &str| people.iter().position(|person| person.name.as_deref() == Some(name));
    let positions = |names: &str| names.split(", ").filter_map(position).collect::<Vec<usize>>();
    GROUPS
        .iter()
        .enumerate()
        .map(|(at, &(subject, description, members, waiting, suspended))| Circle {
            id: group_id(&digits(&mut dice, 15)),
            subject: subject.to_owned(),
            description: description.to_owned(),
            members: positions(members),
            requests: positions(waiting)
                .into_iter()
                .map(|who| asking(who, STANDARD.encode(digits(&mut dice, 9))))
                .collect(),
            approval: !waiting.is_empty(),
            suspended,
            deleted: false,
            banned: Vec::new(),
            gone: Vec::new(),
            pins: Vec::new(),
            picture: None,
            invite_link: format!("https://chat.whatsapp.com/{}", STANDARD.encode(digits(&mut dice, 12))),
            created_at: 1_767_225_600 + 86_400 * i64::try_from(at).unwrap_or(0),
            wrote_at: None,
        })
        .collect()
}

/// Who waited when the town began has waited since then.
fn asking(who: usize, id: String) -> Asking {
    Asking { who, id, at: 1_767_225_900 }
}

type Plan = (&'static str, &'static str, &'static str, &'static str, bool);

/// Subject, description, members, people asking to enter, suspended.
#[rustfmt::skip]
const GROUPS: &[Plan] = &[
    ("Tea Club · Almaty", "Пробуем, спорим, завариваем. Дегустации по субботам.",
     "Ержан Бекенов, Саша, Tomás Ribeiro, Лейла М., Jin Duan, Олег П.", "Дана Касымова, Marta Vilks", false),
    ("Tea Club · Astana", "Чайный клуб Астаны",
     "Ольга Синицына, Рустам Ахметов, Айгерим Сапарова, Нұрлан Әбенов, Мария Ветрова, Павел Мороз, Наталья Ким, Тимур Галиев", "", false),
    ("Tea Club · Tbilisi", "Tea people of Tbilisi", "Илья Громов, Nino Kapanadze, Кирилл Н.", "", false),
    ("Wholesale support", "Price lists, samples, shipping papers",
     "Дмитрий, Рустам Ахметов, Tomás Ribeiro, Oliver Grant, Katrin Vogel", "", false),
    ("Поставщики · Юг", "Погрузка, машины, накладные",
     "Саша, Сергей Лаптев, Игорь Сотников, Артём Щукин, Jin Duan, Андрей Белов", "", false),
    ("Новые поступления", "Что приехало на этой неделе",
     "Анна Корнеева, Вера Зайцева, Юлия Рощина, Ксения Дорн, Екатерина Ёлкина, Жанар Қасымбек, Sofia Haapala, Emil Sørensen", "", false),
    ("Мастер-класс 29 ноября", "Учимся заваривать габу",
     "Анна Корнеева, Лейла М., Мария Ветрова, Вера Зайцева", "", false),
    ("Закупка «Осень»", "Совместная закупка осенних улунов",
     "Наталья Ким, Тимур Галиев, Павел Мороз, Кирилл Н., Ольга Синицына, Андрей Белов", "", true),
    ("Teaware preorder", "Kilns, gaiwans and a lot of patience",
     "Yuki Tanabe, Hannah Clarke, Jonas Weber, Grace Mbeki, Inês Carvalho", "Ben Turner", false),
    ("Витрина · Новый год", "Пока никого нет", "", "", false),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::town::cast::people;

    #[test]
    fn every_named_member_lives_in_the_town_and_no_group_holds_more_than_eight() {
        let circles = circles(1, &people(1));
        let named: usize = GROUPS
            .iter()
            .flat_map(|group| [group.2, group.3])
            .flat_map(|list| list.split(", "))
            .filter(|n| !n.is_empty())
            .count();
        let found: usize = circles.iter().map(|circle| circle.members.len() + circle.requests.len()).sum();
        assert_eq!(found, named);
        assert!(circles.iter().all(|circle| circle.members.len() <= 8));
        assert_eq!(circles.iter().find(|c| c.subject == "Tea Club · Almaty").map(|c| c.members.len()), Some(6));
    }
}
