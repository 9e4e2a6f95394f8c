//! HTML as paragraphs of plain text: what a person reads of it, without its layout.
//!
//! Total and bounded on any input: what is no HTML is read as text, scripts and styles are left out, nothing
//! is loaded. Knows nothing of egui.

/// Bytes that are read; a page of offers is a few thousand. The rest is left out.
const MOST_BYTES: usize = 64 * 1024;
/// Blocks that are kept: more than a card can show.
const MOST_BLOCKS: usize = 400;
/// The longest entity name, `&thetasym;`, and the longest number that is a character.
const MOST_ENTITY: usize = 10;

/// Elements whose content is not text to read.
const HIDDEN: [&str; 8] = ["script", "style", "head", "template", "noscript", "svg", "iframe", "textarea"];
/// Elements that stand inside a line. Every other one starts a block.
const INLINE: [&str; 26] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "img", "kbd", "label", "mark", "q",
    "s", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr", "button",
];

/// A paragraph, a heading or an item of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Block {
    /// What it is.
    pub(super) kind: Kind,
    /// Its text, in parts of one look each.
    pub(super) spans: Vec<Span>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Kind {
    /// Running text.
    #[default]
    Paragraph,
    /// A heading.
    Heading,
    /// An item of a list, with its number where the list has numbers.
    Item(Option<u32>),
}

/// Text of one look.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Span {
    /// The text; `\n` where a line is broken on purpose.
    pub(super) text: String,
    /// How it looks.
    pub(super) look: Look,
}

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is on or off by itself")]
pub(super) struct Look {
    /// Bold.
    pub(super) strong: bool,
    /// Slanted.
    pub(super) emphasis: bool,
    /// Struck through.
    pub(super) struck: bool,
    /// It leads somewhere.
    pub(super) link: bool,
}

/// What a person reads of an HTML text.
pub(super) fn blocks(html: &str) -> Vec<Block> {
    let mut rest = &html[..html.floor_char_boundary(MOST_BYTES)];
    let mut reader = Reader::default();
    while !rest.is_empty() && reader.blocks.len() < MOST_BLOCKS {
        rest = if let Some((tag, after)) = Tag::read(rest) {
            reader.tag(&tag);
            if !tag.closing && HIDDEN.contains(&tag.name.as_str()) { skip(after, &tag.name) } else { after }
        } else {
            // A first `<` is text here: it starts no tag.
            let first = rest.chars().next().map_or(0, char::len_utf8);
            let end = rest[first..].find('<').map_or(rest.len(), |at| at + first);
            reader.text(&rest[..end]);
            &rest[end..]
        };
    }
    reader.end_block();
    reader.blocks
}

/// What stands behind the end of a hidden element; nothing where it has none.
fn skip<'a>(html: &'a str, name: &str) -> &'a str {
    let mut rest = html;
    while let Some(at) = rest.find("</") {
        rest = &rest[at..];
        match Tag::read(rest) {
            Some((tag, after)) if tag.name == name => return after,
            _ => rest = &rest[2..],
        }
    }
    ""
}

/// A tag or a comment. A comment has no name.
struct Tag<'a> {
    name: String,
    closing: bool,
    attributes: &'a str,
}

impl<'a> Tag<'a> {
    /// The tag that a text starts with, and what stands behind it. One without an end takes the whole rest.
    fn read(html: &'a str) -> Option<(Self, &'a str)> {
        let inside = html.strip_prefix('<')?;
        let nothing = |rest| Some((Tag { name: String::new(), closing: false, attributes: "" }, rest));
        if let Some(comment) = inside.strip_prefix("!--") {
            return nothing(comment.split_once("-->").map_or("", |(_, rest)| rest));
        }
        if inside.starts_with(['!', '?']) {
            return nothing(inside.split_once('>').map_or("", |(_, rest)| rest));
        }
        let (closing, inside) = inside.strip_prefix('/').map_or((false, inside), |inside| (true, inside));
        if !inside.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let end = tag_end(inside);
        let (tag, rest) = (&inside[..end], inside.get(end + 1..).unwrap_or(""));
        let name_end = tag.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(tag.len());
        let name = tag[..name_end].to_ascii_lowercase();
        Some((Tag { name, closing, attributes: &tag[name_end..] }, rest))
    }

    /// The value of an attribute that is written in quotes.
    fn attribute(&self, name: &str) -> Option<&'a str> {
        let mut rest = self.attributes;
        while let Some((before, after)) = rest.split_once('=') {
            let after = after.trim_start();
            let quote = after.chars().next().filter(|quote| matches!(quote, '"' | '\''));
            let Some(quote) = quote else {
                rest = after;
                continue;
            };
            let (value, next) = after[1..].split_once(quote)?;
            if before.trim().eq_ignore_ascii_case(name) {
                return Some(value);
            }
            rest = next;
        }
        None
    }
}

/// Where a tag ends: its first `>` that is in no quotes.
fn tag_end(tag: &str) -> usize {
    let mut quote = None;
    for (at, c) in tag.char_indices() {
        match (quote, c) {
            (None, '>') => return at,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    tag.len()
}

/// What has been read so far.
#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    block: Block,
    /// How many of each are open.
    strong: u32,
    emphasis: u32,
    struck: u32,
    link: u32,
    /// The lists that are open: the number of the next item, where they have numbers.
    lists: Vec<Option<u32>>,
}

impl Reader {
    fn tag(&mut self, tag: &Tag<'_>) {
        let count = |open: &mut u32| *open = if tag.closing { open.saturating_sub(1) } else { *open + 1 };
        match tag.name.as_str() {
            "" => {}
            "br" => self.push('\n'),
            "b" | "strong" | "mark" => count(&mut self.strong),
            "i" | "em" | "cite" => count(&mut self.emphasis),
            "s" | "del" | "strike" => count(&mut self.struck),
            "a" => count(&mut self.link),
            "img" => self.text(tag.attribute("alt").unwrap_or_default()),
            "td" | "th" => self.push(' '),
            name if INLINE.contains(&name) => {}
            name => self.start_block(name, tag.closing),
        }
    }

    fn start_block(&mut self, name: &str, closing: bool) {
        self.end_block();
        match (name, closing) {
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", false) => self.block.kind = Kind::Heading,
            ("ul", false) => self.lists.push(None),
            ("ol", false) => self.lists.push(Some(1)),
            ("ul" | "ol", true) => drop(self.lists.pop()),
            ("li", false) => {
                let number = self.lists.last_mut().and_then(Option::as_mut);
                let number = number.map(|next| {
                    *next = next.saturating_add(1);
                    *next - 1
                });
                self.block.kind = Kind::Item(number);
            }
            _ => {}
        }
    }

    /// Adds text, its white space collapsed and its entities read.
    fn text(&mut self, source: &str) {
        let mut rest = source;
        while let Some(c) = rest.chars().next() {
            let (c, length) = match entity(rest) {
                Some(read) => read,
                None if c.is_ascii_whitespace() => (' ', 1),
                None => (c, c.len_utf8()),
            };
            self.push(c);
            rest = &rest[length..];
        }
    }

    /// Adds a character. A space after a space or at the start of a line is none; `\n` is a break of the line.
    fn push(&mut self, c: char) {
        let look = Look {
            strong: self.strong > 0,
            emphasis: self.emphasis > 0,
            struck: self.struck > 0,
            link: self.link > 0,
        };
        let last = self.block.spans.last().and_then(|span| span.text.chars().next_back());
        if c == ' ' && matches!(last, None | Some('\n' | ' ')) {
            return;
        }
        match self.block.spans.last_mut() {
            Some(span) if span.look == look => span.text.push(c),
            _ => self.block.spans.push(Span { text: c.to_string(), look }),
        }
    }

    /// Ends the block; one without text is dropped.
    fn end_block(&mut self) {
        let mut block = std::mem::take(&mut self.block);
        if let Some(last) = block.spans.last_mut() {
            last.text.truncate(last.text.trim_ascii_end().len());
        }
        block.spans.retain(|span| !span.text.is_empty());
        if block.spans.iter().any(|span| !span.text.trim().is_empty()) {
            self.blocks.push(block);
        }
    }
}

/// The character of the entity that a text starts with, and how many bytes it takes.
fn entity(text: &str) -> Option<(char, usize)> {
    let inside = text.strip_prefix('&')?;
    let end = inside.bytes().take(MOST_ENTITY).position(|byte| byte == b';')?;
    let name = &inside[..end];
    let c = match name.strip_prefix('#') {
        Some(number) => numbered(number)?,
        None => ENTITIES.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((c, end + 2))
}

fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).filter(|c| !c.is_control())
}

/// The entities that people write; the others stay as they stand.
const ENTITIES: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("euro", '€'),
    ("pound", '£'),
    ("yen", '¥'),
    ("cent", '¢'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("hellip", '…'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("bull", '•'),
    ("middot", '·'),
    ("times", '×'),
    ("deg", '°'),
    ("rarr", '→'),
    ("larr", '←'),
    ("frac12", '½'),
    ("agrave", 'à'),
    ("acirc", 'â'),
    ("auml", 'ä'),
    ("ccedil", 'ç'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("ecirc", 'ê'),
    ("euml", 'ë'),
    ("icirc", 'î'),
    ("iuml", 'ï'),
    ("ocirc", 'ô'),
    ("ouml", 'ö'),
    ("oelig", 'œ'),
    ("ugrave", 'ù'),
    ("ucirc", 'û'),
    ("uuml", 'ü'),
    ("Agrave", 'À'),
    ("Ccedil", 'Ç'),
    ("Eacute", 'É'),
    ("Egrave", 'È'),
    ("szlig", 'ß'),
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Blocks in short: headings `#`, items `-` or their number, strong parts between stars.
    fn short(html: &str) -> Vec<String> {
        let written = |block: Block| {
            let mark = match block.kind {
                Kind::Paragraph => String::new(),
                Kind::Heading => "# ".to_owned(),
                Kind::Item(None) => "- ".to_owned(),
                Kind::Item(Some(number)) => format!("{number}. "),
            };
            let spans = block
                .spans
                .iter()
                .map(|span| if span.look.strong { format!("*{}*", span.text) } else { span.text.clone() });
            mark + &spans.collect::<String>()
        };
        blocks(html).into_iter().map(written).collect()
    }

    #[test]
    fn paragraphs_headings_and_lists_are_kept() {
        let html = "<article class=\"offer\"><h3>Travel card</h3><p>Pay <strong>nothing</strong>\n  abroad.<br/>\n Ever.</p>\
            <ul><li>One</li><li> Two </li></ul><ol><li>First<li>Second</ol>End</article>";
        let expected = [
            "# Travel card",
            "Pay *nothing* abroad.\nEver.",
            "- One",
            "- Two",
            "1. First",
            "2. Second",
            "End",
        ];
        assert_eq!(short(html), expected);
    }

    #[test]
    fn scripts_styles_and_comments_are_left_out() {
        let html = "a<script>if (1 < 2) { document.write('</p>') }</SCRIPT>b<style>p > b {}</style>c<!-- <b>d</b> -->e<script>f";
        assert_eq!(short(html), ["a", "b", "ce"]);
    }

    #[test]
    fn entities_are_read_and_unknown_ones_stay() {
        assert_eq!(
            short("5&nbsp;&euro; &lt;b&gt; &#233;&#x20AC; &nothing; & &#0; R&D;"),
            ["5\u{a0}€ <b> é€ &nothing; & &#0; R&D;"]
        );
    }

    #[test]
    fn what_is_no_tag_is_text() {
        assert_eq!(short("1 < 2 and <3, é<é"), ["1 < 2 and <3, é<é"]);
        assert_eq!(short("<p title=\"a > b\">text"), ["text"]);
        assert_eq!(short("text<p title=\"never closed"), ["text"]);
    }

    #[test]
    fn images_are_their_alternative_text_and_links_are_marked() {
        let read = blocks("<img src='x.png' alt=\"A card\"> <a href=\"https://bank.example\">More</a>");
        assert_eq!(read.len(), 1);
        assert_eq!(read[0].spans[0].text, "A card ");
        assert_eq!(
            read[0].spans[1],
            Span { text: "More".to_owned(), look: Look { link: true, ..Look::default() } }
        );
    }

    #[test]
    fn long_texts_are_cut() {
        assert_eq!(blocks(&"<p>x".repeat(10_000)).len(), MOST_BLOCKS);
        let long = "é".repeat(MOST_BYTES);
        let length: usize =
            blocks(&long).iter().flat_map(|block| &block.spans).map(|span| span.text.len()).sum();
        assert_eq!(length, MOST_BYTES);
    }

    proptest! {
        #[test]
        fn any_text_is_read(html in "(<|>|/|p|li|script|&|#x2;|\"|é| |a|=|!--|-->){0,60}") {
            let read = blocks(&html);
            for block in &read {
                prop_assert!(block.spans.iter().any(|span| !span.text.trim().is_empty()));
            }
            let length: usize = read.iter().flat_map(|block| &block.spans).map(|span| span.text.len()).sum();
            prop_assert!(length <= html.len(), "nothing is made up");
        }
    }
}
