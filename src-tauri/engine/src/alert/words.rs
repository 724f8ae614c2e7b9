//! The words of notifications, in the operator's language. The screen has its own catalogues; these few are needed while
//! no screen is shown.

use contract::workspace::Language;
use domain::notify::AlertKind;

use crate::ports::BannerAction;

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

/// What happened, as the first words of a banner.
#[must_use]
pub fn happened(language: Language, kind: AlertKind) -> &'static str {
    let (english, russian) = match kind {
        AlertKind::Message | AlertKind::VoiceMessage | AlertKind::GroupMessage | AlertKind::Mention => {
            ("New message", "Новое сообщение")
        }
        AlertKind::Reaction => ("Reaction", "Реакция"),
        AlertKind::Delivered => ("Delivered", "Доставлено"),
        AlertKind::Read => ("Read", "Прочитано"),
        AlertKind::Failed => ("Not delivered", "Не доставлено"),
        AlertKind::Participants => ("The participants changed", "Изменился состав участников"),
        AlertKind::JoinRequest => ("Join request", "Заявка на вступление"),
        AlertKind::GroupChanged => ("The group changed", "Группа изменилась"),
        AlertKind::ContactChanged => ("New number or id", "Новый номер или идентификатор"),
        AlertKind::TemplateStatus => ("News of a template", "Новости о шаблоне"),
        AlertKind::Quality => ("News of the number", "Новости о номере"),
        AlertKind::OptOut => ("Opted out", "Отписка"),
        AlertKind::Assignment => ("A chat was handed to you", "Вам передали чат"),
        AlertKind::Reminder => ("The snoozed chat is back", "Отложенный чат вернулся"),
        AlertKind::ModerationFlag => ("Needs a look", "Нужно посмотреть"),
    };
    pick(language, english, russian)
}

/// What stands for words that are not to be seen.
#[must_use]
pub const fn new_message(language: Language) -> &'static str {
    pick(language, "New message", "Новое сообщение")
}

/// Somebody waits for an answer.
#[must_use]
pub const fn waits(language: Language) -> &'static str {
    pick(language, "Still waiting", "Всё ещё ждут ответа")
}

/// "Still waiting: 3 chats".
#[must_use]
pub fn several_wait(language: Language, chats: u32) -> String {
    match language {
        Language::En if chats == 1 => "Still waiting: 1 chat".to_owned(),
        Language::En => format!("Still waiting: {chats} chats"),
        Language::Ru => format!("Всё ещё ждут ответа: {chats} {}", russian(chats, "чат", "чата", "чатов")),
    }
}

/// What was typed into a banner could not be sent.
#[must_use]
pub const fn kept(language: Language) -> &'static str {
    pick(language, "Not sent, kept as a draft", "Не отправлено, сохранено как черновик")
}

/// "While it was quiet, 3 chats wrote".
#[must_use]
pub fn held_back(language: Language, chats: u32) -> String {
    match language {
        Language::En if chats == 1 => "Quiet is over: 1 chat waits".to_owned(),
        Language::En => format!("Quiet is over: {chats} chats wait"),
        Language::Ru => {
            format!("Тишина закончилась: {chats} {}", russian(chats, "чат ждёт", "чата ждут", "чатов ждут"))
        }
    }
}

/// The words on a button.
#[must_use]
pub const fn action(language: Language, action: BannerAction) -> &'static str {
    match action {
        BannerAction::Reply => pick(language, "Reply", "Ответить"),
        BannerAction::MarkRead => pick(language, "Mark as read", "Прочитано"),
        BannerAction::Snooze => pick(language, "Snooze for 1 h", "Отложить на 1 ч"),
        BannerAction::Mute => pick(language, "Mute for 1 h", "Без звука 1 ч"),
    }
}

/// The words of a banner that only tries.
#[must_use]
pub const fn trying(language: Language, with_action: bool) -> &'static str {
    if with_action {
        pick(language, "Press the button to see that it works", "Нажмите кнопку, чтобы проверить её")
    } else {
        pick(language, "Banners work", "Баннеры работают")
    }
}

/// The button of that banner.
#[must_use]
pub const fn press_me(language: Language) -> &'static str {
    pick(language, "It works", "Работает")
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
