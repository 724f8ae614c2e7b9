//! Sheets of A4 that are written from top to bottom: what does not fit goes on to the next one.

use pdf_writer::{Content, Name, Str};

use super::super::PaperError;
use super::font::{Font, Weight};
use super::wrap::wrap;

/// A4 in points.
pub const PAGE: (f32, f32) = (595.28, 841.89);
/// Where text begins, from the left.
pub const LEFT: f32 = 50.0;
/// How wide text is.
pub const WIDTH: f32 = PAGE.0 - 2.0 * LEFT;
const TOP: f32 = PAGE.1 - 56.0;
const BOTTOM: f32 = 54.0;
/// Where the line at the foot stands.
const FOOT: f32 = 34.0;
/// The distance between lines, in sizes of the font.
const LEADING: f32 = 1.42;

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// How heavy.
    pub weight: Weight,
    /// How large, in points.
    pub size: f32,
    /// 0 is black, 1 is white.
    pub grey: f32,
}

impl Style {
    /// How far the next line is.
    pub fn line(self) -> f32 {
        self.size * LEADING
    }
}

/// The text of the paper.
pub const BODY: Style = Style { weight: Weight::Regular, size: 9.5, grey: 0.1 };
/// What is looked for in it.
pub const STRONG: Style = Style { weight: Weight::Bold, ..BODY };
/// What stands beside it.
pub const SMALL: Style = Style { weight: Weight::Regular, size: 8.0, grey: 0.15 };
/// What explains.
pub const FAINT: Style = Style { grey: 0.4, ..SMALL };
/// What stands above a part.
pub const HEADING: Style = Style { weight: Weight::Bold, size: 12.0, grey: 0.1 };
/// What stands above everything.
pub const TITLE: Style = Style { weight: Weight::Bold, size: 21.0, grey: 0.1 };

/// The sheets.
pub struct Sheets {
    regular: Font,
    bold: Font,
    full: Vec<Content>,
    page: Content,
    /// How high the next line's top is.
    y: f32,
}

impl Sheets {
    /// One empty sheet.
    pub fn new() -> Result<Self, PaperError> {
        let (regular, bold) = (Font::bundled(Weight::Regular)?, Font::bundled(Weight::Bold)?);
        Ok(Self { regular, bold, full: Vec::new(), page: Content::new(), y: TOP })
    }

    const fn font(&self, weight: Weight) -> &Font {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    /// Whether a letter was written that the font does not have.
    pub fn missed(&self) -> bool {
        self.regular.missed() || self.bold.missed()
    }

    /// How wide a text is.
    pub fn width(&self, style: Style, text: &str) -> f32 {
        self.font(style.weight).width(text, style.size)
    }

    /// A text in lines.
    pub fn lines(&self, style: Style, width: f32, text: &str) -> Vec<String> {
        wrap(text, width, |line| self.width(style, line))
    }

    /// Goes on to the next sheet where that much does not fit on this one. Says whether it did.
    pub fn keep_together(&mut self, height: f32) -> bool {
        let full = self.y - height < BOTTOM && self.y < TOP;
        if full {
            self.full.push(std::mem::replace(&mut self.page, Content::new()));
            self.y = TOP;
        }
        full
    }

    /// Leaves room.
    pub fn skip(&mut self, height: f32) {
        self.y -= height;
    }

    /// Writes one line at a distance from the left and goes down by it.
    pub fn line(&mut self, style: Style, x: f32, text: &str) {
        self.keep_together(style.line());
        self.beside(style, x, text);
        self.y -= style.line();
    }

    /// Writes one line and stays where it is.
    pub fn beside(&mut self, style: Style, x: f32, text: &str) {
        let at = (LEFT + x, self.y - style.size);
        let bytes = match style.weight {
            Weight::Regular => self.regular.encode(text),
            Weight::Bold => self.bold.encode(text),
        };
        show(&mut self.page, style, at, &bytes);
    }

    /// Writes a text in as many lines as it takes.
    pub fn paragraph(&mut self, style: Style, x: f32, text: &str) {
        for line in self.lines(style, WIDTH - x, text) {
            self.line(style, x, &line);
        }
    }

    /// Writes a text with a bar beside it, as what somebody else said.
    pub fn quote(&mut self, style: Style, text: &str) {
        for line in self.lines(style, WIDTH - 14.0, text) {
            self.keep_together(style.line());
            self.page.set_fill_gray(0.75).rect(LEFT, self.y - style.line(), 2.0, style.line()).fill_nonzero();
            self.line(style, 12.0, &line);
        }
    }

    /// Draws a line across.
    pub fn rule(&mut self, grey: f32) {
        self.page.set_stroke_gray(grey).set_line_width(0.6);
        self.page.move_to(LEFT, self.y).line_to(LEFT + WIDTH, self.y).stroke();
    }

    /// The sheets with a line at each foot, and the fonts that they need.
    pub fn finish(mut self, foot: &str, count: impl Fn(usize, usize) -> String) -> (Vec<Vec<u8>>, [Font; 2]) {
        self.full.push(self.page);
        let total = self.full.len();
        let mut pages = Vec::with_capacity(total);
        for (index, mut page) in self.full.into_iter().enumerate() {
            let number = count(index + 1, total);
            let room = WIDTH - self.regular.width(&number, FAINT.size) - 12.0;
            let foot = wrap(foot, room, |line| self.regular.width(line, FAINT.size)).into_iter().next();
            let right = PAGE.0 - LEFT - self.regular.width(&number, FAINT.size);
            show(&mut page, FAINT, (LEFT, FOOT), &self.regular.encode(&foot.unwrap_or_default()));
            show(&mut page, FAINT, (right, FOOT), &self.regular.encode(&number));
            pages.push(page.finish().into_vec());
        }
        (pages, [self.regular, self.bold])
    }
}

fn show(page: &mut Content, style: Style, at: (f32, f32), bytes: &[u8]) {
    let font = match style.weight {
        Weight::Regular => Name(b"R"),
        Weight::Bold => Name(b"B"),
    };
    page.set_fill_gray(style.grey).begin_text().set_font(font, style.size);
    page.next_line(at.0, at.1).show(Str(bytes)).end_text();
}
