//! What people say, in five languages: talks of a few lines, words for groups, short answers, captions.

use std::sync::OnceLock;

/// The lines of one language.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    /// Talks: what one person says to the shop over a day, in order.
    pub(crate) talks: Vec<Vec<&'static str>>,
    pub(crate) group: Vec<&'static str>,
    pub(crate) answers: Vec<&'static str>,
    pub(crate) captions: Vec<&'static str>,
    /// What nobody should say in a group, and advertisements of others.
    pub(crate) rude: Vec<&'static str>,
    pub(crate) spam: Vec<&'static str>,
}

/// The lines of a language; an unknown one speaks English.
pub(crate) fn of(lang: &str) -> &'static Lines {
    static READ: OnceLock<[Lines; 5]> = OnceLock::new();
    let all = READ.get_or_init(|| {
        [
            include_str!("../../assets/lines/en.txt"),
            include_str!("../../assets/lines/ru.txt"),
            include_str!("../../assets/lines/de.txt"),
            include_str!("../../assets/lines/pt.txt"),
            include_str!("../../assets/lines/kk.txt"),
        ]
        .map(read)
    });
    let [en, ru, de, pt, kk] = all;
    match lang {
        "ru" => ru,
        "de" => de,
        "pt" => pt,
        "kk" => kk,
        _ => en,
    }
}

fn read(text: &'static str) -> Lines {
    let mut lines = Lines::default();
    let mut section = "";
    let mut fresh = true;
    for line in text.lines().map(str::trim) {
        if line.starts_with('[') {
            section = line;
            fresh = true;
        } else if line.is_empty() {
            fresh = true;
        } else {
            match section {
                "[group]" => lines.group.push(line),
                "[answer]" => lines.answers.push(line),
                "[caption]" => lines.captions.push(line),
                "[rude]" => lines.rude.push(line),
                "[spam]" => lines.spam.push(line),
                _ if fresh => lines.talks.push(vec![line]),
                _ => lines.talks.last_mut().into_iter().for_each(|talk| talk.push(line)),
            }
            fresh = false;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_talks_group_words_answers_and_captions() {
        let mut count = 0;
        for lang in ["en", "ru", "de", "pt", "kk"] {
            let lines = of(lang);
            assert!(lines.talks.iter().all(|talk| talk.len() >= 2), "{lang}");
            assert!(!lines.group.is_empty() && !lines.answers.is_empty() && !lines.captions.is_empty(), "{lang}");
            assert!(!lines.rude.is_empty() && !lines.spam.is_empty(), "{lang}");
            count += lines.talks.iter().map(Vec::len).sum::<usize>() + lines.group.len() + lines.answers.len();
        }
        assert!(count >= 150, "{count} lines");
    }
}
