//! What we send to our own door to see whether it is reached. It is not the provider's: no light turns green by it, it is
//! counted nowhere and kept nowhere.
//!
//! A body of ours is told apart at the door, before the journal, so that nothing behind it has to know of such bodies. It
//! is known by its form and not by being under way, since one that was held up comes when nobody waits for it any more;
//! whoever can sign it has the app secret and could sign anything.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;

/// Random bytes of a word.
const WORD: usize = 16;
/// What stands around the word in a body of ours.
const AROUND: (&[u8], &[u8]) = (br#"{"object":"switchboard","entry":[],"test":""#, br#""}"#);

/// The words that are under way to our own door, and which of them came.
#[derive(Debug, Default)]
pub struct Own {
    under_way: Mutex<BTreeMap<String, bool>>,
}

/// A word that is under way until this is dropped.
#[derive(Debug)]
pub struct Expected<'a> {
    own: &'a Own,
    word: String,
}

impl Own {
    /// A new word; none where there is no randomness.
    pub fn expect(&self) -> Option<Expected<'_>> {
        let mut bytes = [0; WORD];
        getrandom::fill(&mut bytes).ok()?;
        let word = hex::encode(bytes);
        self.under_way().insert(word.clone(), false);
        Some(Expected { own: self, word })
    }

    /// Notes that a word came to the door, where it is one of ours. Whether it is.
    pub fn came(&self, word: &str) -> bool {
        self.under_way().get_mut(word).map(|came| *came = true).is_some()
    }

    fn under_way(&self) -> MutexGuard<'_, BTreeMap<String, bool>> {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Expected<'_> {
    /// It.
    pub fn word(&self) -> &str {
        &self.word
    }

    /// It in a body.
    pub fn body(&self) -> Bytes {
        [AROUND.0, self.word.as_bytes(), AROUND.1].concat().into()
    }

    /// Whether it came to the door.
    pub fn came(&self) -> bool {
        self.own.under_way().get(&self.word) == Some(&true)
    }
}

impl Drop for Expected<'_> {
    fn drop(&mut self) {
        self.own.under_way().remove(&self.word);
    }
}

/// The word in a body of ours; none where it is another body.
pub fn word(body: &[u8]) -> Option<&str> {
    let word = body.strip_prefix(AROUND.0)?.strip_suffix(AROUND.1)?;
    str::from_utf8(word).ok().filter(|word| word.len() == 2 * WORD && word.bytes().all(|b| b.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_of_two_at_once_is_known_by_a_word_of_its_own_until_it_is_over() {
        let own = Own::default();
        let (one, other) = (own.expect().unwrap(), own.expect().unwrap());
        assert!(own.came(one.word()));
        assert!(one.came());
        assert!(!other.came());
        let over = one.word().to_owned();
        drop(one);
        assert!(!own.came(&over), "what is asked for with it from now on is not ours");
        assert!(own.came(other.word()), "the other one is still under way");
    }

    #[test]
    fn a_body_of_ours_is_known_also_when_nobody_waits_for_it_and_another_one_is_not() {
        let own = Own::default();
        let expected = own.expect().unwrap();
        let (body, said) = (expected.body(), expected.word().to_owned());
        drop(expected);
        assert_eq!(word(&body), Some(said.as_str()));
        assert!(serde_json::from_slice::<serde_json::Value>(&body).is_ok());
        assert_eq!(word(br#"{"object":"switchboard","entry":[],"test":"hello"}"#), None);
        assert_eq!(word(br#"{"object":"whatsapp_business_account","entry":[]}"#), None);
    }
}
