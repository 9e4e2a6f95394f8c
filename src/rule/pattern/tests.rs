//! What RE2 matches, and what it refuses.

use super::*;
use proptest::prelude::*;

#[track_caller]
fn check(pattern: &str, text: &str, wanted: bool) {
    let found = Pattern::of(pattern).unwrap_or_else(|refused| panic!("{pattern}: {refused:?}"));
    assert_eq!(found.is_match(text), Some(wanted), "{pattern} of {text:?}, as {}", found.translated.regex);
}

#[test]
fn classes_and_boundaries_are_ascii() {
    for (pattern, text, wanted) in [
        (r"^\w+$", "Zoë", false),
        (r"^\w+$", "Zoe_1", true),
        (r"^\W$", "ë", true),
        (r"^\d+$", "٣", false),
        (r"^\d+$", "123", true),
        (r"^\D$", "٣", true),
        (r"^\s$", "\u{a0}", false),
        (r"^\s$", "\u{b}", false),
        (r"^\S$", "\u{b}", true),
        (r"^\S$", "\u{a0}", true),
        (r"^\s+$", "\t\n\u{c}\r ", true),
        (r"\bo", "ëo", true),
        (r"\Bo", "ëo", false),
        (r"\bo", "eo", false),
        (r"\Bo", "eo", true),
        (r"^[\w-]+$", "a-b", true),
        (r"^[\w-]+$", "é", false),
        (r"^[\W]$", "é", true),
        (r"^[^\W]$", "é", false),
        (r"^[\da-f]+$", "1f", true),
        (r"^[^\d]$", "٣", true),
        (r"^[[:alpha:]]+$", "été", false),
        (r"^[[:alpha:]]+$", "ete", true),
        (r"^[[:^alpha:]]$", "é", true),
        (r"^[[:word:]-z]+$", "a-", true),
        (r"^[[:space:]]$", "\u{b}", true),
        (r"^[[:digit:][:punct:]]+$", "1!", true),
    ] {
        check(pattern, text, wanted);
    }
}

#[test]
fn case_is_folded_as_unicode_has_it() {
    for (pattern, text, wanted) in [
        ("(?i)^é$", "É", true),
        ("(?i)^straße$", "STRASSE", false),
        ("(?i)^σ$", "ς", true),
        ("(?i)^k$", "\u{212a}", true),
        (r"(?i)^\w$", "\u{212a}", true),
        (r"^\w$", "\u{212a}", false),
        ("(?i)^[a-z]+$", "AZ", true),
        ("(?i)^[^k]$", "K", false),
        ("a(?i)b|c", "C", true),
        ("(?:(?i)a)b", "AB", false),
        ("(?i:a)b", "Ab", true),
        ("(?i)a(?-i)b", "AB", false),
        (r"(?i)^\p{Lu}$", "a", true),
        ("^a(?i)+$", "aaa", true),
    ] {
        check(pattern, text, wanted);
    }
}

#[test]
fn what_rust_reads_otherwise_is_read_as_re2_does() {
    for (pattern, text, wanted) in [
        (r"^[a[b]]$", "[]", true),
        ("^[a&&b]+$", "&a", true),
        ("^[+--]$", ",", true),
        ("^[a~~b]+$", "~b", true),
        ("^[]a]$", "]", true),
        ("^[^]a]$", "b", true),
        ("^[a-]$", "-", true),
        ("^[-a]$", "-", true),
        ("^[a-b-c]+$", "b-c", true),
        (r"^\Qa.b\E+$", "a.bb", true),
        (r"^\Qa.b\E$", "axb", false),
        (r"^\Qa(", "a(", true),
        ("^a{$", "a{", true),
        ("^a{,2}$", "a{,2}", true),
        ("^a{x}$", "a{x}", true),
        ("^{}$", "{}", true),
        ("^a{2}$", "aa", true),
        ("^a{2,}$", "aaa", true),
        ("^a{1,2}?$", "aa", true),
        ("^a{01}$", "a{01}", true),
        (r"^\<b\>$", "<b>", true),
        (r"^a\b{start}$", "a{start}", true),
        (r"^\_\-\ \#$", "_- #", true),
        (r"^\101\x41\x{41}$", "AAA", true),
        (r"^\07\08$", "\u{7}\u{0}8", true),
        (r"^\a\f\n\r\t\v$", "\u{7}\u{c}\n\r\t\u{b}", true),
        (r"\Aa\z", "a\n", false),
        ("a$", "a\n", false),
        ("(?m)a$", "a\nb", true),
        ("^.$", "\n", false),
        ("(?s)^.$", "\n", true),
        ("^[^a]$", "\n", true),
        ("(?U)^a+?b", "aab", true),
        ("^.$", "é", true),
        (r"^\pL\PL$", "é1", true),
        (r"^\p{Greek}\p{^Greek}$", "αa", true),
        (r"^[\p{Lu}\d]+$", "É1", true),
        (r"^\p{C}$", "\n", true),
        ("^(?P<a>x)(?<b>y)()$", "xy", true),
        ("^(|a)*(?:)*$", "aa", true),
        ("^*a", "ba", true),
        (r"(?:\b)*a$*", "a", true),
        ("a||b", "", true),
        ("(?)a", "a", true),
        ("x # y", "x # y", true),
        (r"^\x{D800}?$", "", true),
        ("", "anything", true),
    ] {
        check(pattern, text, wanted);
    }
}

/// What RE2 takes for no pattern.
const REFUSED: &[&str] = &[
    "(?=a)",
    "(?!a)",
    "(?<=a)",
    "(?<!a)",
    "(?>a)",
    r"(a)\1",
    r"\8",
    r"(?P=a)",
    "(?#x)",
    r"\C",
    r"\G",
    r"\K",
    r"\R",
    r"\X",
    r"\Z",
    r"\h",
    r"\N",
    r"\q",
    r"\é",
    r"\u0041",
    r"\U00000041",
    r"\u{41}",
    "(?u)a",
    "(?x)a",
    "(?R)a",
    "(?i",
    "(?-)",
    "(?i-)",
    "(?i",
    "(",
    ")",
    "a)",
    "(a",
    "[",
    "[a",
    "[]",
    "[^]",
    "[b-a]",
    r"[a-\d]",
    r"[\b]",
    r"[\Qa\E]",
    "[a--b]",
    "[[:foo:]]",
    "*",
    "+a",
    "?",
    "|*",
    "(*)",
    "(?i)*",
    "a**",
    "a*+",
    "a++",
    "a*??",
    "a{2}{3}",
    "a{2}*",
    "a{3,2}",
    "{2}",
    r"\",
    r"\p",
    r"\p{",
    r"\p{Letter}",
    r"\p{Alphabetic}",
    r"\p{greek}",
    r"\p{Grek}",
    r"\p{sc=Greek}",
    r"\pé",
    r"\x",
    r"\x4",
    r"\x{}",
    r"\x{110000}",
    r"\xg1",
    "(?P<>a)",
    "(?P<a b>c)",
    "(?P<a>b)(?P<a>c)",
    "(?P<a",
    "(?ii-ii)",
];

#[test]
fn what_re2_refuses_is_refused() {
    for pattern in REFUSED {
        assert_eq!(Pattern::of(pattern).err(), Some(Refused::Wrong), "{pattern}");
    }
}

#[test]
fn what_is_too_large_is_called_that() {
    let nested = format!("{}a{}", "(".repeat(2_000), ")".repeat(2_000));
    let long = "a".repeat(MAX_LENGTH + 1);
    for pattern in [
        "a{1001}",
        "a{1,1001}",
        "a{99999999999}",
        "(a{100}){11}",
        "((a{10}){10}){11}",
        r"\pL{1000}",
        &r"[\pL]".repeat(200),
        r"(\p{L}{30}){30}",
        nested.as_str(),
        long.as_str(),
    ] {
        assert_eq!(
            Pattern::of(pattern).err(),
            Some(Refused::TooLarge),
            "{}",
            &pattern[..pattern.len().min(20)]
        );
    }
    for pattern in [
        r"^[\p{L} '-]{2,50}$",
        r"^[\pL\pN ._-]{1,100}$",
        r"^\pL{0,200}[0-9]+$",
        r"\w{1000}",
        ".{1,1000}",
        "(a{100}){10}",
        &"a".repeat(MAX_LENGTH),
    ] {
        let found = Pattern::of(pattern).unwrap_or_else(|refused| panic!("{pattern}: {refused:?}"));
        assert!(found.is_match("").is_some(), "{pattern} compiles within its bounds");
    }
    assert_eq!(Pattern::at_run(r"\p{L}{2,50}").err(), Some(Refused::TooLarge));
    assert!(Pattern::at_run(r"^[a-z]+@\w+\.example$").is_ok());
}

#[test]
fn the_patterns_read_last_are_kept_within_bounds() {
    let mut kept = PatternCache::default();
    for index in 0..3 * MAX_KEPT {
        let text = format!("a{index}");
        kept.keep(&text, &Pattern::of(&text).expect("a pattern"));
        assert!(kept.patterns.len() <= MAX_KEPT && kept.patterns.contains_key(&text));
    }
    let large = Pattern::of(r"\p{L}{100}").expect("a pattern");
    for index in 0..100 {
        kept.keep(&index.to_string(), &large);
        assert!(kept.size <= MAX_KEPT_SIZE);
    }
}

#[test]
fn patterns_that_are_ready_take_bounded_memory_together() {
    // What a repetition repeats is held once.
    let bytes =
        |pattern: &str| Matcher::new(&re2::translate(pattern).expect(pattern).regex).expect(pattern).bytes();
    let repeated = bytes(r"^\pL{0,60}7$");
    assert!(repeated < 20_000, "{repeated}");
    assert!(bytes(r"^[\pL\pN ._-]{1,100}$") < 50_000);
    // However many there are, and although what rules hold of them lives on.
    let large = Arc::new(
        Matcher::new(&re2::translate(r"(\p{L}|\p{Lu}|x{200}){3}").expect("one").regex).expect("one"),
    );
    let mut ready = Ready::default();
    for _ in 0..2 * MAX_READY / large.bytes() {
        ready.keep(&large);
        assert!(ready.bytes <= MAX_READY);
    }
    assert_eq!(ready.bytes, ready.matchers.len() * large.bytes());
}

#[test]
fn a_pattern_that_had_to_go_is_made_anew() {
    let pattern = Pattern::of(r"^\pL{0,60}gone$").expect("one");
    assert_eq!(pattern.is_match("äöügone"), Some(true));
    *pattern.ready.lock().expect("no panic") = Weak::new();
    assert_eq!(pattern.is_match("äöügone"), Some(true));
    assert_eq!(pattern.is_match("7gone"), Some(false));
}

#[test]
fn many_large_patterns_are_each_cheap() {
    for index in 0..500 {
        let pattern = Pattern::of(&format!(r"^\pL{{0,60}}{index}$")).expect("one");
        assert!(pattern.cost(10.0) < 600.0, "{}", pattern.cost(10.0));
        assert_eq!(pattern.is_match("1001"), Some(false));
        assert_eq!(pattern.is_match(&format!("é{index}")), Some(true));
    }
}

#[test]
fn a_constant_pattern_is_compiled_once() {
    let schema = crate::rule::Schema::new(&[], &[], &[], &[], jiff::tz::TimeZone::UTC);
    for (rule, times) in
        [("'a'.matches('^only in this test$')", 1), ("['a', 'b'].exists(x, x.matches('^nor elsewhere$'))", 1)]
    {
        let before = compiled();
        let program = crate::rule::compile(&crate::rule::parse(rule).expect(rule), &schema);
        for _ in 0..200 {
            assert_eq!(program.test(&crate::rule::Inputs::default()), crate::rule::Truth::False);
        }
        assert_eq!(compiled() - before, times, "{rule}");
    }
}

#[test]
fn a_search_is_bounded_by_the_text_and_the_places_in_the_pattern() {
    let cost = |pattern: &str, bytes: f64| Pattern::of(pattern).expect(pattern).cost(bytes);
    assert!(cost("a", 1_000.0) < 200.0);
    assert!(cost("a{1000}", 1_000.0) > 500.0 * cost("a", 1_000.0));
    assert!(cost("(a{10}){10}", 1_000.0) > 50.0 * cost("a", 1_000.0));
}

proptest! {
    /// The search finds what that of the library finds.
    #[test]
    fn the_search_is_that_of_the_library(
        pattern in r"((\(\?i\))?([a-cKé]|\.|\[\^?[a-cé]-?z?\]|\\[bBdDwWsS]|\\p\{Lu\}|\^|\$|\||\(\?:a\|é\)|\(a?\))([*+?]|\{[0-3]\}|\{[01],[12]\}|\{[0-2],\})?){0,8}",
        text in "[abcKéÉ7_\n ]{0,12}",
    ) {
        if let Ok(translated) = re2::translate(&pattern) {
            let library = regex::Regex::new(&translated.regex).expect("what is read compiles");
            let found = Matcher::new(&translated.regex).map(|matcher| matcher.is_match(&text));
            prop_assert_eq!(found, Some(library.is_match(&text)), "{} as {}", pattern, translated.regex);
        }
    }

    /// What is read compiles, and no text brings the reader down.
    #[test]
    fn what_is_read_compiles(pattern in r"([a-c.^$*+?|\\()\[\]{}:<>=!PpQELdDsSwWbBAzxiUms0-9,é-]|\\[dwpxQ]|\[:alpha:\]|\{Greek\}|\(\?i\)|a\{2,3\}){0,14}") {
        if let Ok(found) = Pattern::of(&pattern) {
            prop_assert!(found.is_match("aé1 \n").is_some(), "{} becomes {}", pattern, found.translated.regex);
        }
    }

    /// Plain patterns mean what the `regex` crate says.
    #[test]
    fn plain_patterns_are_those_of_the_library(pattern in r"(a|b|\.|\(a\|b\)|\[ab\]|\[\^a\]|\^|\$|a\*|b\+|\(\?:ab\)\?){0,6}", text in "[abc\n]{0,6}") {
        let library = regex::Regex::new(&pattern).expect("it is one");
        let found = Pattern::of(&pattern).expect("it is one");
        prop_assert_eq!(found.is_match(&text), Some(library.is_match(&text)), "{}", pattern);
    }
}
