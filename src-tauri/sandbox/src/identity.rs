//! The names and secrets of the one business in the town: fixed by the seed, so that a console's data folder still
//! fits after the sandbox was started again with the same seed.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

/// What a client needs to work with a running sandbox. The binary prints it as its first line.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Hello {
    /// Address of the Graph API without a version, e.g. `http://127.0.0.1:4011`. Every `/vNN.N/` below it is served.
    pub api_base: String,
    /// Id of the app that webhooks are signed for.
    pub app_id: String,
    /// Id of the WhatsApp Business account.
    pub waba_id: String,
    /// Id of the account's one number, "Polar Tea".
    pub phone_number_id: String,
    /// Bearer token of a system user with both WhatsApp scopes.
    pub token: String,
    /// Key of the webhook signature.
    pub app_secret: String,
    /// Token offered in verify handshakes when the client names none.
    pub verify_token: String,
    /// Address of the control endpoint.
    pub control: String,
}

/// Ids that the token has no access to: for refusals 10 and 200 (reference 11.2).
#[derive(Clone, Debug)]
pub(crate) struct Foreign {
    pub(crate) waba_id: String,
    pub(crate) phone_number_id: String,
}

/// The display number of the business, digits only (a range that is kept free for fiction).
pub(crate) const BUSINESS_PHONE: &str = "442079460841";
/// The display number as people read it.
pub(crate) const BUSINESS_DISPLAY: &str = "+44 20 7946 0841";
/// The country code put before a number that was given without a plus (reference 2.1).
pub(crate) const BUSINESS_COUNTRY: &str = "44";
/// The approved display name of the number.
pub(crate) const BUSINESS_NAME: &str = "Polar Tea";

/// A generator for one purpose: the same seed and purpose give the same sequence.
pub(crate) fn dice(seed: u64, purpose: u64) -> ChaCha8Rng {
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    dice.set_stream(purpose);
    dice
}

/// So many decimal digits, the first not zero.
pub(crate) fn digits(dice: &mut ChaCha8Rng, count: usize) -> String {
    (0..count).map(|at| char::from(b'0' + dice.random_range(u8::from(at == 0)..10))).collect()
}

fn hexadecimal(dice: &mut ChaCha8Rng, bytes: usize) -> String {
    hex::encode((0..bytes).map(|_| dice.random::<u8>()).collect::<Vec<u8>>())
}

/// The identity that belongs to a seed, listening at `origin` (`http://ADDR`).
pub(crate) fn identity(seed: u64, origin: &str) -> (Hello, Foreign) {
    let mut dice = dice(seed, 1);
    let hello = Hello {
        api_base: origin.to_owned(),
        app_id: digits(&mut dice, 16),
        waba_id: digits(&mut dice, 15),
        phone_number_id: digits(&mut dice, 15),
        token: format!("EAA{}", hexadecimal(&mut dice, 40)),
        app_secret: hexadecimal(&mut dice, 16),
        verify_token: hexadecimal(&mut dice, 12),
        control: format!("{origin}/control"),
    };
    let foreign = Foreign { waba_id: digits(&mut dice, 15), phone_number_id: digits(&mut dice, 15) };
    (hello, foreign)
}
