//! Templates (`domain.md` §4.10): a space's HTML, text and XML, and content fields that name values.
//! Owns what a template may do: it sees the values that it is given, reaches no file, no network and no other
//! template, and both its work and its output are bounded.
//!
//! MiniJinja bounds the steps, but not how large a value one step may make. So nothing here can bind a value
//! that it has made (no `set`, `with` or `macro`, and loops run over data only), and the filters are a chosen
//! few: then a value is no longer than the template times the data.

use super::parse::Diagnostic;
use super::template_words::{WordKind, tags, words};
use crate::text::Message;
use minijinja::value::{Serde, Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, escape_formatter, filters};
use std::collections::BTreeSet;
use std::io;
use std::sync::{Arc, LazyLock};

/// The longest template, in bytes.
pub const MAX_TEMPLATE: usize = 100_000;

/// The longest output, in bytes: a page holds many offers.
pub const MAX_OUTPUT: usize = 1_000_000;

/// How many steps one rendering may take.
const FUEL: u64 = 200_000;

/// How many products a template may hold: a product of a text and a number is a long text.
const MAX_PRODUCTS: usize = 4;

/// The blocks that a template may use.
pub(super) const BLOCKS: [&str; 8] = ["if", "elif", "else", "endif", "for", "endfor", "raw", "endraw"];

/// The filters that a template may use.
pub(super) const FILTERS: [&str; 20] = [
    "upper",
    "lower",
    "title",
    "capitalize",
    "trim",
    "default",
    "d",
    "escape",
    "e",
    "length",
    "round",
    "abs",
    "int",
    "float",
    "first",
    "last",
    "sort",
    "join",
    "replace",
    "urlencode",
];

/// The tests that a template may use.
pub(super) const TESTS: [&str; 5] = ["defined", "undefined", "none", "odd", "even"];

/// The fields of `proposition`, as the engine gives them to templates.
pub const PROPOSITION: [&str; 5] = ["rank", "weight", "offer", "space", "at"];

/// The variable that an HTML template shows as it is: it is HTML already.
const HTML_VARIABLE: &str = "html";

/// What a template makes, which decides how its values are escaped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Every value is escaped, but for the variable `html`.
    Html,
    /// No value is escaped.
    Text,
    /// Every value is escaped.
    Xml,
}

/// A template that can be rendered. Cheap to clone, and free to go to another thread.
#[derive(Debug, Clone)]
pub struct Template {
    environment: Arc<Environment<'static>>,
    kind: Kind,
}

/// The name that the one template of an environment has.
const NAME: &str = "template";

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// It is too long, cannot be read, or uses what templates may not use. The span is of the whole line
    /// where the place is not known better.
    pub fn compile(source: &str, kind: Kind) -> Result<Self, Diagnostic> {
        if source.len() > MAX_TEMPLATE {
            let message = Message::new("rule-template-too-long").with("limit", MAX_TEMPLATE);
            return Err(Diagnostic::error(0..source.len(), message));
        }
        let mut environment = BASE.clone();
        let escape = if kind == Kind::Text { AutoEscape::None } else { AutoEscape::Html };
        environment.set_auto_escape_callback(move |_| escape.clone());
        environment.add_template_owned(NAME, source.to_owned()).map_err(|error| unread(source, &error))?;
        restrict(source)?;
        known(source)?;
        Ok(Self { environment: Arc::new(environment), kind })
    }

    /// Reads a content field, which may name values itself: `Hello {{ profile.first_name }}`. `None` when it
    /// names none, and stands as it is.
    ///
    /// Only the field `html` is HTML already, so only there values are escaped: the others are escaped when
    /// the space's template shows them.
    ///
    /// # Errors
    /// Those of [`Template::compile`].
    pub fn of_field(name: &str, source: &str) -> Result<Option<Self>, Diagnostic> {
        if !["{{", "{%", "{#"].iter().any(|mark| source.contains(mark)) {
            return Ok(None);
        }
        Self::compile(source, if name == HTML_VARIABLE { Kind::Html } else { Kind::Text }).map(Some)
    }

    /// The variables that it uses and does not bind, with the fields it takes of them: `title`,
    /// `profile.age`.
    pub fn names(&self) -> BTreeSet<String> {
        let template = self.environment.get_template(NAME);
        template.map(|template| template.undeclared_variables(true).into_iter().collect()).unwrap_or_default()
    }

    /// Renders it with the values of its variables, by name. What is not there is shown as nothing.
    ///
    /// # Errors
    /// It takes too many steps, makes too much, or does with a value what cannot be done with it.
    pub fn render(&self, context: &impl serde::Serialize) -> Result<String, Message> {
        let mut values = Value::from(Serde(context));
        if self.kind == Kind::Html
            && let Ok(html) = values.get_attr(HTML_VARIABLE)
            && let Some(html) = html.as_str()
        {
            let html = Value::from_safe_string(html.to_owned());
            values = minijinja::context! { html, ..values };
        }
        let template = self.environment.get_template(NAME).map_err(|error| failed(&error))?;
        let mut output = Limited(Vec::new());
        template.render_captured_to(values, &mut output).map_err(|error| failed(&error))?;
        Ok(String::from_utf8_lossy(&output.0).into_owned())
    }
}

/// What all templates share: chosen filters and tests, limits, no loader.
static BASE: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut base = Environment::empty();
    base.set_fuel(Some(FUEL));
    base.set_undefined_behavior(UndefinedBehavior::Chainable);
    base.set_formatter(|out, state, value| {
        if value.is_none() {
            return Ok(());
        }
        // A price of 3.0 is 3 to a person.
        let is_decimal = value.kind() == ValueKind::Number && !value.is_integer();
        let whole = if is_decimal { i64::try_from(value.clone()).ok() } else { None };
        escape_formatter(out, state, whole.map(Value::from).as_ref().unwrap_or(value))
    });
    base.add_filter("upper", filters::upper);
    base.add_filter("lower", filters::lower);
    base.add_filter("title", filters::title);
    base.add_filter("capitalize", filters::capitalize);
    base.add_filter("trim", filters::trim);
    base.add_filter("default", filters::default);
    base.add_filter("d", filters::default);
    base.add_filter("escape", filters::escape);
    base.add_filter("e", filters::escape);
    base.add_filter("length", filters::length);
    base.add_filter("round", filters::round);
    base.add_filter("abs", filters::abs);
    base.add_filter("int", filters::int);
    base.add_filter("float", filters::float);
    base.add_filter("first", filters::first);
    base.add_filter("last", filters::last);
    base.add_filter("sort", filters::sort);
    base.add_filter("join", join);
    base.add_filter("replace", replace);
    base.add_filter("urlencode", urlencode);
    base.add_test("defined", minijinja::tests::is_defined);
    base.add_test("undefined", minijinja::tests::is_undefined);
    base.add_test("none", minijinja::tests::is_none);
    base.add_test("odd", minijinja::tests::is_odd);
    base.add_test("even", minijinja::tests::is_even);
    base
});

fn too_long() -> Error {
    Error::new(ErrorKind::OutOfFuel, "the value is too long")
}

/// `list|join(', ')`, bounded.
fn join(value: &Value, separator: Option<String>) -> Result<String, Error> {
    let separator = separator.unwrap_or_default();
    let mut joined = String::new();
    for (at, item) in value.try_iter()?.enumerate() {
        joined.push_str(if at > 0 { &separator } else { "" });
        joined.push_str(&item.to_string());
        if joined.len() > MAX_OUTPUT {
            return Err(too_long());
        }
    }
    Ok(joined)
}

/// `text|replace('a', 'b')`, bounded.
#[expect(clippy::needless_pass_by_value, reason = "the signature is that of a filter")]
fn replace(text: String, from: String, to: String) -> Result<String, Error> {
    let length = text.matches(&from).count().saturating_mul(to.len()).saturating_add(text.len());
    if length > MAX_OUTPUT { Err(too_long()) } else { Ok(text.replace(&from, &to)) }
}

/// `text|urlencode`, bounded: a text that is encoded again and again keeps growing.
fn urlencode(value: &Value) -> Result<String, Error> {
    if value.kind() == ValueKind::String && value.as_str().is_some_and(|text| text.len() > MAX_OUTPUT / 3) {
        return Err(too_long());
    }
    filters::urlencode(value)
}

/// An output that ends with an error when it grows too long.
struct Limited(Vec<u8>);

impl io::Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MAX_OUTPUT {
            return Err(io::Error::other("the output is too long"));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn unread(source: &str, error: &Error) -> Diagnostic {
    let message = |detail| Message::new("rule-template-unread").with("detail", detail);
    let detail = error.detail().unwrap_or_default();
    if let Some(range) = error.range().filter(|range| source.get(range.clone()).is_some()) {
        return Diagnostic::error(range, message(detail));
    }
    let line = error.line().unwrap_or(1);
    let start: usize = source.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let length = source.get(start..).and_then(|rest| rest.lines().next()).map_or(0, str::len);
    Diagnostic::error(start..start + length, message(detail))
}

fn failed(error: &Error) -> Message {
    match error.kind() {
        ErrorKind::OutOfFuel | ErrorKind::WriteFailure => Message::new("rule-template-too-much"),
        _ => Message::new("rule-template-failed").with("detail", error.detail().unwrap_or_default()),
    }
}

/// Refuses blocks that bind values made by the template, and more products than a few.
fn restrict(source: &str) -> Result<(), Diagnostic> {
    let (mut at, mut products, mut raw) = (0, 0, false);
    while let Some((start, end, is_block)) = next_tag(source, at) {
        let inner = &source[start..end];
        let code = inner.trim_matches(|c: char| c.is_whitespace() || "{}%-+".contains(c));
        let (word, rest) = code.split_at(code.find(|c: char| !c.is_alphanumeric()).unwrap_or(code.len()));
        at = end;
        if raw {
            raw = !(is_block && word == "endraw");
            continue;
        }
        raw = is_block && word == "raw";
        products += code.matches('*').count();
        if is_block && !BLOCKS.contains(&word) {
            return Err(Diagnostic::error(
                start..end,
                Message::new("rule-template-block").with("name", word),
            ));
        }
        if is_block && word == "for" && !runs_over_data(rest) {
            return Err(Diagnostic::error(start..end, Message::new("rule-template-loop")));
        }
        if products > MAX_PRODUCTS {
            return Err(Diagnostic::error(
                start..end,
                Message::new("rule-template-products").with("limit", MAX_PRODUCTS),
            ));
        }
    }
    Ok(())
}

/// Refuses filters and tests that there are not: the library finds them only when it comes by them.
fn known(source: &str) -> Result<(), Diagnostic> {
    for tag in tags(source) {
        for word in words(source, &tag) {
            let (known, id): (&[&str], _) = match word.kind {
                WordKind::Filter => (&FILTERS, "rule-template-filter"),
                WordKind::Test => (&TESTS, "rule-template-test"),
                _ => continue,
            };
            let name = &source[word.span.clone()];
            if !known.contains(&name) {
                let message = Message::new(id).with("name", name).with("known", known.join(", "));
                return Err(Diagnostic::error(word.span, message));
            }
        }
    }
    Ok(())
}

/// The next `{{ … }}` or `{% … %}`, with whether it is the latter. A bracket in a text within one may end it
/// too early here, and then more is looked at than was needed.
fn next_tag(source: &str, mut from: usize) -> Option<(usize, usize, bool)> {
    loop {
        let rest = &source[from..];
        let open = ["{{", "{%", "{#"].into_iter().filter_map(|mark| Some((rest.find(mark)?, mark))).min()?;
        let close = match open.1 {
            "{{" => "}}",
            "{%" => "%}",
            _ => "#}",
        };
        let start = from + open.0;
        let end = source[start..].find(close).map_or(source.len(), |length| start + length + 2);
        if open.1 != "{#" {
            return Some((start, end, open.1 == "{%"));
        }
        from = end;
    }
}

/// ` item in profile.interests`: a loop over a value that was given, not one that was made.
fn runs_over_data(header: &str) -> bool {
    let Some((_, over)) = header.split_once(" in ") else { return false };
    over.trim().chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn rendered(source: &str, kind: Kind) -> String {
        let context = json!({
            "title": "Fish & <chips>", "html": "<b>bold</b>", "nothing": null, "many": ["a", "b"],
            "profile": {"first_name": "Zoë", "age": 7},
        });
        Template::compile(source, kind).expect(source).render(&context).expect(source)
    }

    #[test]
    fn values_are_escaped_by_kind() {
        assert_eq!(
            rendered("<h3>{{ title }}</h3>{{ html }}", Kind::Html),
            "<h3>Fish &amp; &lt;chips&gt;</h3><b>bold</b>"
        );
        assert_eq!(rendered("{{ title }} {{ html }}", Kind::Text), "Fish & <chips> <b>bold</b>");
        assert_eq!(rendered("<a>{{ html }}</a>", Kind::Xml), "<a>&lt;b&gt;bold&lt;&#x2f;b&gt;</a>");
    }

    #[test]
    fn what_is_not_there_is_nothing() {
        assert_eq!(rendered("[{{ nobody }}{{ profile.x.y }}{{ nothing }}]", Kind::Html), "[]");
        assert_eq!(rendered("{{ nobody|default('you') }}", Kind::Text), "you");
        assert_eq!(
            rendered(
                "{% for m in many %}{{ m }};{% endfor %}{% if profile.age > 5 %}!{% endif %}",
                Kind::Text
            ),
            "a;b;!"
        );
    }

    #[test]
    fn a_content_field_can_name_values() {
        let context = json!({"profile": {"first_name": "<Zoë>"}});
        let field = |name, source| Template::of_field(name, source).expect(source);
        assert!(field("title", "Plain").is_none());
        let title = field("title", "Hello {{ profile.first_name }}").expect("a template");
        assert_eq!(title.render(&context).as_deref(), Ok("Hello <Zoë>"));
        assert_eq!(title.names().into_iter().collect::<Vec<_>>(), ["profile.first_name"]);
        let html = field("html", "<p>{{ profile.first_name }}</p>").expect("a template");
        assert_eq!(html.render(&context).as_deref(), Ok("<p>&lt;Zoë&gt;</p>"));
    }

    #[test]
    fn what_cannot_be_read_or_may_not_be_used_has_its_place() {
        for (source, span, code) in [
            ("a\n{{ b", 5..6, "rule-template-unread"),
            ("<b>{{ x|uper }}", 8..12, "rule-template-filter"),
            ("{% if x is empty %}{% endif %}", 11..16, "rule-template-test"),
            ("{{ x }}\n{% set y = x ~ x %}", 8..27, "rule-template-block"),
            ("{% with y = x ~ x %}{% endwith %}", 0..20, "rule-template-block"),
            ("{% autoescape false %}{{ x }}{% endautoescape %}", 0..22, "rule-template-block"),
            ("{% for y in [x ~ x] %}{% endfor %}", 0..22, "rule-template-loop"),
            ("{{ 'a' * 9 * 9 * 9 * 9 * 9 }}", 0..29, "rule-template-products"),
        ] {
            let found = Template::compile(source, Kind::Html).expect_err(source);
            assert_eq!((found.span, found.code), (span, code), "{source}");
        }
        assert!(Template::compile("{% include 'x' %}", Kind::Html).is_err());
        assert!(Template::compile(&"x".repeat(MAX_TEMPLATE + 1), Kind::Text).is_err());
        assert_eq!(
            rendered("{% raw %}{% set %}{{ x }}{% endraw %}{# {% set %} #}", Kind::Text),
            "{% set %}{{ x }}"
        );
    }

    #[test]
    fn every_filter_and_test_that_is_listed_is_there_and_no_other() {
        for name in FILTERS {
            let rendered = Template::compile(&format!("{{{{ 'a'|{name} }}}}"), Kind::Text)
                .expect(name)
                .render(&json!({}));
            let unknown = rendered.is_err_and(|error| format!("{error:?}").contains("unknown"));
            assert!(!unknown, "{name}");
        }
        for name in TESTS {
            let source = format!("{{% if 1 is {name} %}}{{% endif %}}");
            assert_eq!(
                Template::compile(&source, Kind::Text).expect(name).render(&json!({})).as_deref(),
                Ok("")
            );
        }
    }

    #[test]
    fn decimals_that_are_whole_are_written_without_their_point() {
        let source = "{{ a }} {{ b }} {{ a / 2 }} {{ a * 2 }} {{ c }} {{ 1e300 }}";
        let template = Template::compile(source, Kind::Text).expect("a template");
        let values = json!({"a": 3.0, "b": 2.5, "c": 7});
        let written = template.render(&values).expect("rendered");
        assert!(written.starts_with("3 2.5 1.5 6 7 1"), "{written}");
    }

    #[test]
    fn many_comments_and_deep_brackets_are_no_trouble() {
        assert_eq!(rendered(&"{# x #}".repeat(10_000), Kind::Text), "");
        for source in
            [format!("{{{{ {}1{} }}}}", "(".repeat(5_000), ")".repeat(5_000)), "{% if x %}".repeat(5_000)]
        {
            assert!(Template::compile(&source, Kind::Text).is_err());
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(source in r"(\{\{|\}\}|\{%|%\}|\{#|#\}| if | for | in | endif | endfor | raw | endraw |-|é|a|\.|\||'|\(|\)|\[|\]|1|\*|~){0,20}") {
            if let Ok(template) = Template::compile(&source, Kind::Html) {
                let _ = template.render(&json!({"a": [1, 2], "é": "x"}));
                let _ = template.names();
            }
        }
    }

    #[test]
    fn work_and_output_are_bounded() {
        let context = json!({"many": vec!["x"; 1_000], "long": "x".repeat(600_000)});
        for source in [
            "{% for a in many %}{% for b in many %}{% for c in many %}{{ a }}{% endfor %}{% endfor %}{% endfor %}",
            "{{ long }}{{ long }}",
            "{{ long|replace('', long) }}",
            "{{ many|join(long) }}",
            "{{ long|urlencode }}",
        ] {
            let failed =
                Template::compile(source, Kind::Text).expect(source).render(&context).expect_err(source);
            assert_eq!(failed.id, "rule-template-too-much", "{source}: {failed:?}");
        }
        let unknown = Template::compile("{{ 'a'|safe }}", Kind::Html);
        assert!(unknown.is_err() || unknown.is_ok_and(|template| template.render(&context).is_err()));
    }
}
