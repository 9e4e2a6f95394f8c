//! What templates show, and what they may not do.

use super::*;
use serde_json::json;

#[track_caller]
fn rendered(source: &str, kind: Kind) -> String {
    let context = json!({
        "title": "Fish & <chips>", "html": "<b>bold</b>", "nothing": null, "many": ["a", "b"],
        "profile": {"first_name": "Zoë", "age": 7},
    });
    filled(source, kind, &context).expect(source).text
}

fn filled(source: &str, kind: Kind, context: &serde_json::Value) -> Result<Filled, Message> {
    let mut given = Given::default();
    context.as_object().expect("values by name").iter().for_each(|(name, value)| given.put(name, value));
    Template::compile(source, kind).map_err(|problem| problem.message)?.fill(&given, &mut Meter::default())
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
