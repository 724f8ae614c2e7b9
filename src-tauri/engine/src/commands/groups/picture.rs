//! A picture for a group, looked at before it goes to the provider (reference 1.1).

use std::io::Cursor;
use std::sync::Arc;

use contract::{ErrorBody, ErrorCode};
use domain::FileHash;
use domain::capability::{ContentProblem, GroupLimits};
use image::{ImageFormat, ImageReader};

use super::super::{Answer, storage};
use crate::core::Core;

/// Says no where the provider would.
pub async fn check(core: &Arc<Core>, file: FileHash, limits: GroupLimits) -> Answer<()> {
    let bytes = core.blocking(move |core| core.media.get(&file)).await.map_err(storage)?.ok_or(ErrorCode::NotFound)?;
    match problem(&bytes, limits) {
        Some(problem) => Err(ErrorBody::content(problem)),
        None => Ok(()),
    }
}

fn problem(bytes: &[u8], limits: GroupLimits) -> Option<ContentProblem> {
    if u64::try_from(bytes.len()).is_ok_and(|bytes| bytes > limits.picture_bytes) {
        return Some(ContentProblem::TooLarge { most: limits.picture_bytes });
    }
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok();
    let jpeg = reader.filter(|reader| reader.format() == Some(ImageFormat::Jpeg));
    match jpeg.and_then(|reader| reader.into_dimensions().ok()) {
        Some((width, height)) if width == height && width >= limits.picture_pixels => None,
        Some(_) => Some(ContentProblem::NotSquare { least: limits.picture_pixels }),
        None => Some(ContentProblem::WrongType),
    }
}
