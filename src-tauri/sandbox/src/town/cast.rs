//! The people of the town. Who they are is the same for every seed; their business-scoped ids come from the seed.

use serde_json::{Value, json};

use crate::identity::{dice, digits};

/// How a person treats what the shop writes to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Habit {
    /// Reads within two seconds.
    Prompt,
    /// Reads within half a minute.
    Relaxed,
    /// Reads a quarter of an hour later.
    Late,
    /// Gets everything, reads nothing.
    Silent,
    /// The phone is off for two hours at a time.
    Away,
}

impl Habit {
    /// Milliseconds from acceptance to delivery on the device.
    pub(crate) fn delivered_after_ms(self) -> i64 {
        if self == Self::Away { 7_200_000 } else { 350 }
    }

    /// Milliseconds from acceptance to reading, if the person reads at all.
    pub(crate) fn read_after_ms(self) -> Option<i64> {
        match self {
            Self::Prompt => Some(1_500),
            Self::Relaxed => Some(20_000),
            Self::Late => Some(900_000),
            Self::Away => Some(7_260_000),
            Self::Silent => None,
        }
    }
}

/// One person of the town.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    /// Our own short id for the control endpoint, `p01` and so on.
    pub(crate) id: String,
    /// Profile name; one person has none.
    pub(crate) name: Option<String>,
    /// Digits of the phone number, also where Meta would hide it.
    pub(crate) phone: String,
    /// Username, where the person took one.
    pub(crate) username: Option<String>,
    /// Business-scoped user id.
    pub(crate) user_id: String,
    /// The phone number is left out of every payload (reference 3).
    pub(crate) hidden: bool,
    /// Language of the lines: en, ru, de, pt, kk.
    pub(crate) lang: &'static str,
    pub(crate) habit: Habit,
    /// Sends read receipts.
    pub(crate) receipts: bool,
    /// Stopped marketing messages in the chat.
    pub(crate) opted_out: bool,
    /// On the number's block list: cannot write to it.
    pub(crate) blocked: bool,
    /// Town time of the last message to the business, one to one.
    pub(crate) wrote_at: Option<i64>,
}

impl Person {
    /// What the control endpoint says about the person.
    pub(crate) fn summary(&self) -> Value {
        let mut said = json!({"id": self.id, "name": self.name, "user_id": self.user_id, "lang": self.lang});
        if let Some(said) = said.as_object_mut() {
            let (key, value) = if self.hidden { ("username", self.username.clone()) } else { ("phone", None) };
            said.insert(key.to_owned(), json!(value.unwrap_or_else(|| format!("+{}", self.phone))));
        }
        said
    }
}

/// The people for a seed, always in the same order.
pub(crate) fn people(seed: u64) -> Vec<Person> {
    let mut dice = dice(seed, 2);
    CAST.iter()
        .enumerate()
        .map(|(at, &(name, phone, lang, country, username, habit))| Person {
            id: format!("p{:02}", at + 1),
            name: (!name.is_empty()).then(|| name.to_owned()),
            phone: phone.to_owned(),
            username: (!username.is_empty()).then(|| username.to_owned()),
            user_id: format!("{country}.{}", digits(&mut dice, 16)),
            hidden: !username.is_empty(),
            lang,
            habit,
            receipts: true,
            opted_out: false,
            blocked: false,
            wrote_at: None,
        })
        .collect()
}

/// A passer-by beyond the cast, for bursts from more people than live in the town.
pub(crate) fn passer_by(seed: u64, number: usize) -> Person {
    let mut dice = dice(seed, 1_000_000 + number as u64);
    Person {
        id: format!("p{number:02}"),
        name: Some(format!("Visitor {number}")),
        phone: format!("4477009{number:05}"),
        username: None,
        user_id: format!("GB.{}", digits(&mut dice, 16)),
        hidden: false,
        lang: "en",
        habit: Habit::Relaxed,
        receipts: true,
        opted_out: false,
        blocked: false,
        wrote_at: None,
    }
}

use Habit::{Away, Late, Prompt, Relaxed, Silent};

type Role = (&'static str, &'static str, &'static str, &'static str, &'static str, Habit);

/// Name, phone, language, country, username (empty: none, the phone is shown), habit.
#[rustfmt::skip]
const CAST: &[Role] = &[
    ("Анна Корнеева", "77000004108", "ru", "KZ", "", Prompt),
    ("Tomás Ribeiro", "351900000774", "pt", "PT", "", Prompt),
    ("Ольга Синицына", "77000003392", "ru", "KZ", "", Relaxed),
    ("Lena Fischer", "491520000611", "de", "DE", "", Prompt),
    ("Priya Nair", "447700900097", "en", "GB", "", Away),
    ("Ержан Бекенов", "77000007021", "ru", "KZ", "", Prompt),
    ("Лейла М.", "77000002240", "ru", "KZ", "", Relaxed),
    ("Олег П.", "77000009917", "ru", "KZ", "@oleg.plus", Late),
    ("Саша", "77000005533", "ru", "KZ", "", Relaxed),
    ("", "447700900142", "en", "GB", "", Prompt),
    ("Дана Касымова", "77000001560", "ru", "KZ", "", Relaxed),
    ("Marta Vilks", "37120000208", "en", "LV", "", Relaxed),
    ("Илья Громов", "995500000440", "ru", "GE", "", Late),
    ("Sofia Haapala", "358400000519", "en", "FI", "", Relaxed),
    ("Nino Kapanadze", "995500000003", "en", "GE", "", Relaxed),
    ("Рустам Ахметов", "77000002814", "ru", "KZ", "", Prompt),
    ("Jin Duan", "8610000000905", "en", "CN", "", Late),
    ("Дмитрий", "77000006677", "ru", "KZ", "", Prompt),
    ("Oliver Grant", "447700900211", "en", "GB", "", Prompt),
    ("Hannah Clarke", "447700900236", "en", "GB", "", Relaxed),
    ("James Whitfield", "447700900258", "en", "GB", "", Late),
    ("Amelia Stone", "447700900284", "en", "GB", "", Silent),
    ("Daniel Okafor", "2348000000317", "en", "NG", "", Relaxed),
    ("Grace Mbeki", "27600000342", "en", "ZA", "@grace.brews", Prompt),
    ("Chloe Martin", "12125550147", "en", "US", "", Prompt),
    ("Noah Bennett", "447700900365", "en", "GB", "", Relaxed),
    ("Ruth Ellison", "447700900389", "en", "GB", "", Late),
    ("Samir Patel", "447700900401", "en", "GB", "@samir_p", Relaxed),
    ("Aisha Khan", "447700900427", "en", "GB", "", Prompt),
    ("Ben Turner", "447700900453", "en", "GB", "", Silent),
    ("Jonas Weber", "491520000734", "de", "DE", "@jonas.trinkt.tee", Relaxed),
    ("Katrin Vogel", "491520000758", "de", "DE", "", Late),
    ("Inês Carvalho", "351900000812", "pt", "PT", "", Relaxed),
    ("Rafael Costa", "351900000839", "pt", "PT", "", Prompt),
    ("Айгерим Сапарова", "77000008204", "kk", "KZ", "", Prompt),
    ("Нұрлан Әбенов", "77000008231", "kk", "KZ", "", Relaxed),
    ("Жанар Қасымбек", "77000008259", "kk", "KZ", "", Late),
    ("Мария Ветрова", "77000004310", "ru", "KZ", "", Relaxed),
    ("Сергей Лаптев", "77000004336", "ru", "KZ", "", Prompt),
    ("Екатерина Ёлкина", "77000004352", "ru", "KZ", "", Relaxed),
    ("Павел Мороз", "77000004387", "ru", "KZ", "", Late),
    ("Наталья Ким", "77000004401", "ru", "KZ", "", Relaxed),
    ("Игорь Сотников", "77000004428", "ru", "KZ", "", Away),
    ("Вера Зайцева", "77000004444", "ru", "KZ", "", Prompt),
    ("Тимур Галиев", "77000004475", "ru", "KZ", "", Relaxed),
    ("Юлия Рощина", "77000004493", "ru", "KZ", "@roshcha", Prompt),
    ("Андрей Белов", "77000004518", "ru", "KZ", "", Silent),
    ("Ксения Дорн", "77000004537", "ru", "KZ", "", Relaxed),
    ("Артём Щукин", "77000004562", "ru", "KZ", "", Late),
    ("Кирилл Н.", "77000004589", "ru", "KZ", "", Relaxed),
    ("Emil Sørensen", "4550000611", "en", "DK", "", Prompt),
    ("Yuki Tanabe", "819000000634", "en", "JP", "", Relaxed),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn nobody_shares_a_phone_or_an_id_and_the_seed_decides_the_ids() {
        let (one, again, other) = (people(7), people(7), people(8));
        let unique: HashSet<&String> = one.iter().flat_map(|person| [&person.phone, &person.user_id]).collect();
        assert_eq!(unique.len(), one.len() * 2);
        assert!(one.len() >= 50);
        assert!(one.iter().zip(&again).all(|(left, right)| left.user_id == right.user_id));
        assert!(one.iter().zip(&other).all(|(left, right)| left.user_id != right.user_id));
    }
}
