//! What is read of HTML, element by element, and that any text is read within the limits.

use super::*;
use proptest::prelude::*;

/// Blocks in short, a line each: headings `#`, items `-` or their number, quotes `>`, cells between bars, bold
/// parts between stars, links in brackets, pictures `!`.
fn short(html: &str) -> Vec<String> {
    let mut lines = Vec::new();
    write(&read(html).blocks, "", &mut lines);
    lines
}

fn write(blocks: &[Block], before: &str, lines: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Text(line) => lines.push(format!("{before}{}", written(line))),
            Block::Rule => lines.push(format!("{before}---")),
            Block::Code(code) => lines.push(format!("{before}`{code}`")),
            Block::Quote(blocks) => write(blocks, &format!("{before}> "), lines),
            Block::Box([r, g, b], blocks) => write(blocks, &format!("{before}[{r} {g} {b}] "), lines),
            Block::List(list) => {
                for (index, item) in list.items.iter().enumerate() {
                    let mark =
                        list.first.map_or("- ".to_owned(), |first| format!("{}. ", first as usize + index));
                    write(item, &format!("{before}{mark}"), lines);
                }
            }
            Block::Table(rows) => {
                for row in rows {
                    let cell = |cell: &Cell| {
                        let mut lines = Vec::new();
                        write(&cell.blocks, "", &mut lines);
                        format!("{}{}", if cell.heading { "=" } else { "" }, lines.join(" / "))
                    };
                    lines.push(format!(
                        "{before}| {} |",
                        row.cells.iter().map(cell).collect::<Vec<_>>().join(" | ")
                    ));
                }
            }
        }
    }
}

fn written(line: &Paragraph) -> String {
    let heading = line.heading.map_or(String::new(), |level| format!("{} ", "#".repeat(level.into())));
    let part = |part: &Part| match part {
        Part::Picture(picture) => format!("!{}({})", picture.alt, picture.address),
        Part::Text(Span { text, look }) => match &look.link {
            Some(to) => format!("[{text}]({to})"),
            None if look.strong && line.heading.is_none() => format!("*{text}*"),
            None if look.emphasis => format!("_{text}_"),
            None if look.code => format!("`{text}`"),
            None => text.clone(),
        },
    };
    heading + &line.parts.iter().map(part).collect::<String>()
}

#[test]
fn paragraphs_headings_lists_and_quotes_are_kept() {
    let html = "<article class=\"offer\"><h3>Travel card</h3><p>Pay <strong>nothing</strong>\n  abroad.<br/>\n Ever.<p>More\
        <ul><li>One</li><li> Two <ol start=3><li>Three<li>Four</ol></li></ul><hr><blockquote><p>Said</blockquote>End</article>";
    let expected = [
        "### Travel card",
        "Pay *nothing* abroad.\nEver.",
        "More",
        "- One",
        "- Two",
        "- 3. Three",
        "- 4. Four",
        "---",
        "> Said",
        "End",
    ];
    assert_eq!(short(html), expected);
}

#[test]
fn links_pictures_code_and_overlapping_looks_are_kept() {
    assert_eq!(
        short(
            "<p>See <a href='https://bank.example/a?b=1&amp;c'>the <b>card</b></a> <img src=card.png alt='A card'> <code>x</code>"
        ),
        [
            "See [the ](https://bank.example/a?b=1&c)[card](https://bank.example/a?b=1&c) !A card(card.png) `x`"
        ]
    );
    assert_eq!(short("<b>bold <i>both</b> slanted</i> plain"), ["*bold **both*_ slanted_ plain"]);
    assert_eq!(short("<pre>\n a\n  b\n</pre>c"), ["` a\n  b`", "c"]);
}

#[test]
fn tables_are_rows_of_cells_also_where_ends_are_left_out() {
    let html = "<table><caption>Fees</caption><thead><tr><th>What<th>Much</thead><tr><td>Card<td>0 €<tr><td colspan=2><ul><li>a</ul></table>after";
    assert_eq!(short(html), ["Fees", "| =*What* | =*Much* |", "| Card | 0 € |", "| - a |", "after"]);
}

#[test]
fn what_lies_on_a_colour_is_a_box_or_a_cell_of_that_colour_and_inline_text_keeps_it() {
    let html = "<div style='background:#000; padding: 4px'><h2>One</h2><p>Two<ul><li>Three</ul></div>Four<p style='background-color:red'>Five<p>Six";
    let expected = ["[0 0 0] ## One", "[0 0 0] Two", "[0 0 0] - Three", "Four", "[255 0 0] Five", "Six"];
    assert_eq!(short(html), expected);
    assert_eq!(read("<div style='background: white'> </div>").blocks, []);
    let table = read("<table bgcolor=white><tr><td>One<td style='background:black'>Two</table>");
    let [Block::Table(rows)] = &table.blocks[..] else { panic!("{table:?}") };
    let grounds: Vec<_> = rows[0].cells.iter().map(|cell| cell.ground).collect();
    assert_eq!(grounds, [Some([255; 3]), Some([0; 3])]);
    let looks = |blocks: &[Block]| match blocks {
        [Block::Text(line)] => line.parts.iter().all(|part| match part {
            Part::Text(span) => span.look.ground.is_none(),
            Part::Picture(_) => true,
        }),
        _ => false,
    };
    assert!(rows[0].cells.iter().all(|cell| looks(&cell.blocks)), "the cell lies on it, not its words");
    let link = read("<a style='background:#f00'>Go</a>");
    assert!(!looks(&link.blocks));
}

#[test]
fn scripts_styles_comments_and_what_is_hidden_are_left_out() {
    let html = "a<script>if (1 < 2) { document.write('</p>') }</SCRIPT>b<style>p > b {}</style>c<!-- <b>d</b> -->e\
        <div style='display: none'>f<div>g</div></div><svg><text>h</text></svg><script>i";
    assert_eq!(short(html), ["abce"]);
}

#[test]
fn entities_are_read_as_browsers_read_them() {
    assert_eq!(
        short("5&nbsp;&euro; &lt;b&gt; &#233;&#x20AC; &thing; & R&D &eacute"),
        ["5\u{a0}€ <b> é€ &thing; & R&D é"]
    );
    assert_eq!(short("1 < 2 and <3, é<é"), ["1 < 2 and <3, é<é"]);
    assert_eq!(short("text<p title=\"never closed"), ["text"]);
}

#[test]
fn inline_styles_give_colour_weight_and_place() {
    let read = read("<div style='text-align:center'><p style=\"color: #C00; font-weight:700\">Now</p></div>");
    let [Block::Text(line)] = &read.blocks[..] else { panic!("{:?}", read.blocks) };
    let [Part::Text(span)] = &line.parts[..] else { panic!("{line:?}") };
    assert_eq!((line.align, span.look.color, span.look.strong), (Align::Center, Some([204, 0, 0]), true));
}

#[test]
fn what_would_run_is_reported_with_its_place() {
    let html = "<p>é</p><a href=' java\nscript:alert(1)' onclick=x()>a</a><script src=x></script><iframe src=y></iframe>\
        <meta http-equiv=Refresh content='0'><a href='data:text/html,x'>b</a><img src=\"data:image/png;base64,\" alt=on>";
    let found: Vec<_> =
        dangers(html).into_iter().map(|it| (it.kind, it.name, html[it.span].to_owned())).collect();
    let link = "<a href=' java\nscript:alert(1)' onclick=x()>".to_owned();
    let expected = [
        (DangerKind::Address, "href".to_owned(), link.clone()),
        (DangerKind::Handler, "onclick".to_owned(), link),
        (DangerKind::Script, "script".to_owned(), "<script src=x>".to_owned()),
        (DangerKind::Frame, "iframe".to_owned(), "<iframe src=y>".to_owned()),
        (DangerKind::Refresh, "meta".to_owned(), "<meta http-equiv=Refresh content='0'>".to_owned()),
        (DangerKind::Address, "href".to_owned(), "<a href='data:text/html,x'>".to_owned()),
    ];
    assert_eq!(found, expected);
    assert_eq!(read(html).dangers.len(), 6);
}

#[test]
fn addresses_are_told_apart() {
    let web = |text: &str| Address::Web(text.to_owned());
    for (text, address) in [
        ("https://bank.example", web("https://bank.example")),
        ("//bank.example/x.png", web("https://bank.example/x.png")),
        ("HTTP://x", web("HTTP://x")),
        ("data:image/png;base64,AA", Address::Data),
        ("\u{1}jAva\tscript:x", Address::Script),
        ("mailto:a@b.example", Address::Other),
        ("file:///etc/passwd", Address::Other),
        ("#top", Address::Other),
        ("img/a.png?v=2", Address::Local("img/a.png".to_owned())),
    ] {
        assert_eq!(Address::of(text), address, "{text}");
    }
}

#[test]
fn addresses_are_read_as_browsers_read_them() {
    let web = |text: &str| Address::Web(text.to_owned());
    for (text, address) in [
        ("/\\host.example/x", web("https://host.example/x")),
        ("\\\\host.example\\x", web("https://host.example/x")),
        ("///host.example", web("https://host.example/")),
        ("https:host.example", web("https://host.example/")),
        ("https:\\\\host.example", web("https://host.example/")),
        ("//pa\nge.invalid:8080/", web("https://page.invalid:8080/")),
        ("//page.invalid/x", web("https://page.invalid/x")),
        ("https://", Address::Other),
        ("https://no host.example/", Address::Other),
        ("https://host.example:port/", Address::Other),
        ("//", Address::Other),
        ("C:\\pictures\\a.png", Address::Other),
        ("/pictures/a b.png", Address::Local("/pictures/a b.png".to_owned())),
        ("a.png#b:c", Address::Local("a.png".to_owned())),
        ("javascript://[x%0aalert(1)", Address::Script),
        ("data:application/atom+xml;base64,AA", Address::Script),
        ("data:text/plain,+xml", Address::Data),
    ] {
        assert_eq!(Address::of(text), address, "{text}");
    }
}

#[test]
fn a_safe_page_runs_and_loads_nothing() {
    let html = "<p onclick='x()' style='color:red'>Hi &amp; <a href='javascript:x'>bye</a> <a href='https://a.example'>web</a></p>\
        <script>alert(1)</script><iframe src='https://a.example'></iframe><img src='https://a.example/p.png' alt='p'>\
        <img src='own.png'><base href='https://a.example'><svg><script>x</script></svg><style>p > b {color: red}</style>";
    let own = |address: &str| (address == "own.png").then(|| "data:image/png;base64,AA".to_owned());
    let page = safe_page("T <b>", html, own);
    let body = page.split("<body>\n").nth(1).expect("a body");
    assert_eq!(
        body,
        "<p style=\"color:red\">Hi &amp; <a rel=\"noopener noreferrer\">bye</a> \
         <a href=\"https://a.example\" rel=\"noopener noreferrer\">web</a></p><img alt=\"p\">\
         <img src=\"data:image/png;base64,AA\">\n</body>\n</html>\n"
    );
    assert!(page.contains("default-src 'none'") && page.contains("<title>T &lt;b&gt;</title>"));
    assert!(dangers(&page).is_empty());
}

#[test]
fn what_browsers_run_is_reported_however_it_is_hidden() {
    for html in [
        "<svg><title><script>alert(1)</script></title></svg>",
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<math><style><img onerror=a()></style></math>",
        "<svg><desc><noembed><iframe src=x></iframe></noembed></desc></svg>",
        "<svg/><title><script>a()</script></title>",
        "<svg><foreignObject><textarea><script>a()</script></textarea></foreignObject></svg>",
        "<svg></p><style><!--</style><img onerror=a()>",
        "<svg><style><!--</style><img onerror=a()>-->",
        "<svg><![CDATA[><img onerror=a()>]]></svg>",
        "<svg><xmp><a xlink:href='javascript:a()'>",
        "<SVG><TITLE><IMG ONERROR=a()>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
        "<svg><![CDATA[><!--]]><img src=x onerror=alert(1)>--></svg>",
        "<svg><style><p title=\"</style><!--\"><img src=x onerror=alert(1)>--></svg>",
        "<svg><title><p title=\"</title><!--\"><img src=x onerror=alert(1)>--></svg>",
        "<svg><textarea><p title=\"</textarea><style>\"><img src=x onerror=alert(1)></style>",
        "<math><annotation-xml><![CDATA[><p title=\"]]><img src=x onerror=alert(1)>\"></math>",
        "<select><style></select><img src=x onerror=alert(1)></style>",
        "<table><colgroup><style></colgroup><img src=x onerror=alert(1)></style>",
        "<template><col><style></template><img src=x onerror=alert(1)></style>",
        "<svg><a><animate attributeName=href values=\"0;javascript:alert(1)\"></animate></a></svg>",
        "<svg><set attributeName=onClick to=a()></set></svg>",
        "<fencedframe src=//evil.example></fencedframe>",
    ] {
        assert!(!dangers(html).is_empty(), "{html}");
        assert!(dangers(&safe_page("t", html, |_| None)).is_empty(), "{html}");
    }
    for html in [
        "<title>&lt;script></title>",
        "<textarea><script></textarea>",
        "<style>a > b{}</style>",
        "<svg><title>One</title><style>a > b{}</style><path d='M0 0'/></svg><!-- x -->",
        "<noscript><img src=x alt='on'></noscript><select><option value=on>On = off</select>",
    ] {
        assert_eq!(dangers(html), [], "{html}");
    }
}

#[test]
fn what_grows_together_around_holes_is_reported_with_its_place() {
    let around = |html: &str| {
        let hole = |(at, text): (usize, &str)| Hole {
            span: at..at + text.len(),
            is_value: text == "{{}}",
            text: None,
        };
        let mut holes: Vec<Hole> = html.match_indices("{##}").map(hole).collect();
        holes.extend(html.match_indices("{{}}").map(hole));
        holes.sort_by_key(|hole| hole.span.start);
        let found = dangers_around(html, &holes);
        found.into_iter().map(|it| (it.kind, html[it.span].to_owned())).collect::<Vec<_>>()
    };
    for (html, kind) in [
        ("<scr{##}ipt>", DangerKind::Script),
        ("<img src=x o{{}}nerror=a()>", DangerKind::Handler),
        ("<a href='java{##}script:a()'>", DangerKind::Address),
        ("<if{##}rame src=x>", DangerKind::Frame),
        ("<img title={{}} o{##}nerror=a()>", DangerKind::Handler),
        ("<script{{}} >", DangerKind::Script),
    ] {
        assert_eq!(around(&format!("<p>{{##}}é{html}é{{{{}}}}")), [(kind, html.to_owned())]);
    }
    assert_eq!(around("<a href='{{}}' b{{}}=x {##}>{{}}</a>{##}<b>"), []);
    assert_eq!(around("<script>{{}}</script>{##}"), [(DangerKind::Script, "<script>".to_owned())]);
}

#[test]
fn attributes_of_one_tag_are_counted_however_they_are_separated() {
    let many = |between: &str| (0..2_000).fold(String::new(), |all, at| all + between + &format!("a{at}"));
    for between in ["/", " ", "='' ", "=''", "/\t", "\n"] {
        for before in ["<p", "</p", "</p=\"", "<p a'", "x&am<p a=\"<\"", "<p =\"", "<!-- <b c=\" --><p"] {
            let html = format!("{before} {}>", many(between));
            let last = dangers(&html).pop();
            assert!(last.is_some_and(|it| it.kind == DangerKind::Unread), "{before} {between}");
            assert!(read(&html).cut, "{before} {between}");
        }
    }
    for value in ["\"/a b 'c' d\"", "'/a b \"c\" d'", "/a/b'c/d"] {
        let html = format!("<p title={}>", value.replace(['a', 'd'], &"a/".repeat(9_000)));
        assert_eq!(dangers(&html), [], "{value}");
    }
}

#[test]
fn pieces_and_pictures_of_a_paragraph_are_bounded() {
    for html in ["<img src=a>".repeat(80_000), "<b>x</b>y".repeat(40_000)] {
        let document = read(&html);
        let [Block::Text(line)] = &document.blocks[..] else { panic!("{}", document.blocks.len()) };
        let pictures = line.parts.iter().filter(|part| matches!(part, Part::Picture(_))).count();
        assert!(document.cut && line.parts.len() <= MOST_PARTS && pictures <= MOST_PICTURES);
    }
    assert!(!read(&"<p><img src=a>".repeat(MOST_PICTURES / 2)).cut);
}

#[test]
fn what_stays_open_for_browsers_is_not_copied_without_end() {
    let attributes = (0..20_000).fold(String::new(), |all, at| all + &format!("<html a{at}></html>"));
    for html in [
        "<div><object></div></object>".repeat(5_000) + "<p>end",
        "<span><div></span></div>".repeat(5_000) + "<p>end",
        attributes + "<p>end",
    ] {
        assert!(!safe_page("t", &html, |_| None).contains("end"), "{}", &html[..20]);
    }
    let fine = "<div><table><tr><td><span>x</span></td></tr></table></div>".repeat(2_000) + "<p>end";
    assert!(safe_page("t", &fine, |_| None).contains("end"));
}

#[test]
fn what_is_not_read_is_said() {
    let unread = |html: &str| dangers(html).last().is_some_and(|danger| danger.kind == DangerKind::Unread);
    let beyond = format!("{}<script>a()</script>", "x".repeat(MOST_BYTES));
    assert!(unread(&beyond) && read(&beyond).cut);
    assert!(!safe_page("t", &beyond, |_| None).contains("script>"));
    let attributes = (0..150_000).fold(String::new(), |all, index| all + &format!(" a{index}=1"));
    let tag = format!("<b>x</b><p{attributes} onclick=a()>");
    assert!(unread(&tag) && read(&tag).cut);
    assert_eq!(short(&tag), ["*x*"], "what stands before it is shown");
    assert!(!unread(&"<p style='color: red'>x".repeat(10_000)));
    let picture = format!(
        "<img src='data:image/png;base64,{}'>",
        "iVBORw0KGgoAAAANSUhEUg/AAAAEAAAABCAYAAAAfFcSJAAAA".repeat(18_000)
    );
    assert!(!unread(&picture), "a picture in a tag is no list of attributes");
}

#[test]
fn an_empty_drawing_hides_nothing() {
    assert_eq!(short("<svg/>One <math/>two<svg><text>three</text></svg> four"), ["One two four"]);
}

#[test]
fn addresses_in_the_copy_are_whole() {
    let page = safe_page("t", "<a href='//host.example/x'>a</a><a href='/x'>b</a>", |_| None);
    assert!(page.contains("href=\"https://host.example/x\""), "{page}");
    assert!(!page.contains("href=\"/x\""), "{page}");
}

#[test]
fn hostile_texts_are_read_and_copied_with_bounded_work() {
    let many = 20_000;
    let bold = (0..300).fold(String::new(), |all, index| all + &format!("<b id=a{index}>"));
    for html in [
        "<div>".repeat(many),
        "<b>".repeat(many),
        "<a href=x>".repeat(many),
        "<table><tr><td>".repeat(many / 2),
        format!("<p>{bold}{}", "<p>x".repeat(many)),
        "<svg><title>".repeat(many),
        "<svg><style><".repeat(many / 2),
        "<!--".repeat(many),
        "<!-- x -->".repeat(many),
        "&amp;".repeat(many * 2),
        "&#x41;&#65".repeat(many),
        "&".repeat(many * 5),
        format!("<p {}", "a='".repeat(many)),
        format!("<p {}>", "a=b ".repeat(many)),
        "<p a=\"".repeat(many),
        "<".repeat(many * 5),
        "</".repeat(many * 5),
        "<![CDATA[".repeat(many),
        "<script>".repeat(many),
        "<style>".repeat(many),
        "<form><select><option>".repeat(many / 4),
        "<template>".repeat(many),
        "<frameset>".repeat(many),
        "<ul><li>".repeat(many),
        "<button><p>".repeat(many),
        "<b><p></b>".repeat(many / 2),
    ] {
        let document = read(&html);
        assert!(count(&document.blocks) <= MOST_BLOCKS + MOST_DEPTH, "{}", &html[..20]);
        let page = safe_page("t", &html, |_| None);
        assert!(
            page.len() < 40 * MOST_BYTES && dangers(&page).iter().all(|it| it.kind == DangerKind::Unread),
            "{}",
            &html[..20]
        );
    }
}

#[test]
fn long_and_deep_texts_are_cut() {
    let long = read(&"<p>x".repeat(10_000));
    assert!(long.cut && long.blocks.len() <= MOST_BLOCKS);
    assert!(read(&"é".repeat(MOST_BYTES)).cut);
    for element in ["<div>", "<ul><li>", "<table><tr><td>", "<b>", "<blockquote>", "<svg>"] {
        let html = format!("{}deep", element.repeat(20_000));
        assert!(depth(&read(&html).blocks) < 60, "{element}");
    }
}

fn depth(blocks: &[Block]) -> usize {
    let inside = |block: &Block| match block {
        Block::Quote(blocks) | Block::Box(_, blocks) => depth(blocks),
        Block::List(list) => list.items.iter().map(|item| depth(item)).max().unwrap_or(0),
        Block::Table(rows) => {
            rows.iter().flat_map(|row| &row.cells).map(|cell| depth(&cell.blocks)).max().unwrap_or(0)
        }
        Block::Text(_) | Block::Code(_) | Block::Rule => 0,
    };
    1 + blocks.iter().map(inside).max().unwrap_or(0)
}

fn count(blocks: &[Block]) -> usize {
    let inside = |block: &Block| match block {
        Block::Quote(blocks) | Block::Box(_, blocks) => count(blocks),
        Block::List(list) => list.items.iter().map(|item| count(item)).sum(),
        Block::Table(rows) => rows.iter().flat_map(|row| &row.cells).map(|cell| count(&cell.blocks)).sum(),
        Block::Text(_) | Block::Code(_) | Block::Rule => 0,
    };
    blocks.iter().map(|block| 1 + inside(block)).sum()
}

proptest! {
    #[test]
    fn any_text_is_read_within_the_limits(html in "(<|>|/|p|li|ul|table|td|tr|script|style|on|a href=|&|#x2;|\"|'|é| |=|!--|-->|javascript:|h1|pre|b|i){0,80}") {
        let document = read(&html);
        prop_assert!(count(&document.blocks) <= MOST_BLOCKS + MOST_DEPTH);
        prop_assert!(document.dangers.iter().all(|danger| html.get(danger.span.clone()).is_some()));
        let page = safe_page("t", &html, |_| None);
        prop_assert!(dangers(&page).is_empty(), "{page}");
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let html = String::from_utf8_lossy(&bytes);
        let document = read(&html);
        prop_assert!(count(&document.blocks) <= MOST_BLOCKS + MOST_DEPTH);
        prop_assert!(dangers(&safe_page("", &html, |_| None)).is_empty());
    }
}
