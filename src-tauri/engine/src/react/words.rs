//! The words of notifications, in the operator's language. The screen has its own catalogues; these few are needed while
//! no screen is shown.

use contract::workspace::Language;

/// What stands for a message that has no words of its own, by its kind.
#[must_use]
pub fn kind(language: Language, kind: &str) -> &'static str {
    let (english, russian) = match kind {
        "image" => ("Photo", "Фото"),
        "video" => ("Video", "Видео"),
        "voice" => ("Voice message", "Голосовое сообщение"),
        "audio" => ("Audio", "Аудио"),
        "document" => ("Document", "Документ"),
        "sticker" => ("Sticker", "Стикер"),
        "location" => ("Location", "Геопозиция"),
        "contacts" => ("Contact", "Контакт"),
        "order" => ("Order", "Заказ"),
        "form" => ("Answers to a form", "Ответы на форму"),
        _ => ("Message", "Сообщение"),
    };
    pick(language, english, russian)
}

/// "3 unread chats".
#[must_use]
pub fn unread_chats(language: Language, count: u32) -> String {
    match language {
        Language::En if count == 1 => "1 unread chat".to_owned(),
        Language::En => format!("{count} unread chats"),
        Language::Ru => {
            format!("{count} {}", russian(count, "непрочитанный чат", "непрочитанных чата", "непрочитанных чатов"))
        }
    }
}

/// The title of what could not be delivered.
#[must_use]
pub const fn not_delivered(language: Language) -> &'static str {
    match language {
        Language::En => "Not delivered",
        Language::Ru => "Не доставлено",
    }
}

/// The name of a person or group that has none.
#[must_use]
pub const fn nameless(language: Language, group: bool) -> &'static str {
    match (language, group) {
        (Language::En, false) => "Unknown sender",
        (Language::Ru, false) => "Неизвестный отправитель",
        (Language::En, true) => "Group",
        (Language::Ru, true) => "Группа",
    }
}

const fn pick(language: Language, english: &'static str, russian: &'static str) -> &'static str {
    match language {
        Language::En => english,
        Language::Ru => russian,
    }
}

/// The plural form of Russian by the rules of CLDR for whole numbers.
const fn russian(count: u32, one: &'static str, few: &'static str, many: &'static str) -> &'static str {
    match (count % 10, count % 100) {
        (_, 11..=14) => many,
        (1, _) => one,
        (2..=4, _) => few,
        _ => many,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(1, "1 непрочитанный чат")]
    #[case(3, "3 непрочитанных чата")]
    #[case(5, "5 непрочитанных чатов")]
    #[case(11, "11 непрочитанных чатов")]
    #[case(21, "21 непрочитанный чат")]
    #[case(112, "112 непрочитанных чатов")]
    fn russian_counts_have_their_form(#[case] count: u32, #[case] words: &str) {
        assert_eq!(unread_chats(Language::Ru, count), words);
    }
}
