//! What the product itself says to people about their consents, in their language.

use domain::content::{Choice, Interactive, InteractiveAction};
use store::table::chat::Chat;
use store::table::message;
use store::{Read, StoreError};

/// How many of the newest messages tell a person's language.
const RECENT: usize = 20;

/// The language that the person writes, as far as letters tell.
///
/// # Errors
/// When the messages cannot be read.
pub fn language(r: &Read<'_>, chat: &Chat) -> Result<&'static str, StoreError> {
    let recent = message::page(r, chat.chat_id, None, RECENT)?;
    let theirs = recent.iter().filter(|found| found.direction == message::Direction::In);
    Ok(of_letters(&theirs.map(|found| found.words.as_str()).collect::<String>()))
}

/// The language of a text, as far as letters tell.
pub fn of_letters(text: &str) -> &'static str {
    if text.chars().any(|letter| matches!(letter, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё')) {
        "ru"
    } else if text.chars().any(|letter| matches!(letter, 'ä' | 'ö' | 'ü' | 'ß')) {
        "de"
    } else {
        "en"
    }
}

/// What a person reads after a withdrawal.
pub fn confirmation(language: &str) -> &'static str {
    match language {
        "ru" => {
            "Мы больше не будем писать первыми. На ваши сообщения по-прежнему ответим. Передумаете: напишите СТАРТ."
        }
        _ => {
            "We will not write to you first any more. We still answer when you write. To change your mind, write START."
        }
    }
}

/// The question with its two buttons; the text is the wording and nothing else.
pub fn question(text: &str, language: &str, [yes, no]: [String; 2]) -> Interactive {
    let (header, yes_title, no_title) = match language {
        "ru" => ("Ваше согласие", "Да, согласие даю", "Нет"),
        _ => ("Your consent", "Yes, I agree", "No"),
    };
    let choice = |id: String, title: &str| Choice { id, title: title.to_owned(), description: None };
    Interactive {
        header: Some(header.to_owned()),
        body: text.to_owned(),
        footer: None,
        action: InteractiveAction::Buttons { buttons: vec![choice(yes, yes_title), choice(no, no_title)] },
    }
}
