use domain::content::{Media, MediaKind};
use domain::{Content, MessageId, Person};
use pretty_assertions::assert_eq;
use rstest::rstest;

use super::filter::FEW;
use super::*;
use crate::table::chat_change;
use crate::table::message::{self, NewMessage};
use crate::town::{Desk, anna, at, club, desk, inbound, lena, meet, mira_answers, shop, text, tomas, writes, yerzhan};

/// A desk with a few days of the shop in it; a message is named by its position.
fn shop_days() -> Desk {
    let desk = desk();
    desk.console
        .write(|w| {
            writes(w, &anna(), "Пришлите счёт за улун на фирму", 1);
            writes(w, &anna(), "В прошлый раз в счёте был не тот улун", 2);
            writes(w, &tomas(), "Could you send the invoice again?", 3);
            writes(w, &yerzhan(), "У нас дома ёжик пьёт чай", 4);
            writes(w, &lena(), "Straße 12, bitte klingeln. Tschüß", 5);
            let invoice = Media {
                media: MediaKind::Document,
                mime: "application/pdf".into(),
                caption: Some("Счёт №4187".into()),
                filename: Some("Invoice-4187.pdf".into()),
                provider_media: None,
                file: None,
                bytes: None,
                animated: false,
            };
            let file = inbound(w, &anna(), Content::Media(invoice), 6);
            message::insert(w, &file)?;
            mira_answers(w, file.chat_id, "Пуэр и улун ждут на стойке", 7);
            chat_change::with_group(w, &shop(), &club(), ChatId(1), at(8))?;
            chat_change::set_title(w, ChatId(1), "Tea Club · Алматы")?;
            Ok(())
        })
        .unwrap();
    desk
}

fn found(desk: &Desk, query: &Query) -> Vec<i64> {
    let found = desk.console.read(|r| search(r, query, 20, None)).unwrap();
    found.hits.into_iter().map(|hit| hit.message_id.0 >> 16).collect()
}

fn words(text: &str) -> Query {
    Query { text: text.to_owned(), ..Query::default() }
}

#[test]
fn words_that_begin_alike_are_found_by_their_beginning_however_many_there_are() {
    for many in [3, 200] {
        let desk = desk();
        let write = |w: &Write<'_>| {
            for number in 1..=many {
                writes(w, &anna(), &format!("подарок{number}"), number);
            }
            Ok(())
        };
        desk.console.write(write).unwrap();
        let newest: Vec<_> = (1..=many).rev().take(20).collect();
        assert_eq!(found(&desk, &words("подарок")), newest);
    }
}

/// As a beginning the index would read every message of each such word before it gave the newest.
#[rstest]
#[case::long("invoi", "({words stems} : \"invoi\" OR words : (\"invoic\" OR \"invoice\"))")]
#[case::short("inv", "({words stems} : \"inv\" OR words : (\"inv\" *))")]
fn a_long_beginning_is_asked_for_as_the_words_that_there_are(#[case] typed: &str, #[case] asked: &str) {
    let expression = shop_days().console.read(|r| Terms::of(typed).expression(r)).unwrap();
    assert_eq!(expression.as_deref(), Some(asked));
}

#[rstest]
#[case::without_the_dots("ежик", &[4])]
#[case::with_the_dots("ЁЖИК", &[4])]
#[case::word_forms("счета", &[6, 2, 1])]
#[case::word_forms_of_two_words("счетов улуна", &[2, 1])]
#[case::english_forms("invoices", &[6, 3])]
#[case::beginning_as_you_type("прош", &[2])]
#[case::one_letter("п", &[])]
#[case::one_letter_of_the_next_word("улун з", &[7, 2, 1])]
#[case::one_letter_in_quotes("\"в счёте\"", &[2])]
#[case::accents("strasse", &[5])]
#[case::sharp_s("tschüss", &[5])]
#[case::number_in_a_name("4187", &[6])]
#[case::all_words_must_be_there("улун стойке", &[7])]
#[case::exactly("\"за улун\"", &[1])]
#[case::exactly_and_no_other_order("\"улун за\"", &[])]
#[case::a_quote_still_open("\"за улу", &[])]
#[case::signs_only("?!", &[])]
#[case::nothing("", &[])]
#[case::what_looks_like_an_operator("чай NOT ёжик", &[])]
#[case::what_looks_like_a_column("stems:счет", &[])]
#[case::a_lone_quote_and_a_star("улун* \"", &[7, 2, 1])]
fn a_search_finds(#[case] text: &str, #[case] expected: &[i64]) {
    assert_eq!(found(&shop_days(), &words(text)), expected);
}

/// Half of all messages have a word that begins so, and the index has no list for them.
#[rstest]
#[case::one("п", true)]
#[case::some("п з", true)]
#[case::beside_a_word("улун з", false)]
#[case::quoted("\"в\"", false)]
#[case::signs("?!", false)]
fn single_letters_alone_are_too_short(#[case] text: &str, #[case] short: bool) {
    let found = shop_days().console.read(|r| search(r, &words(text), 20, None)).unwrap();
    assert_eq!((found.short, found.suggestion, found.read_as), (short, None, None));
}

#[test]
fn a_letter_beside_a_filter_leaves_what_the_filter_finds() {
    let desk = shop_days();
    let filtered = Query { has_file: true, ..words("п") };
    assert_eq!(found(&desk, &filtered), [6]);
}

#[test]
fn filters_narrow_a_search() {
    let desk = shop_days();
    let (anna, chat) = desk
        .console
        .write(|w| {
            let contact = meet(w, &anna(), 9).contact_id;
            Ok((contact, crate::table::chat::by_contact(w, &shop(), contact)?))
        })
        .unwrap();
    let from = Some(From::Contact(anna));
    assert_eq!(found(&desk, &Query { from, ..words("улун") }), [2, 1]);
    assert_eq!(found(&desk, &Query { from: Some(From::Us), ..words("улун") }), [7]);
    assert_eq!(found(&desk, &Query { chat, ..words("улун") }), [7, 2, 1]);
    assert_eq!(found(&desk, &Query { has_file: true, ..words("счёт") }), [6]);
    assert_eq!(found(&desk, &Query { before: Some(at(2)), ..words("счёт") }), [1]);
    assert_eq!(found(&desk, &Query { after: Some(at(2)), before: Some(at(6)), ..words("счёт") }), [2]);
    assert_eq!(found(&desk, &Query { from, has_file: true, ..Query::default() }), [6], "a filter needs no words");
    assert_eq!(found(&desk, &Query { from, ..Query::default() }), [6, 2, 1]);
    assert_eq!(found(&desk, &Query { chat, ..Query::default() }), [7, 6, 2, 1]);
    assert_eq!(found(&desk, &Query { from, chat: Some(ChatId(1)), ..Query::default() }), Vec::<i64>::new());
    let ours = Some(From::Us);
    assert_eq!(found(&desk, &Query { from: ours, chat, before: Some(at(8)), ..Query::default() }), [7]);
    assert_eq!(found(&desk, &Query { from, ..words("!!") }), Vec::<i64>::new(), "signs are not nothing");
}

#[test]
fn of_somebody_who_wrote_much_the_newest_are_filtered_too() {
    let desk = shop_days();
    let (from, chat) = desk
        .console
        .write(|w| {
            (0..=FEW).for_each(|more| drop(writes(w, &lena(), "Noch eine Kanne", 10 + more)));
            let contact = meet(w, &lena(), 9).contact_id;
            Ok((Some(From::Contact(contact)), crate::table::chat::by_contact(w, &shop(), contact)?))
        })
        .unwrap();
    let newest: Vec<i64> = (0..20).map(|before| 10 + FEW - before).collect();
    assert_eq!(found(&desk, &Query { from, ..Query::default() }), newest);
    assert_eq!(found(&desk, &Query { chat, ..Query::default() }), newest);
    assert_eq!(found(&desk, &Query { chat, before: Some(at(10)), ..Query::default() }), [5]);
}

#[test]
fn days_and_files_alone_find_what_was_written_last_whenever_it_came() {
    let desk = shop_days();
    let late = |w: &Write<'_>| {
        let late = NewMessage { at: at(3), ..inbound(w, &lena(), text("Das kam spät"), 20) };
        message::insert(w, &late).map(drop)
    };
    desk.console.write(late).unwrap();
    let (before, after) = (Some(at(5)), Some(at(3)));
    assert_eq!(found(&desk, &Query { before, ..Query::default() }), [4, 20, 3, 2, 1]);
    assert_eq!(found(&desk, &Query { before, after, ..Query::default() }), [4, 20, 3]);
    assert_eq!(found(&desk, &Query { after: Some(at(6)), ..Query::default() }), [7, 6]);
    assert_eq!(found(&desk, &Query { has_file: true, ..Query::default() }), [6]);
    assert_eq!(found(&desk, &Query { has_file: true, before, ..Query::default() }), Vec::<i64>::new());
    let from = Some(From::Us);
    assert_eq!(found(&desk, &Query { from, after, ..Query::default() }), [7]);

    let (days, mut last, mut all) = (Query { before, ..Query::default() }, None, Vec::new());
    while let Some(hit) = desk.console.read(|r| search(r, &days, 1, last)).unwrap().hits.pop() {
        all.push(hit.message_id.0 >> 16);
        last = Some(hit.message_id);
    }
    assert_eq!(all, [4, 20, 3, 2, 1], "page by page the same, none twice");
    let gone = Some(MessageId::at(99, 0));
    assert_eq!(desk.console.read(|r| search(r, &days, 1, gone)).unwrap().hits, []);
}

#[test]
fn hits_come_newest_first_and_in_pages() {
    let desk = shop_days();
    let page = |before| desk.console.read(|r| search(r, &words("улун"), 2, before)).unwrap().hits;
    let first: Vec<_> = page(None).into_iter().map(|hit| hit.message_id).collect();
    assert_eq!(first, [MessageId::at(7, 0), MessageId::at(2, 0)]);
    let second: Vec<_> = page(first.last().copied()).into_iter().map(|hit| hit.message_id).collect();
    assert_eq!(second, [MessageId::at(1, 0)]);
}

#[test]
fn found_words_are_marked_where_they_stand() {
    let desk = shop_days();
    let hits = desk.console.read(|r| search(r, &words("счета улун"), 9, None)).unwrap().hits;
    let shown: Vec<_> = hits
        .iter()
        .map(|hit| {
            let units: Vec<u16> = hit.words.encode_utf16().collect();
            let cut = |&(from, to): &(u32, u32)| String::from_utf16(&units[from as usize..to as usize]).unwrap();
            hit.marks.iter().map(cut).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(shown, [["счёте", "улун"], ["счёт", "улун"]]);
    assert_eq!(marks("🙌 счёт", "счета"), [(3, 7)], "an emoji is two units to the web view");
}

#[rstest]
#[case::wrong_layout("ekey", "улун", Reading::Layout, 7)]
#[case::wrong_layout_back("штмщшсу", "invoice", Reading::Layout, 6)]
#[case::transliteration("ulun", "улун", Reading::Transliteration, 7)]
#[case::transliteration_with_a_cluster("schet", "счет", Reading::Transliteration, 6)]
fn words_are_read_another_way_where_nothing_is_found(
    #[case] typed: &str,
    #[case] read: &str,
    #[case] how: Reading,
    #[case] newest: i64,
) {
    let desk = shop_days();
    let answer = desk.console.read(|r| search(r, &words(typed), 9, None)).unwrap();
    assert_eq!(answer.read_as, Some(ReadAs { text: read.to_owned(), how }));
    assert_eq!(answer.hits.first().map(|hit| hit.message_id), Some(MessageId::at(newest, 0)));
}

#[rstest]
#[case::a_letter_too_many("пуэрр", Some("пуэр"))]
#[case::letters_exchanged("invocie", Some("invoice"))]
#[case::letters_exchanged_at_the_beginning("ivnoice", Some("invoice"))]
#[case::one_of_two_words("пуэрр стойке", Some("пуэр стойке"))]
#[case::nothing_is_near("квартет", None)]
fn a_better_spelling_is_offered_where_nothing_is_found(#[case] typed: &str, #[case] better: Option<&str>) {
    let answer = shop_days().console.read(|r| search(r, &words(typed), 9, None)).unwrap();
    assert_eq!(answer.hits, []);
    assert_eq!(answer.suggestion.as_deref(), better);
}

#[test]
fn a_word_that_is_found_gets_no_other_spelling() {
    let answer = shop_days().console.read(|r| search(r, &words("пуэр"), 9, None)).unwrap();
    assert_eq!((answer.hits.len(), answer.suggestion, answer.read_as), (1, None, None));
}

#[rstest]
#[case::beginning("корн", "Анна Корнеева")]
#[case::both_names("ри том", "Tomás Ribeiro")]
#[case::other_alphabet("anna", "Анна Корнеева")]
#[case::other_alphabet_back("томас", "Tomás Ribeiro")]
#[case::without_accents("tomas", "Tomás Ribeiro")]
#[case::phone("7701555", "Ержан Бекенов")]
#[case::username("tomas.r", "Tomás Ribeiro")]
#[case::wrong_layout("fyyf", "Анна Корнеева")]
fn a_contact_and_the_chat_with_it_are_found_by_name(#[case] typed: &str, #[case] name: &str) {
    let desk = shop_days();
    desk.console
        .read(|r| {
            let names = names(r, typed, 9)?;
            let [contact] = names.contacts.as_slice() else { panic!("{typed} found {names:?}") };
            let found = crate::table::contact::get(r, *contact)?.and_then(|contact| contact.name);
            assert_eq!(found.as_deref(), Some(name));
            assert_eq!(names.chats, crate::table::chat::of_contact(r, *contact)?);
            Ok(())
        })
        .unwrap();
}

#[rstest]
#[case::few(20)]
#[case::more_than_are_sorted(600)]
fn of_those_who_are_named_alike_the_ones_written_with_last_come_first(#[case] guests: i64) {
    let desk = desk();
    let guest = |number: i64| Person {
        name: Some(format!("Покупатель {number}")),
        ..Person::by_phone(&format!("7702{number:07}"))
    };
    let found = desk
        .console
        .write(|w| {
            for number in 1..=guests {
                meet(w, &guest(number), number);
            }
            writes(w, &yerzhan(), "Я не из них", guests + 1);
            for (position, number) in [(guests + 2, 7), (guests + 3, 11), (guests + 4, 3)] {
                writes(w, &guest(number), "Здравствуйте", position);
            }
            Ok((names(w, "п", 5)?, people(w, "п")?.len()))
        })
        .unwrap();
    let (names, all) = found;
    let contacts: Vec<_> = names.contacts.iter().map(|contact| contact.0 >> 16).collect();
    assert_eq!(contacts, [3, 11, 7, 1, 2], "the newest, then those who never wrote");
    let chats: Vec<_> = names.chats.iter().map(|chat| chat.0 >> 16).collect();
    assert_eq!(chats, [guests + 4, guests + 3, guests + 2]);
    assert_eq!(i64::try_from(all), Ok(guests));
}

#[test]
fn a_group_is_found_by_its_subject_in_either_alphabet() {
    let desk = shop_days();
    for typed in ["tea cl", "алматы", "almaty", "клуб"] {
        let names = desk.console.read(|r| names(r, typed, 9)).unwrap();
        assert_eq!((typed, names.chats, names.contacts), (typed, vec![ChatId(1)], vec![]));
    }
}

#[test]
fn a_search_says_how_much_it_went_through() {
    let reach = shop_days().console.read(reach).unwrap();
    assert_eq!(reach, Reach { messages: 7, since: Some(at(1)) });
    assert_eq!(desk().console.read(super::reach).unwrap(), Reach { messages: 0, since: None });
}

#[test]
fn purged_words_are_in_no_file_any_more() {
    let desk = shop_days();
    desk.console
        .write(|w| {
            let content = crate::town::text("xylophonist99");
            message::edit(w, &shop(), &"wamid.4".into(), &content, at(20))?;
            message::edit(w, &shop(), &"wamid.4".into(), &crate::town::text("-"), at(21))
        })
        .unwrap();
    let lies = || {
        std::fs::read_dir(desk.dir.path()).unwrap().map(|file| file.unwrap().path()).any(|path| {
            path.is_file() && std::fs::read(path).unwrap().windows(13).any(|window| window == b"xylophonist99")
        })
    };
    assert!(lies(), "before, the write-ahead log has it");
    desk.console.purge().unwrap();
    assert!(!lies());
}
