//! The font of the papers: Noto Sans with the letters of Latin, Greek and Cyrillic. Of it only the letters that a paper
//! shows go into the file, with the table by which programs copy and search them.

use std::collections::BTreeMap;

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Finish as _, Name, Pdf, Rect, Ref, Str};
use subsetter::GlyphRemapper;
use ttf_parser::{Face, GlyphId};
use unicode_normalization::UnicodeNormalization as _;

use super::super::PaperError;
use super::packed;

const REGULAR: &[u8] = include_bytes!("../../../assets/NotoSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../assets/NotoSans-Bold.ttf");
/// Stands for a letter that the font does not have.
const MISSING: char = '\u{fffd}';
/// Glyph widths in a PDF are thousandths of the font's size.
const THOUSAND: f32 = 1000.0;
/// How thick the stems are; viewers ask for it and draw nothing by it.
const STEM: f32 = 80.0;
const SYSTEM: SystemInfo<'static> = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// For text.
    Regular,
    /// For what is looked for.
    Bold,
}

/// A font and the letters that were drawn with it.
pub struct Font {
    face: Face<'static>,
    data: &'static [u8],
    name: &'static str,
    kept: GlyphRemapper,
    /// By the glyph's number in the file that is made: its letter and its width.
    drawn: BTreeMap<u16, (char, f32)>,
}

/// The objects that a font takes in a file.
#[derive(Debug, Clone, Copy)]
pub struct FontRefs {
    /// What pages point to.
    pub font: Ref,
    /// The font of glyph numbers beneath it.
    pub cid: Ref,
    /// What viewers know of it.
    pub descriptor: Ref,
    /// The table of letters.
    pub letters: Ref,
    /// The glyphs.
    pub file: Ref,
}

impl Font {
    /// The bundled font of a weight.
    pub fn bundled(weight: Weight) -> Result<Self, PaperError> {
        // The tag before the name says that it is a part; it is the same in every paper, so that papers are.
        let (data, name) = match weight {
            Weight::Regular => (REGULAR, "SWBREG+NotoSans-Regular"),
            Weight::Bold => (BOLD, "SWBBLD+NotoSans-Bold"),
        };
        let face = Face::parse(data, 0).map_err(|_| PaperError::Font)?;
        Ok(Self { face, data, name, kept: GlyphRemapper::new(), drawn: BTreeMap::new() })
    }

    /// How wide a text is.
    pub fn width(&self, text: &str, size: f32) -> f32 {
        letters(text).map(|letter| self.glyph(letter).1).sum::<f32>() * size / THOUSAND
    }

    /// A text as a page shows it; its letters are kept for the file.
    pub fn encode(&mut self, text: &str) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(text.len() * 2);
        for letter in letters(text) {
            let (glyph, width, letter) = self.glyph(letter);
            let number = self.kept.remap(glyph.0);
            self.drawn.insert(number, (letter, width));
            bytes.extend(number.to_be_bytes());
        }
        bytes
    }

    /// Whether a letter was drawn that the font does not have.
    pub fn missed(&self) -> bool {
        self.drawn.values().any(|(letter, _)| *letter == MISSING)
    }

    /// The glyph of a letter, its width in thousandths, and the letter that is really drawn.
    fn glyph(&self, letter: char) -> (GlyphId, f32, char) {
        let found = self.face.glyph_index(letter).map(|glyph| (glyph, letter));
        let instead = || self.face.glyph_index(MISSING).map(|glyph| (glyph, MISSING));
        let (glyph, letter) = found.or_else(instead).unwrap_or((GlyphId(0), MISSING));
        let width = f32::from(self.face.glyph_hor_advance(glyph).unwrap_or_default());
        (glyph, self.thousandths(width), letter)
    }

    fn thousandths(&self, units: f32) -> f32 {
        units * THOUSAND / f32::from(self.face.units_per_em())
    }

    /// Writes the font with the letters that were drawn.
    pub fn write(&self, pdf: &mut Pdf, refs: FontRefs) -> Result<(), PaperError> {
        let name = Name(self.name.as_bytes());
        let mut font = pdf.type0_font(refs.font);
        font.base_font(name).encoding_predefined(Name(b"Identity-H")).descendant_font(refs.cid);
        font.to_unicode(refs.letters);
        font.finish();
        let mut cid = pdf.cid_font(refs.cid);
        cid.subtype(CidFontType::Type2).base_font(name).system_info(SYSTEM).font_descriptor(refs.descriptor);
        cid.default_width(0.0).cid_to_gid_map_predefined(Name(b"Identity"));
        let mut widths = cid.widths();
        for (number, (_, width)) in &self.drawn {
            widths.consecutive(*number, [*width]);
        }
        widths.finish();
        cid.finish();
        self.describe(pdf, refs);
        let letters = packed(&self.letters());
        pdf.cmap(refs.letters, &letters).filter(Filter::FlateDecode);
        let part = subsetter::subset(self.data, 0, &self.kept).map_err(|_| PaperError::Font)?;
        let length = i32::try_from(part.len()).map_err(|_| PaperError::Font)?;
        let file = packed(&part);
        pdf.stream(refs.file, &file).filter(Filter::FlateDecode).pair(Name(b"Length1"), length);
        Ok(())
    }

    fn describe(&self, pdf: &mut Pdf, refs: FontRefs) {
        let unit = |units: i16| self.thousandths(f32::from(units));
        let frame = self.face.global_bounding_box();
        let capital = self.face.capital_height().unwrap_or_else(|| self.face.ascender());
        let mut about = pdf.font_descriptor(refs.descriptor);
        about.name(Name(self.name.as_bytes())).flags(FontFlags::SYMBOLIC);
        about.bbox(Rect::new(unit(frame.x_min), unit(frame.y_min), unit(frame.x_max), unit(frame.y_max)));
        about.italic_angle(0.0).ascent(unit(self.face.ascender())).descent(unit(self.face.descender()));
        about.cap_height(unit(capital)).stem_v(STEM).font_file2(refs.file);
    }

    fn letters(&self) -> Vec<u8> {
        let mut cmap: UnicodeCmap = UnicodeCmap::new(Name(b"Letters"), SYSTEM);
        for (number, (letter, _)) in &self.drawn {
            cmap.pair(*number, *letter);
        }
        cmap.finish().into_vec()
    }
}

/// The letters of a text as the font has them: accents joined to their letters, and nothing that moves the pen.
fn letters(text: &str) -> impl Iterator<Item = char> {
    let joined = text.nfc().filter(|letter| !is_unseen(*letter));
    joined.map(|letter| if letter.is_whitespace() || letter.is_control() { ' ' } else { letter })
}

/// Marks that turn the direction of writing, or join and vary other letters.
const fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}
