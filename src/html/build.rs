//! From tokens to blocks: which element stands in which, and what its text looks like.
//!
//! Browsers build a tree that may be as deep as the text is long. Here open elements are few and counted, and
//! what a person sees comes out block by block.

use super::danger::Watch;
use super::document::{Align, Block, Cell, Document, List, Look, Paragraph, Part, Picture, Row, Span};
use super::token::{Event, Tag, tokens};
use super::{MOST_BLOCKS, MOST_DEPTH, MOST_PARTS, MOST_PICTURES, MOST_TEXT, style};
use std::sync::Arc;

/// Lists, quotes and tables inside each other that are drawn as such; what is deeper stands where they do.
const MOST_NESTING: usize = 10;
/// Cells of a row that are drawn beside each other, and columns that one cell may take.
const MOST_COLUMNS: usize = 20;

/// Elements whose content is not text to read.
const HIDDEN: [&str; 20] = [
    "script", "style", "title", "template", "textarea", "svg", "math", "iframe", "object", "applet",
    "select", "audio", "video", "canvas", "noembed", "noframes", "frameset", "portal", "datalist", "map",
];
/// Elements that stand inside a line.
const INLINE: [&str; 34] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "button", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "tt", "u", "var", "output",
];
/// Elements that have no end.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// An element that is open.
struct Element {
    name: String,
    /// Whether it has a frame.
    frame: bool,
    /// The look and the alignment inside it.
    look: Look,
    align: Align,
}

/// What blocks go into.
enum Frame {
    /// The page, a quote, an item, a box or a cell.
    Flow(Flow, Vec<Block>),
    List(List),
    Table(Vec<Row>),
}

/// What a flow of blocks is of.
enum Flow {
    Page,
    Quote,
    Item,
    Box([u8; 3]),
    Cell { heading: bool, columns: usize, ground: Option<[u8; 3]> },
}

pub(super) fn build(html: &str) -> Document {
    let mut builder = Builder::default();
    let mut watch = Watch::default();
    let read = tokens(html, |event, span| {
        watch.event(&event, &span);
        builder.event(&event);
    });
    builder.cut |= read < html.len();
    builder.dangers = watch.finish(html, read);
    builder.finish()
}

struct Builder {
    open: Vec<Element>,
    frames: Vec<Frame>,
    line: Paragraph,
    /// The text of a `pre` that is open.
    code: Option<String>,
    /// The hidden element that is open, and how many of its name are inside each other.
    hidden: Option<(String, usize)>,
    blocks: usize,
    /// How many pieces of text and pictures there are, and how many of them are pictures.
    parts: usize,
    pictures: usize,
    /// Bytes of text.
    text: usize,
    dangers: Vec<super::Danger>,
    cut: bool,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            open: Vec::new(),
            frames: vec![Frame::Flow(Flow::Page, Vec::new())],
            line: Paragraph::default(),
            code: None,
            hidden: None,
            blocks: 0,
            parts: 0,
            pictures: 0,
            text: 0,
            dangers: Vec::new(),
            cut: false,
        }
    }
}

impl Builder {
    fn event(&mut self, event: &Event<'_>) {
        let is_full = self.parts >= MOST_PARTS || self.pictures >= MOST_PICTURES;
        if self.blocks >= MOST_BLOCKS || is_full {
            self.cut = true;
            return;
        }
        match event {
            _ if self.hidden.is_some() => self.hide(event),
            Event::Start(tag) => self.start(*tag),
            Event::End(name) => self.end(name),
            Event::Text(text) => self.text(text),
        }
    }

    /// Passes over what is in a hidden element.
    fn hide(&mut self, event: &Event<'_>) {
        let Some((hidden, depth)) = &mut self.hidden else { return };
        match event {
            Event::Start(tag) if tag.name() == hidden => *depth += 1,
            Event::End(name) if name == hidden => {
                *depth -= 1;
                if *depth == 0 {
                    self.hidden = None;
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let name = tag.name();
        let hides = tag.attribute("hidden").is_some() || tag.attribute("style").is_some_and(style::hides);
        // What is of SVG or MathML may end where it begins.
        let is_empty = matches!(name, "svg" | "math") && tag.is_self_closing();
        if !is_empty && HIDDEN.contains(&name) || hides && !VOID.contains(&name) {
            self.hidden = Some((name.to_owned(), 1));
            return;
        }
        match name {
            _ if is_empty => {}
            "br" => self.push('\n'),
            "img" if !hides => self.picture(tag),
            "hr" => {
                self.close_to("p");
                self.end_line();
                self.add(Block::Rule);
            }
            name if VOID.contains(&name) => {}
            name if INLINE.contains(&name) => self.open(tag, false),
            _ => self.start_block(tag),
        }
    }

    fn start_block(&mut self, tag: Tag<'_>) {
        let name = tag.name();
        match name {
            "li" => drop(self.close_to("li")),
            "tr" => drop(self.close_to("tr")),
            "td" | "th" => drop(self.close_to("td") || self.close_to("th")),
            "dt" | "dd" => drop(self.close_to("dt") || self.close_to("dd")),
            _ => drop(self.close_to("p")),
        }
        self.end_line();
        let nested = self.frames.len() < MOST_NESTING;
        let in_list = matches!(self.frames.last(), Some(Frame::List(_)));
        let in_table = matches!(self.frames.last(), Some(Frame::Table(_)));
        let ground = ground_of(tag);
        let frame = match name {
            "ul" | "menu" if nested => Some(Frame::List(List::default())),
            "ol" if nested => {
                let first = tag.number("start").map_or(1, u32::from);
                Some(Frame::List(List { first: Some(first), items: Vec::new() }))
            }
            "li" if in_list => Some(Frame::Flow(Flow::Item, Vec::new())),
            "blockquote" if nested => Some(Frame::Flow(Flow::Quote, Vec::new())),
            "table" if nested => Some(Frame::Table(Vec::new())),
            "td" | "th" if in_table => {
                let columns = tag.number("colspan").map_or(1, usize::from).clamp(1, MOST_COLUMNS);
                let around = self.open.last().and_then(|around| around.look.ground);
                let cell = Flow::Cell { heading: name == "th", columns, ground: ground.or(around) };
                Some(Frame::Flow(cell, Vec::new()))
            }
            _ if nested && !in_list && !in_table => {
                ground.map(|ground| Frame::Flow(Flow::Box(ground), Vec::new()))
            }
            _ => None,
        };
        if let (None | Some(Frame::Flow(..)), "tr", Some(Frame::Table(rows))) =
            (&frame, name, self.frames.last_mut())
        {
            rows.push(Row::default());
        }
        if name == "pre" {
            self.code = Some(String::new());
        }
        let framed = frame.is_some();
        if self.open.len() < MOST_DEPTH {
            self.frames.extend(frame);
            self.open(tag, framed);
        }
        self.line.heading = heading(name);
    }

    /// Opens an element, with the look and the alignment of what is around it and its own.
    fn open(&mut self, tag: Tag<'_>, frame: bool) {
        if self.open.len() >= MOST_DEPTH {
            return;
        }
        let name = tag.name();
        let (mut look, mut align) =
            self.open.last().map(|around| (around.look.clone(), around.align)).unwrap_or_default();
        match name {
            "b" | "strong" | "mark" | "th" | "dt" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                look.strong = true;
            }
            "i" | "em" | "cite" | "dfn" | "var" | "address" => look.emphasis = true,
            "s" | "del" | "strike" => look.struck = true,
            "u" | "ins" => look.underlined = true,
            "code" | "kbd" | "samp" | "tt" => look.code = true,
            "small" | "sub" | "sup" | "figcaption" | "caption" => look.small = true,
            "a" => look.link = tag.attribute("href").map(Arc::from).or(look.link),
            "center" => align = Align::Center,
            "font" => look.color = tag.attribute("color").and_then(style::color).or(look.color),
            _ => {}
        }
        if let Some(own) = tag.attribute("align").and_then(style::align) {
            align = own;
        }
        if let Some(own) = tag.attribute("style") {
            style::apply(own, &mut look);
            align = style::align_of(own).unwrap_or(align);
        }
        look.ground = ground_of(tag).or(look.ground);
        if frame && matches!(self.frames.last(), Some(Frame::Flow(Flow::Box(_) | Flow::Cell { .. }, _))) {
            // It is the frame that lies on it.
            look.ground = None;
        }
        self.line.align = if INLINE.contains(&name) { self.line.align } else { align };
        self.open.push(Element { name: name.to_owned(), frame, look, align });
    }

    fn end(&mut self, name: &str) {
        if name == "br" {
            return self.push('\n');
        }
        if INLINE.contains(&name) {
            // What overlaps stays open, as a browser would open it again.
            let inside = self.open.iter().rposition(|it| it.name == name || it.frame);
            if let Some(at) = inside.filter(|at| self.open[*at].name == name) {
                self.open.remove(at);
                self.look_again(at);
            }
            return;
        }
        if VOID.contains(&name) {
            return;
        }
        self.end_line();
        if name == "pre"
            && let Some(code) = self.code.take()
            && !code.trim().is_empty()
        {
            self.add(Block::Code(code.trim_matches('\n').to_owned()));
        }
        self.close_to(name);
    }

    /// The looks of the elements that were inside one that has ended: that of links and bold text goes with it.
    fn look_again(&mut self, from: usize) {
        let around = from.checked_sub(1).map(|at| self.open[at].look.clone()).unwrap_or_default();
        for element in &mut self.open[from..] {
            let own = std::mem::replace(&mut element.look, around.clone());
            match element.name.as_str() {
                "a" => element.look.link = own.link,
                "b" | "strong" | "mark" => element.look.strong = true,
                "i" | "em" | "cite" => element.look.emphasis = true,
                _ => {}
            }
        }
    }

    /// Closes elements down to one of that name, where one is open inside the nearest list, table or cell that
    /// it can be in.
    fn close_to(&mut self, name: &str) -> bool {
        let ends = |element: &Element| match name {
            "li" => matches!(element.name.as_str(), "ul" | "ol" | "menu"),
            "tr" | "td" | "th" => element.name == "table",
            "p" | "dt" | "dd" => element.frame,
            _ => false,
        };
        let Some(at) = self.open.iter().rposition(|it| it.name == name || ends(it)) else { return false };
        if self.open[at].name != name {
            return false;
        }
        self.end_line();
        for element in self.open.split_off(at).into_iter().rev() {
            if element.frame {
                self.end_frame();
            }
        }
        self.line.align = self.open.last().map(|around| around.align).unwrap_or_default();
        true
    }

    fn end_frame(&mut self) {
        self.end_line();
        // The page is never closed.
        if self.frames.len() < 2 {
            return;
        }
        match self.frames.pop() {
            Some(Frame::Flow(Flow::Page | Flow::Quote, blocks)) => {
                if !blocks.is_empty() {
                    self.add(Block::Quote(blocks));
                }
            }
            Some(Frame::Flow(Flow::Box(ground), blocks)) => {
                if !blocks.is_empty() {
                    self.add(Block::Box(ground, blocks));
                }
            }
            Some(Frame::Flow(Flow::Item, blocks)) => {
                self.blocks += 1;
                if let Some(Frame::List(list)) = self.frames.last_mut() {
                    list.items.push(blocks);
                }
            }
            Some(Frame::Flow(Flow::Cell { heading, columns, ground }, blocks)) => {
                self.blocks += 1;
                if let Some(Frame::Table(rows)) = self.frames.last_mut() {
                    if rows.is_empty() {
                        rows.push(Row::default());
                    }
                    let row = rows.last_mut().filter(|row| row.cells.len() < MOST_COLUMNS);
                    if let Some(row) = row {
                        row.cells.push(Cell { heading, columns, ground, blocks });
                    }
                }
            }
            Some(Frame::List(list)) if !list.items.is_empty() => self.add(Block::List(list)),
            Some(Frame::Table(mut rows)) => {
                rows.retain(|row| !row.cells.is_empty());
                if !rows.is_empty() {
                    self.add(Block::Table(rows));
                }
            }
            Some(Frame::List(_)) | None => {}
        }
    }

    /// Adds a block to what is open. One that stands in a list, but in no item, becomes one.
    fn add(&mut self, block: Block) {
        self.blocks += 1;
        match self.frames.last_mut() {
            Some(Frame::Flow(_, blocks)) => blocks.push(block),
            Some(Frame::List(list)) => list.items.push(vec![block]),
            // What stands in a table, but in no cell, stands before it.
            Some(Frame::Table(_)) => {
                let flow = self.frames.iter_mut().rev().find_map(|frame| match frame {
                    Frame::Flow(_, blocks) => Some(blocks),
                    _ => None,
                });
                if let Some(blocks) = flow {
                    blocks.push(block);
                }
            }
            None => {}
        }
    }

    fn picture(&mut self, tag: Tag<'_>) {
        let link = self.open.last().and_then(|around| around.look.link.clone());
        self.parts += 1;
        self.pictures += 1;
        let alt = self.with_room(tag.attribute("alt").unwrap_or_default()).to_owned();
        self.line.parts.push(Part::Picture(Picture {
            address: tag.attribute("src").unwrap_or_default().trim().into(),
            alt,
            width: tag.number("width"),
            height: tag.number("height"),
            link,
        }));
    }

    /// Adds text, its white space collapsed where it is not code, as far as there is room.
    fn text(&mut self, text: &str) {
        let text = self.with_room(text);
        if let Some(code) = &mut self.code {
            code.push_str(text);
            return;
        }
        for c in text.chars() {
            self.push(if c.is_ascii_whitespace() { ' ' } else { c });
        }
    }

    /// The part of a text that there is room for.
    fn with_room<'t>(&mut self, text: &'t str) -> &'t str {
        let fits = &text[..text.floor_char_boundary(MOST_TEXT - self.text)];
        self.cut |= fits.len() < text.len();
        self.text += fits.len();
        fits
    }

    /// Adds a character. A space after a space or at the start of a line is none; `\n` is a break of the line.
    fn push(&mut self, c: char) {
        if let Some(code) = &mut self.code {
            return code.push(c);
        }
        let last = match self.line.parts.last() {
            Some(Part::Text(span)) => span.text.chars().next_back(),
            Some(Part::Picture(_)) => Some('x'),
            None => None,
        };
        if c == ' ' && matches!(last, None | Some('\n' | ' ')) {
            return;
        }
        let look = self.open.last().map(|around| &around.look);
        match (self.line.parts.last_mut(), look) {
            (Some(Part::Text(span)), Some(look)) if span.look == *look => span.text.push(c),
            (Some(Part::Text(span)), None) if span.look == Look::default() => span.text.push(c),
            (_, look) => {
                let look = look.cloned().unwrap_or_default();
                self.parts += 1;
                self.line.parts.push(Part::Text(Span { text: c.to_string(), look }));
            }
        }
    }

    /// Ends the line; one without text and pictures is dropped.
    fn end_line(&mut self) {
        let align = self.line.align;
        let mut line = std::mem::take(&mut self.line);
        self.line.align = align;
        if let Some(Part::Text(last)) = line.parts.last_mut() {
            last.text.truncate(last.text.trim_ascii_end().len());
        }
        line.parts.retain(|part| !matches!(part, Part::Text(span) if span.text.is_empty()));
        let seen = |part: &Part| match part {
            Part::Text(span) => !span.text.trim().is_empty(),
            Part::Picture(_) => true,
        };
        if line.parts.iter().any(seen) {
            self.add(Block::Text(line));
        }
    }

    fn finish(mut self) -> Document {
        self.end_line();
        if let Some(code) = self.code.take().filter(|code| !code.trim().is_empty()) {
            self.add(Block::Code(code.trim_matches('\n').to_owned()));
        }
        while self.frames.len() > 1 {
            self.end_frame();
        }
        let blocks = match self.frames.pop() {
            Some(Frame::Flow(_, blocks)) => blocks,
            _ => Vec::new(),
        };
        Document { blocks, dangers: self.dangers, cut: self.cut }
    }
}

/// The colour that an element lays behind what is in it.
fn ground_of(tag: Tag<'_>) -> Option<[u8; 3]> {
    let style = tag.attribute("style").and_then(style::ground);
    style.or_else(|| tag.attribute("bgcolor").and_then(style::color))
}

/// The level of a heading's element.
fn heading(name: &str) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}
