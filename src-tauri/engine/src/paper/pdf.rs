//! The receipt for people: sheets of A4 to print, to send and to keep.

mod font;
mod grid;
mod parts;
mod sheet;
mod wrap;

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::{Filter, Finish as _, Name, Pdf, Rect, Ref, TextStr};

use self::font::{Font, FontRefs};
use self::sheet::{PAGE, Sheets};
use super::words::Words;
use super::{Input, PaperError};

/// The objects before the pages: catalog, page tree, information, and five of each font.
const BEFORE_PAGES: i32 = 14;

/// The receipt as a PDF. The same input gives the same bytes.
///
/// # Errors
/// When the font cannot be used.
pub fn receipt_pdf(input: &Input) -> Result<Vec<u8>, PaperError> {
    let words = Words(input.language);
    let mut sheets = Sheets::new()?;
    parts::receipt(&mut sheets, input);
    let title = format!("{}: {}", words.pick("Consent receipt", "Квитанция о согласии"), input.called());
    let foot = format!("{title}, {}", words.moment(input.now, input.zone));
    let (pages, fonts) = sheets.finish(&foot, |page, all| match input.language {
        contract::workspace::Language::En => format!("Page {page} of {all}"),
        contract::workspace::Language::Ru => format!("Страница {page} из {all}"),
    });
    file(&pages, &fonts, &title, words)
}

fn file(pages: &[Vec<u8>], fonts: &[Font; 2], title: &str, words: Words) -> Result<Vec<u8>, PaperError> {
    let mut pdf = Pdf::new();
    let [catalog, tree, info] = [1, 2, 3].map(Ref::new);
    let of_font = |first: i32| {
        let [font, cid, descriptor, letters, file] = [0, 1, 2, 3, 4].map(|next| Ref::new(first + next));
        FontRefs { font, cid, descriptor, letters, file }
    };
    let refs = [of_font(4), of_font(9)];
    let mut root = pdf.catalog(catalog);
    root.pages(tree).lang(TextStr(words.tag()));
    root.viewer_preferences().display_doc_title(true);
    root.finish();
    pdf.document_info(info).title(TextStr(title)).producer(TextStr("Switchboard"));
    for (font, refs) in fonts.iter().zip(refs) {
        font.write(&mut pdf, refs)?;
    }
    let mut kids = Vec::with_capacity(pages.len());
    let mut next = BEFORE_PAGES;
    for content in pages {
        let (page, stream) = (Ref::new(next), Ref::new(next + 1));
        next += 2;
        kids.push(page);
        let mut sheet = pdf.page(page);
        sheet.parent(tree).media_box(Rect::new(0.0, 0.0, PAGE.0, PAGE.1)).contents(stream);
        let [regular, bold] = refs;
        sheet.resources().fonts().pair(Name(b"R"), regular.font).pair(Name(b"B"), bold.font);
        sheet.finish();
        pdf.stream(stream, &packed(content)).filter(Filter::FlateDecode);
    }
    pdf.pages(tree).count(i32::try_from(kids.len()).unwrap_or(i32::MAX)).kids(kids);
    Ok(pdf.finish())
}

/// Bytes made smaller. Writing to memory does not fail.
fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.unwrap_or_default()
}
