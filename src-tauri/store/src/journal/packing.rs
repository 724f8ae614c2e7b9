//! How the body of an entry lies in the file. Most are webhooks of a few hundred bytes that say the same but for a name, a
//! number and some words: each by itself hardly gets smaller, beside bodies of its kind it takes a fifth.

use std::cell::RefCell;
use std::sync::LazyLock;

use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::{DecoderDictionary, EncoderDictionary};

use crate::error::{StoreError, io};

/// As it came.
const PLAIN: i64 = 0;
/// By itself; from before there was a dictionary.
const ZSTD: i64 = 1;
/// With [`BODIES`].
const WITH_BODIES: i64 = 2;

/// Bodies shorter than this are kept as they are: they would not get smaller.
const PACK_FROM: usize = 64;
/// Bodies longer than this are kept as they are, so that a length which was torn asks for no more memory.
const LONGEST: usize = 256 * 1024 * 1024;
/// 3 is zstd's own choice, and with a dictionary no slower than 1.
const LEVEL: i32 = 3;

/// Bodies of every kind, from the sandbox's town, our fixtures and what operators decide (`zstd --train --maxdict=8192`). It is
/// part of the format: what was packed with it can be read with it only, so it is never changed. A better one is a second one.
static BODIES: &[u8] = include_bytes!("bodies-1.zdict");
static PACKS: LazyLock<EncoderDictionary<'static>> = LazyLock::new(|| EncoderDictionary::copy(BODIES, LEVEL));
static UNPACKS: LazyLock<DecoderDictionary<'static>> = LazyLock::new(|| DecoderDictionary::copy(BODIES));

thread_local! {
    /// What zstd works in, which is larger than most bodies.
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// How the body is kept, and what is kept.
pub(super) fn pack(body: Vec<u8>) -> Result<(i64, Vec<u8>), StoreError> {
    if !(PACK_FROM..=LONGEST).contains(&body.len()) {
        return Ok((PLAIN, body));
    }
    let small = COMPRESSOR.with_borrow_mut(|kept| {
        let mut compressor = match kept.take() {
            Some(compressor) => compressor,
            None => Compressor::with_prepared_dictionary(&PACKS)?,
        };
        let small = compressor.compress(&body);
        *kept = Some(compressor);
        small
    });
    let small = small.map_err(io("compress an entry"))?;
    Ok(if small.len() < body.len() { (WITH_BODIES, small) } else { (PLAIN, body) })
}

/// The body that is kept so.
pub(super) fn unpack(packed: i64, kept: Vec<u8>) -> Result<Vec<u8>, StoreError> {
    let fail = io("decompress an entry");
    match packed {
        PLAIN => Ok(kept),
        ZSTD => zstd::stream::decode_all(kept.as_slice()).map_err(fail),
        WITH_BODIES => DECOMPRESSOR.with_borrow_mut(|decompressor| {
            let mut working = match decompressor.take() {
                Some(decompressor) => decompressor,
                None => Decompressor::with_prepared_dictionary(&UNPACKS).map_err(&fail)?,
            };
            let body = working.decompress(&kept, length(&kept)?).map_err(fail)?;
            *decompressor = Some(working);
            Ok(body)
        }),
        _ => Err(StoreError::Corrupt { doing: "decompress an entry" }),
    }
}

/// How long the body will be, which stands at the beginning of what was packed.
fn length(kept: &[u8]) -> Result<usize, StoreError> {
    let told =
        zstd::zstd_safe::get_frame_content_size(kept).ok().flatten().and_then(|bytes| usize::try_from(bytes).ok());
    told.filter(|bytes| *bytes <= LONGEST).ok_or(StoreError::Corrupt { doing: "decompress an entry" })
}

/// Whether this program can read what is packed so.
pub(super) fn is_known(packed: i64) -> bool {
    (PLAIN..=WITH_BODIES).contains(&packed)
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    const TEXT: &str = r#"{"object":"whatsapp_business_account","entry":[{"id":"900800700","changes":[{"value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"442079460018","phone_number_id":"500100200300"},"contacts":[{"profile":{"name":"\u0410\u043d\u043d\u0430"},"wa_id":"77001234108"}],"messages":[{"from":"77001234108","id":"wamid.IN001","timestamp":"1795000013","text":{"body":"\u0427\u0430\u0439"},"type":"text"}]},"field":"messages"}]}]}"#;

    #[test]
    fn a_webhook_of_one_message_takes_a_third_of_its_room_at_most() {
        let (packed, small) = pack(TEXT.into()).unwrap();
        assert!(small.len() * 3 < TEXT.len(), "{} of {} bytes", small.len(), TEXT.len());
        assert_eq!(String::from_utf8(unpack(packed, small).unwrap()).unwrap(), TEXT);
    }

    #[test]
    fn what_was_packed_before_there_was_a_dictionary_is_read() {
        let old = zstd::bulk::compress(TEXT.as_bytes(), 1).unwrap();
        assert_eq!(unpack(1, old).unwrap(), TEXT.as_bytes());
    }

    /// The beginning of a frame with its length in eight bytes (RFC 8878, 3.1.1.1).
    fn frame(length: u64) -> Vec<u8> {
        [&[0x28, 0xB5, 0x2F, 0xFD, 0xE0][..], &length.to_le_bytes()].concat()
    }

    #[test]
    fn a_torn_length_asks_for_no_memory() {
        assert_eq!(length(&frame(1_000)).unwrap(), 1_000);
        assert!(length(&frame(1 << 40)).is_err());
        assert!(length(&[0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x00]).is_err(), "none is told");
    }

    #[test]
    fn torn_bytes_are_no_body_and_the_next_one_is_read() {
        let (packed, small) = pack(TEXT.into()).unwrap();
        assert!(unpack(packed, small.get(..small.len() - 1).unwrap().to_vec()).is_err());
        assert!(unpack(packed, Vec::new()).is_err());
        assert_eq!(unpack(packed, small).unwrap(), TEXT.as_bytes());
    }

    #[test]
    fn what_is_packed_in_a_way_that_nobody_knows_is_no_body() {
        let answer = unpack(3, TEXT.into());
        assert_eq!((answer.is_err(), is_known(3), is_known(2)), (true, false, true));
    }

    /// The dictionary is part of the format: with another one everything packed until then could not be read.
    #[test]
    fn the_first_dictionary_is_what_it_always_was() {
        use sha2::{Digest as _, Sha256};
        assert_eq!(
            hex::encode(Sha256::digest(BODIES)),
            "8e3f5f543947249cc156f11bae277386a0f09f19fbc406aeef0d0bea4fa19b2e"
        );
    }
}
