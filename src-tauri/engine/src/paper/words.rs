//! What the papers say, in the languages of the product.

use chrono::{DateTime, Datelike, TimeZone, Timelike};
use contract::workspace::Language;
use domain::Timestamp;
use domain::consent::{ConsentState, Grade, Purpose, Scope, Source};

/// The words of one language.
#[derive(Debug, Clone, Copy)]
pub struct Words(pub Language);

/// The names of the months as a date has them, and their beginnings.
const MONTHS: [(&str, &str); 12] = [
    ("January", "января"),
    ("February", "февраля"),
    ("March", "марта"),
    ("April", "апреля"),
    ("May", "мая"),
    ("June", "июня"),
    ("July", "июля"),
    ("August", "августа"),
    ("September", "сентября"),
    ("October", "октября"),
    ("November", "ноября"),
    ("December", "декабря"),
];

impl Words {
    /// Of two, the one in this language.
    pub const fn pick<'a>(self, english: &'a str, russian: &'a str) -> &'a str {
        match self.0 {
            Language::En => english,
            Language::Ru => russian,
        }
    }

    /// The language as documents name it.
    pub const fn tag(self) -> &'static str {
        self.pick("en", "ru")
    }

    /// A moment as people read it: 26 November 2026, 09:41.
    pub fn moment(self, at: Timestamp, zone: chrono_tz::Tz) -> String {
        let local = local(at, zone);
        let (english, russian) = MONTHS.get(local.month0() as usize).copied().unwrap_or_default();
        let month = self.pick(english, russian);
        format!("{} {month} {}, {:02}:{:02}", local.day(), local.year(), local.hour(), local.minute())
    }

    /// The same for a table: 26.11.2026 09:41.
    pub fn short_moment(self, at: Timestamp, zone: chrono_tz::Tz) -> String {
        let local = local(at, zone);
        let day = match self.0 {
            Language::En => format!("{}-{:02}-{:02}", local.year(), local.month(), local.day()),
            Language::Ru => format!("{:02}.{:02}.{}", local.day(), local.month(), local.year()),
        };
        format!("{day} {:02}:{:02}", local.hour(), local.minute())
    }

    /// Something that was said, in the quotation marks of the language or of its own letters.
    pub fn quoted(self, words: &str) -> String {
        let is_cyrillic = words.chars().any(|letter| matches!(letter, '\u{0400}'..='\u{04ff}'));
        match self.0 {
            Language::En if !is_cyrillic => format!("“{words}”"),
            _ => format!("«{words}»"),
        }
    }

    /// The name of a purpose: the title of an operator's own, else the product's.
    pub fn purpose(self, purpose: &Purpose) -> String {
        let word = purpose.purpose.as_str();
        let known = match word {
            "service_replies" => self.pick("Service replies", "Ответы на обращения"),
            "order_updates" => self.pick("Order updates", "Вести о заказе"),
            "offers" => self.pick("Offers and news", "Акции и новости"),
            "group_invitations" => self.pick("Group invitations", "Приглашения в группы"),
            _ => word,
        };
        purpose.title.clone().unwrap_or_else(|| known.to_owned())
    }

    /// What an entry is about.
    pub fn scope(self, scope: &Scope, purposes: &[&Purpose]) -> String {
        match scope {
            Scope::All => self.pick("Every purpose", "Все цели").to_owned(),
            Scope::Marketing => self.pick("All offers", "Все акции").to_owned(),
            Scope::One(id) => {
                let purpose = purposes.iter().find(|purpose| purpose.purpose == *id);
                purpose.map_or_else(|| id.as_str().to_owned(), |purpose| self.purpose(purpose))
            }
        }
    }

    /// What became of a permission.
    pub const fn state(self, state: ConsentState) -> &'static str {
        match state {
            ConsentState::Requested => self.pick("Asked", "Запрошено"),
            ConsentState::Granted => self.pick("Granted", "Дано"),
            ConsentState::Confirmed => self.pick("Confirmed", "Подтверждено"),
            ConsentState::Refused => self.pick("Refused", "Отказ"),
            ConsentState::Withdrawn => self.pick("Withdrawn", "Отозвано"),
            ConsentState::Expired => self.pick("Expired", "Истекло"),
            ConsentState::Resumed => self.pick("Resumed", "Снова включено"),
        }
    }

    /// How we know, with the word where there is one.
    pub fn source(self, source: Source, word: Option<&str>) -> String {
        let known = match source {
            Source::WroteFirst => self.pick("Wrote first", "Первое сообщение"),
            Source::Message => self.pick("Message", "Сообщение"),
            Source::PaperForm => self.pick("Paper form", "На бумаге"),
            Source::Call => self.pick("Call", "Звонок"),
            Source::InPerson => self.pick("In person", "Лично"),
            Source::WebForm => self.pick("Web form", "Форма на сайте"),
            Source::DoubleOptIn => self.pick("Question with buttons", "Вопрос с кнопками"),
            Source::Import => self.pick("Imported list", "Список"),
            Source::Keyword => self.pick("Keyword", "Слово"),
            Source::Button => self.pick("Button", "Кнопка"),
            Source::Provider => "WhatsApp",
            Source::SignupLink => self.pick("Sign-up link", "Ссылка для подписки"),
            Source::Operator => self.pick("Operator", "Оператор"),
            Source::Silence => self.pick("No answer", "Нет ответа"),
            Source::Unreached => self.pick("Not delivered", "Не доставлено"),
        };
        word.map_or_else(|| known.to_owned(), |word| format!("{known} {}", self.quoted(word)))
    }

    /// The letter of a grade as the screens write it.
    pub const fn grade(self, grade: Grade) -> &'static str {
        match grade {
            Grade::A => "A",
            Grade::B => "B",
            Grade::C => "C",
            Grade::D => "D",
        }
    }

    /// How to take everything back.
    pub fn withdrawal(self, number: &str) -> String {
        match self.0 {
            Language::En => format!(
                "Write STOP to {number} in WhatsApp, as a whole message. It ends every purpose and takes effect before \
                 anything else is sent. Your own messages are still answered. Whoever wants to be asked \
                 again writes START."
            ),
            Language::Ru => format!(
                "Напишите СТОП на номер {number} в WhatsApp отдельным сообщением. Это отзывает согласие на все цели и \
                 действует раньше, чем уйдёт что-либо ещё. На ваши сообщения по-прежнему ответят. Чтобы вас спросили \
                 снова, напишите СТАРТ."
            ),
        }
    }
}

fn local(at: Timestamp, zone: chrono_tz::Tz) -> DateTime<chrono_tz::Tz> {
    zone.from_utc_datetime(&DateTime::from_timestamp_millis(at.0).unwrap_or_default().naive_utc())
}
