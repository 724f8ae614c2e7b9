//! What is on the screen: by the daemon's number, and by our key.

use std::collections::HashMap;

use engine::ports::Banner;

/// The banners that a daemon shows.
#[derive(Default)]
pub struct Shown {
    ids: HashMap<String, u32>,
    banners: HashMap<u32, Banner>,
}

impl Shown {
    /// The number of the banner with that key.
    pub fn id(&self, key: &str) -> Option<u32> {
        self.ids.get(key).copied()
    }

    /// The banner of that number.
    pub fn get(&self, id: u32) -> Option<&Banner> {
        self.banners.get(&id)
    }

    /// It is shown, in place of the one with its key.
    pub fn put(&mut self, id: u32, banner: Banner) {
        if let Some(before) = self.ids.insert(banner.key.clone(), id) {
            self.banners.remove(&before);
        }
        self.banners.insert(id, banner);
    }

    /// It is gone.
    pub fn take(&mut self, id: u32) -> Option<Banner> {
        let banner = self.banners.remove(&id)?;
        self.ids.remove(&banner.key);
        Some(banner)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::banner;
    use super::*;

    #[test]
    fn a_click_opens_the_chat_of_the_banner_that_replaced_the_first() {
        let mut shown = Shown::default();
        shown.put(7, banner("anna", 1));
        shown.put(9, banner("anna", 1));
        assert_eq!(shown.take(7), None, "a daemon that gave a new number has dropped the old one");
        assert_eq!(shown.take(9), Some(banner("anna", 1)));
        assert!(shown.ids.is_empty() && shown.banners.is_empty());
    }

    #[test]
    fn two_chats_have_banners_of_their_own() {
        let mut shown = Shown::default();
        shown.put(1, banner("anna", 1));
        shown.put(2, banner("tomas", 2));
        assert_eq!(shown.take(2), Some(banner("tomas", 2)));
        assert_eq!((shown.id("anna"), shown.id("tomas")), (Some(1), None));
    }
}
