//! The provider's words for what happened to a number, its account or a template, as a banner says them.

use contract::workspace::Language;

/// The word, in English, in Russian.
const WORDS: &[(&str, &str, &str)] = &[
    ("APPROVED", "approved", "одобрено"),
    ("REJECTED", "rejected", "отклонено"),
    ("PENDING", "under review", "на проверке"),
    ("PAUSED", "paused", "приостановлено"),
    ("DISABLED", "switched off", "отключено"),
    ("FLAGGED", "low quality", "низкое качество"),
    ("UNFLAGGED", "quality is good again", "качество снова в порядке"),
    ("GREEN", "high quality", "высокое качество"),
    ("YELLOW", "medium quality", "среднее качество"),
    ("RED", "low quality", "низкое качество"),
    ("MARKETING", "counts as an offer", "относится к предложениям"),
    ("UTILITY", "counts as a service message", "относится к служебным"),
    ("ACCOUNT_RESTRICTION", "restricted for a time", "временно ограничен"),
    ("ACCOUNT_VIOLATION", "a rule was broken", "нарушено правило"),
    ("DISABLED_UPDATE", "the account is switched on or off", "аккаунт отключают или включают"),
    ("ACCOUNT_DELETED", "the account was deleted", "аккаунт удалён"),
    ("ACCOUNT_OFFBOARDED", "disconnected", "отключён"),
    ("ACCOUNT_RECONNECTED", "connected again", "снова подключён"),
    ("PIN_CHANGED", "the PIN was changed", "PIN-код изменён"),
    ("PIN_RESET_REQUEST", "somebody asks to reset the PIN", "кто-то просит сбросить PIN-код"),
    ("PIN_REQUEST_SUCCESS", "the PIN was reset", "PIN-код сброшен"),
    ("THROUGHPUT_UPGRADE", "may send faster", "может отправлять быстрее"),
    ("OBA_APPROVED", "now an Official Business Account", "теперь официальный бизнес-аккаунт"),
    ("OBA_REJECTED", "no Official Business Account", "не официальный бизнес-аккаунт"),
    ("PROFILE_PICTURE_LOST", "the profile picture is gone", "фото профиля пропало"),
];

/// What happened, behind the name of the template that it happened to. A word that nobody knows stays as it is.
#[must_use]
pub fn said(language: Language, words: &str) -> String {
    let (name, word) = words.rsplit_once(": ").map_or((None, words), |(name, word)| (Some(name), word));
    let known = WORDS.iter().find(|(known, ..)| *known == word).map(|(_, english, russian)| match language {
        Language::En => *english,
        Language::Ru => *russian,
    });
    let said = known.unwrap_or(word);
    name.map_or_else(|| said.to_owned(), |name| format!("{name}: {said}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(Language::En, "order_ready: PAUSED", "order_ready: paused")]
    #[case(Language::Ru, "order_ready: PAUSED", "order_ready: приостановлено")]
    #[case(Language::Ru, "PIN_CHANGED", "PIN-код изменён")]
    #[case(Language::Ru, "SOMETHING_NEW", "SOMETHING_NEW")]
    #[case(Language::En, "a: b: RED", "a: b: low quality")]
    fn news_are_told_in_words(#[case] language: Language, #[case] words: &str, #[case] told: &str) {
        assert_eq!(said(language, words), told);
    }
}
