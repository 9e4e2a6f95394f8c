//! The part of a text that a page can be built of in bounded time, found without building it: what stays open, as
//! the standard's tree construction has it, or more.

use super::token::{Event, Tag, tokens};

/// Elements that never lie around others: they are empty, end with the next of their kind, or are passed over
/// where they do not belong.
const SHORT: [&str; 29] = [
    "area", "base", "basefont", "bgsound", "body", "br", "caption", "col", "colgroup", "embed", "frame",
    "head", "hr", "html", "image", "img", "input", "keygen", "link", "meta", "option", "param", "source",
    "tbody", "td", "th", "tr", "track", "wbr",
];
/// Elements of tables that are passed over outside of one, and end with the next inside.
const OF_TABLES: [&str; 2] = ["tfoot", "thead"];
/// Elements that a browser opens again in every paragraph, until they end.
const REPEATED: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Elements that an end tag does not reach out of: what is open around them stays open. What is in `noscript` is
/// text where scripts run.
const BARRIERS: [&str; 17] = [
    "annotation-xml",
    "applet",
    "desc",
    "foreignobject",
    "marquee",
    "math",
    "mi",
    "mn",
    "mo",
    "ms",
    "mtext",
    "noscript",
    "object",
    "select",
    "svg",
    "table",
    "template",
];
/// Elements that end a paragraph where they begin, and that the end tag of one such as `<span>` does not reach out of.
const BLOCKS: [&str; 35] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "ul",
    "xmp",
];
/// Elements that end with the next of their kind, and that the end tag of one such as `<span>` does not reach out of.
const ITEMS: [&str; 4] = ["dd", "dt", "li", "p"];
/// Elements whose content is text, but where they lie in pictures and formulas: there it is elements.
const OF_TEXT: [&str; 9] =
    ["iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp"];
/// Elements of drawings, which end where they begin where they are written so, as long as a drawing holds nothing else.
const OF_DRAWINGS: [&str; 28] = [
    "animate",
    "animatemotion",
    "animatetransform",
    "circle",
    "clippath",
    "defs",
    "ellipse",
    "filter",
    "g",
    "line",
    "lineargradient",
    "marker",
    "mask",
    "mpath",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialgradient",
    "rect",
    "set",
    "stop",
    "svg",
    "switch",
    "symbol",
    "text",
    "tspan",
    "use",
];
/// Attributes of further `<html>` and `<body>` tags: each goes to the one element, and is held against all there.
const MOST_MERGED: usize = 500;
/// Elements inside each other: building a page looks through all that are open at each tag.
const MOST_OPEN: usize = 500;
/// Elements that may be opened again in all.
const MOST_REPEATED: usize = 300_000;

/// The part of a text that a page can be built of in bounded time.
pub(super) fn buildable(html: &str) -> &str {
    no_deeper(html, MOST_OPEN)
}

fn no_deeper(html: &str, most_open: usize) -> &str {
    let mut open = Open::default();
    let mut end = None;
    let read = tokens(html, |event, span| {
        // Nothing is counted of what is not built.
        if end.is_some() {
            return;
        }
        match event {
            Event::Start(tag) => open.start(tag),
            Event::End(name) => open.end(name),
            Event::Text(text) => open.text(text),
        }
        open.again += open.repeated;
        if open.is_too_much(most_open) {
            end = Some(span.start);
        }
    });
    &html[..html.floor_char_boundary(end.unwrap_or(read))]
}

/// An element that is open. What it is is told once: each end tag looks through all that are open.
struct Element {
    name: String,
    is_barrier: bool,
    is_special: bool,
}

impl Element {
    fn new(name: &str) -> Self {
        Self { name: name.to_owned(), is_barrier: BARRIERS.contains(&name), is_special: is_special(name) }
    }
}

/// The elements that are open, the outermost first.
#[derive(Default)]
struct Open {
    elements: Vec<Element>,
    /// How many of them are opened again in every paragraph, and how many were, about, in all.
    repeated: usize,
    again: usize,
    merged: usize,
    /// Whether what is read may be text or elements.
    unsure: bool,
    /// Whether something was read that may be either.
    lost: bool,
    drawing: Drawing,
}

/// Whether what is read is inside `<svg>` for sure. There a tag such as `<path/>` is a whole element.
#[derive(Clone, Copy, Default, PartialEq)]
enum Drawing {
    /// It is not, or something was in it that ends it where it begins, or in which HTML may stand.
    #[default]
    No,
    Yes,
    /// In its title or description, as long as that is text.
    Said(&'static str),
}

impl Drawing {
    fn start(self, tag: Tag<'_>) -> Self {
        match (self, tag.name()) {
            (Self::No, "svg") if !tag.is_self_closing() => Self::Yes,
            (Self::Yes, "title") => Self::Said("title"),
            (Self::Yes, "desc") => Self::Said("desc"),
            (Self::Yes, name) if OF_DRAWINGS.contains(&name) => Self::Yes,
            _ => Self::No,
        }
    }

    fn end(self, name: &str) -> Self {
        match self {
            Self::Yes if name != "svg" && OF_DRAWINGS.contains(&name) => Self::Yes,
            Self::Said(said) if said == name => Self::Yes,
            _ => Self::No,
        }
    }
}

impl Open {
    fn start(&mut self, tag: Tag<'_>) {
        let name = tag.name();
        self.unsure =
            OF_TEXT.contains(&name) && self.elements.iter().any(|it| matches!(&*it.name, "svg" | "math"));
        if matches!(name, "html" | "body") {
            self.merged += tag.attributes().count();
        }
        if BLOCKS.contains(&name) || ITEMS.contains(&name) || matches!(name, "hr" | "table") {
            self.close("p", |open| open.name == "button");
        }
        // An item ends with the next, unless a list has begun in between.
        let parts = |open: &Element| open.is_special && !matches!(&*open.name, "address" | "div" | "p");
        match name {
            "li" => self.close("li", parts),
            "dd" | "dt" => {
                self.close("dd", parts);
                self.close("dt", parts);
            }
            _ => {}
        }
        let is_whole = tag.is_self_closing() && self.drawing == Drawing::Yes && OF_DRAWINGS.contains(&name);
        self.drawing = self.drawing.start(tag);
        if !is_whole && !SHORT.contains(&name) && !OF_TABLES.contains(&name) {
            self.elements.push(Element::new(name));
            self.repeated += usize::from(REPEATED.contains(&name));
        }
    }

    fn text(&mut self, text: &str) {
        self.lost |= self.unsure && text.contains('<');
    }

    fn end(&mut self, name: &str) {
        self.unsure = false;
        self.drawing = self.drawing.end(name);
        match name {
            "p" => self.close(name, |open| open.name == "button"),
            "li" => self.close(name, |open| matches!(&*open.name, "ol" | "ul")),
            // What lies in these does not end with them: they are taken out from around it.
            "form" | "frameset" | "svg" | "math" => self.take_out(name),
            name if REPEATED.contains(&name) => self.take_out(name),
            "applet" | "button" | "dd" | "dt" | "marquee" | "object" | "select" | "table" | "template" => {
                self.close(name, |_| false);
            }
            name if BLOCKS.contains(&name) => self.close(name, |_| false),
            _ => self.close(name, |open| open.is_special),
        }
    }

    /// The place of the innermost element of that name, where neither a barrier nor what `stops` lies in it.
    fn reached(&self, name: &str, stops: impl Fn(&Element) -> bool) -> Option<usize> {
        let ends = |open: &Element| open.is_barrier || open.name == name || stops(open);
        self.elements.iter().rposition(ends).filter(|at| self.elements[*at].name == name)
    }

    /// Ends an element, and items in it that have no end of their own. What else lies in it stays counted: where the
    /// element had ended before, it is open still.
    fn close(&mut self, name: &str, stops: impl Fn(&Element) -> bool) {
        if let Some(at) = self.reached(name, stops) {
            let inside = self.elements.split_off(at);
            self.elements.extend(inside.into_iter().skip(1).filter(|open| !is_item(&open.name)));
        }
    }

    fn take_out(&mut self, name: &str) {
        if let Some(at) = self.reached(name, |_| false) {
            self.elements.remove(at);
            self.repeated -= usize::from(REPEATED.contains(&name));
        }
    }

    fn is_too_much(&self, most_open: usize) -> bool {
        self.lost
            || self.elements.len() > most_open
            || self.again > MOST_REPEATED
            || self.merged > MOST_MERGED
    }
}

/// Whether an element is often left without an end.
fn is_item(open: &str) -> bool {
    ITEMS.contains(&open) || matches!(open, "rp" | "rt")
}

/// Whether the end tag of an element such as `<span>` does not reach out of one.
fn is_special(open: &str) -> bool {
    BLOCKS.contains(&open) || ITEMS.contains(&open) || BARRIERS.contains(&open) || open == "button"
}

#[cfg(test)]
mod tests {
    use super::*;
    use html5ever::tendril::TendrilSink;
    use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
    use markup5ever_rcdom::{Handle, RcDom};
    use proptest::prelude::*;

    /// How deep the tree is that is built of it, as the copy is made.
    fn depth(html: &str) -> usize {
        let inside = QualName::new(None, ns!(html), local_name!("div"));
        let parser = parse_fragment(RcDom::default(), ParseOpts::default(), inside, Vec::new(), false);
        let dom = parser.one(html);
        let mut deepest = 0;
        let mut open: Vec<(Handle, usize)> = vec![(dom.document.clone(), 0)];
        while let Some((node, depth)) = open.pop() {
            deepest = deepest.max(depth);
            open.extend(node.children.borrow().iter().map(|child| (child.clone(), depth + 1)));
        }
        deepest
    }

    /// Elements inside each other in these tests, and what comes of them: a table, its body, a row, a cell and an
    /// option lie in each other where one is counted; and there are the page's own.
    const MOST: usize = 40;
    const MOST_DEEP: usize = 5 * MOST + 10;

    #[track_caller]
    fn is_bounded(piece: &str) -> (bool, usize) {
        let deep = depth(no_deeper(&piece.repeat(2 * MOST_DEEP), MOST));
        (deep <= MOST_DEEP, deep)
    }

    #[test]
    fn what_an_end_tag_does_not_reach_stays_open() {
        for piece in [
            "<span><p></span></p>",
            "<span><figcaption></span></figcaption>",
            "<span><li></span></li>",
            "<div><noscript></div></noscript>",
            "<body><span></body>",
            "<tbody><span></tbody>",
            "<frameset><span></frameset>",
            "<svg><span></svg>",
            "<form><div></form>",
            "<div><object></div></object>",
            "<span><p><button></p></button></span></p>",
            "<span><dl><dt></span></dl>",
            "<address></h2><h2></h1>",
            "<button><button></button><div></button>",
            "<select><select><div></select></select>",
            "<p><table></table><span></p>",
            "<li><svg><li></li></svg><div></li>",
            "<svg><xmp>",
            "<math><style><mi></style></math>",
            "<td><option/><table>",
        ] {
            let (bounded, deep) = is_bounded(piece);
            assert!(bounded, "{piece}: {deep}");
        }
    }

    #[test]
    fn what_people_write_is_built_whole() {
        for piece in [
            "<p>a <b>bold <i>word</b> and</i> a <br> break<p>next <span>one</span>",
            "<ul><li>one<li><p>two <span>x</span><li>three</ul>",
            "<dl><dt>a<dd>b<dt>c<dd>d</dl>",
            "<table><thead><tr><th>a<tbody><tr><td><p>b<td>c</table>",
            "<div><section><h2>a</h2><p>b</section><form><input><button>x</button></form></div>",
            "<span><a href=x><img src=y></a></span><hr><select><option>1<option>2</select>",
            "<svg><title>a</title><g><path d='M0'/><circle/></g><desc>b</desc><use/></svg>",
            "<svg><g><path></path></g></svg><ruby>a<rt>b</ruby><details><summary>a</summary>b</details>",
        ] {
            let html = piece.repeat(2_000);
            assert_eq!(buildable(&html).len(), html.len(), "{piece}");
        }
    }

    #[test]
    fn a_drawing_of_many_whole_shapes_is_built_and_one_that_html_ends_is_bounded() {
        let drawing =
            format!("<svg><title>a</title>{}</svg><p>behind", "<path d='M0 0'/><use/>".repeat(2_000));
        assert_eq!(buildable(&drawing).len(), drawing.len());
        for ends in [
            "<p></p>",
            "<title><b></title>",
            "</p>",
            "<foreignobject>",
            "<desc><p></desc>",
            "</svg><svg/>",
            "<style></style>",
            "",
        ] {
            for open in ["<svg>", "<math>", "<select><svg>", "<math><svg>", "<table><svg>"] {
                let html = format!("{open}{ends}{}", "<path/>".repeat(2 * MOST_DEEP));
                let deep = depth(no_deeper(&html, MOST));
                assert!(deep <= MOST_DEEP, "{open}{ends}: {deep}");
            }
        }
    }

    fn tag() -> impl Strategy<Value = String> {
        let names = [
            &SHORT[..],
            &REPEATED,
            &BARRIERS,
            &BLOCKS,
            &ITEMS,
            &["span", "button", "ruby", "rt", "x", "thead", "g", "path", "title"],
        ];
        let names: Vec<&str> = names.concat().into_iter().filter(|name| *name != "plaintext").collect();
        (prop::sample::select(names), prop::sample::select(&[("", ""), ("/", ""), ("", "/")][..]))
            .prop_map(|(name, (ends, whole))| format!("<{ends}{name}{whole}>"))
    }

    proptest! {
        #[test]
        fn no_piece_that_is_repeated_gets_deeper_than_is_counted(tags in prop::collection::vec(tag(), 1..7)) {
            let (bounded, deep) = is_bounded(&tags.concat());
            prop_assert!(bounded, "{}: {}", tags.concat(), deep);
        }
    }
}
