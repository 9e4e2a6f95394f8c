//! What templates show, and what they may not do.

use super::known::{FILTERS, TESTS};
use super::*;
use crate::text::Language;
use serde_json::json;

#[track_caller]
fn rendered(source: &str, kind: TemplateKind) -> String {
    let context = json!({
        "title": "Fish & <chips>", "html": "<b>bold</b>", "nothing": null, "many": ["a", "b"],
        "profile": {"first_name": "Zoë", "age": 7},
    });
    filled(source, kind, &context).expect(source).text
}

fn filled(source: &str, kind: TemplateKind, context: &serde_json::Value) -> Result<Filled, Message> {
    let mut given = Given::default();
    context.as_object().expect("values by name").iter().for_each(|(name, value)| given.put(name, value));
    Template::compile(source, kind).map_err(|problem| problem.message)?.fill(&given, &mut Meter::default())
}

#[test]
fn values_are_escaped_by_kind() {
    assert_eq!(
        rendered("<h3>{{ title }}</h3>{{ html }}", TemplateKind::Html),
        "<h3>Fish &amp; &lt;chips&gt;</h3><b>bold</b>"
    );
    assert_eq!(rendered("{{ title }} {{ html }}", TemplateKind::Text), "Fish & <chips> <b>bold</b>");
    assert_eq!(rendered("<a>{{ html }}</a>", TemplateKind::Xml), "<a>&lt;b&gt;bold&lt;&#x2f;b&gt;</a>");
}

#[test]
fn what_is_not_there_is_nothing() {
    assert_eq!(rendered("[{{ nobody }}{{ profile.x.y }}{{ nothing }}]", TemplateKind::Html), "[]");
    assert_eq!(rendered("{{ nobody|default('you') }}", TemplateKind::Text), "you");
    assert_eq!(
        rendered(
            "{% for m in many %}{{ m }};{% endfor %}{% if profile.age > 5 %}!{% endif %}",
            TemplateKind::Text
        ),
        "a;b;!"
    );
}

/// The message ids of what a template could not fill in, with what it shows.
#[track_caller]
fn shown(source: &str, context: &serde_json::Value) -> (String, Vec<String>) {
    let filled = filled(source, TemplateKind::Text, context).expect(source);
    (filled.text, filled.problems.iter().map(|problem| Language::En.say(problem)).collect())
}

#[test]
fn a_content_field_can_name_values() {
    let context = json!({"profile": {"first_name": "<Zoë>"}});
    let field = |name, source| Template::of_field(name, source).expect(source);
    assert!(field("title", "Plain").is_none());
    let title = field("title", "Hello {{ profile.first_name }}").expect("a template");
    assert_eq!(title.names().into_iter().collect::<Vec<_>>(), ["profile.first_name"]);
    let mut given = Given::default();
    given.put("profile", &context["profile"]);
    let fill = |template: &Template| template.fill(&given, &mut Meter::default()).expect("filled").text;
    assert_eq!(fill(&title), "Hello <Zoë>");
    let html = field("html", "<p>{{ profile.first_name }}</p>").expect("a template");
    assert_eq!(fill(&html), "<p>&lt;Zoë&gt;</p>");
}

#[test]
fn what_cannot_be_read_or_may_not_be_used_has_its_place() {
    for (source, span, code) in [
        ("a\n{{ b", 5..6, "rule-template-unread"),
        ("<b>{{ x|uper }}", 8..12, "rule-template-filter"),
        ("{% if x is empty %}{% endif %}", 11..16, "rule-template-test"),
        ("{{ x }}\n{% set y = x ~ x %}", 11..14, "rule-template-block"),
        ("{% with y = x ~ x %}{% endwith %}", 3..7, "rule-template-block"),
        ("{% autoescape false %}{{ x }}{% endautoescape %}", 3..13, "rule-template-block"),
        ("{% filter upper %}{{ x }}{% endfilter %}", 3..9, "rule-template-block"),
        ("{% for a, b in c %}{% endfor %}", 7..11, "rule-template-loop"),
        ("{{ range(10) }}", 3..8, "rule-template-call"),
    ] {
        let found = Template::compile(source, TemplateKind::Html).expect_err(source);
        assert_eq!((found.span, found.code), (span, code), "{source}");
    }
    assert!(Template::compile("{% include 'x' %}", TemplateKind::Html).is_err());
    assert!(Template::compile(&"x".repeat(MAX_TEMPLATE + 1), TemplateKind::Text).is_err());
    assert_eq!(
        rendered("{% raw %}{% set %}{{ x }}{% endraw %}{# {% set %} #}", TemplateKind::Text),
        "{% set %}{{ x }}"
    );
}

#[test]
fn a_block_that_may_not_be_used_cannot_be_hidden() {
    for source in [
        r#"{{ "}}{#" }}{% set x = "hi" %}{{ x }}#}"#,
        r#"{{ "}}{% raw %}" }}{% set x = title ~ title %}"#,
        "{{ '{#' }}{% set x = 1 %}{{ '#}' }}",
        "{# {{ #}{% set x = 1 %}",
        "{%- set x = 1 -%}",
        "{%+ set x = 1 %}",
        "{%\n\tset\nx = 1 %}",
        "{% raw %}{% endraw %}{% set x = 1 %}{% raw %}{% endraw %}",
        "{% if true %}{% set x %}a{% endset %}{% endif %}",
        "{% for a in many %}{% set x = a %}{% endfor %}",
        "{{ '\\'}}' }}{% set x = 1 %}",
        "{% do title.upper() %}",
        "{% with x = 1 %}{% endwith %}",
        "{% filter upper %}x{% endfilter %}",
        "{% macro a() %}{% endmacro %}",
        "{% block a %}{% endblock %}",
        "{% call a() %}{% endcall %}",
        "{{ self.a() }}",
        "{{ loop(many) }}",
        "{{ caller() }}",
    ] {
        assert!(Template::compile(source, TemplateKind::Html).is_err(), "{source}");
    }
}

#[test]
fn what_cannot_be_filled_in_shows_nothing_and_the_rest_stands() {
    let context =
        json!({"title": "Ski", "n": 7, "zero": 0, "big": i64::MAX, "many": ["a"], "profile": {"age": 3}});
    for (source, problem) in [
        ("{{ 100 / zero }}", "it divides by zero"),
        ("{{ 100 // zero }}", "it divides by zero"),
        ("{{ n % zero }}", "it divides by zero"),
        ("{{ 1.5 / 0 }}", "it divides by zero"),
        ("{{ 100 / profile.visits }}", "profile.visits is missing"),
        ("{{ profile.visits + 1 }}", "profile.visits is missing"),
        ("{{ -profile.visits }}", "profile.visits is missing"),
        ("{{ profile.name|upper }}", "profile.name is missing"),
        ("{{ profile.name }}", "profile.name is missing"),
        ("{{ 1e308 * 10 }}", "it is no finite number"),
        ("{{ title - 1 }}", "tried to use - operator"),
        ("{{ n * many }}", "a value is not of the kind that is needed"),
        ("{{ big ** 9 }}", "unable to calculate"),
        ("{{ 0 ** -1 }}", "unable to calculate"),
        ("{{ n|join(',') }}", "number is not iterable"),
        ("{{ title|round }}", "shows nothing"),
        ("{{ n|replace }}", "missing argument"),
        ("{{ n|round('x') }}", "shows nothing"),
        ("{{ title[::-1] }}", "a value is not of the kind that is needed"),
        ("{{ n[1:2] }}", "a value is not of the kind that is needed"),
        ("{{ 'a' in n }}", "cannot perform a containment check"),
        ("{% if 1 / zero %}x{% else %}y{% endif %}", "it divides by zero"),
        ("{% for a in n %}x{% else %}y{% endfor %}", "a value is not of the kind that is needed"),
        ("{% for a in title %}x{% endfor %}", "a value is not of the kind that is needed"),
    ] {
        let (text, problems) = shown(&format!("a{source}b"), &context);
        assert_eq!(text, "ab", "{source}: {problems:?}");
        assert!(problems.len() == 1 && problems[0].contains(problem), "{source}: {problems:?}");
    }
    let each = "{% for a in [1, 0, 2] %}{{ 10 / a }};{% endfor %}";
    assert_eq!(shown(each, &context).0, "10;;5;");
    let (text, problems) = shown("{{ 'Dear ' ~ profile.name }}", &context);
    assert_eq!(
        (text.as_str(), problems.as_slice()),
        ("Dear ", ["profile.name is missing".to_owned()].as_slice())
    );
}

#[test]
fn a_value_that_is_asked_after_may_be_missing_without_a_note() {
    let context = json!({"zero": 0});
    for source in [
        "{{ x|default('') }}",
        "{% if x %}a{% endif %}",
        "{{ 'a' if x }}",
        "{% if x is defined and x > 3 %}a{% endif %}",
        "{% for a in x %}a{% endfor %}",
        "{{ x or '' }}",
        "{% if x == 3 %}a{% endif %}",
    ] {
        assert_eq!(shown(source, &context), (String::new(), Vec::new()), "{source}");
    }
}

#[test]
fn parts_of_values_and_what_a_loop_says_of_itself() {
    let context = json!({"title": "Zoë Ski", "many": ["a", "b", "c"]});
    for (source, expected) in [
        (
            "{{ title[:3] }}|{{ title[4:] }}|{{ title[-3:] }}|{{ title[::2] }}|{{ many[1:]|join }}",
            "Zoë|Ski|Ski|ZëSi|bc",
        ),
        ("{{ many[0] }}{{ many[-1] }}{{ many.1 }}{{ title[0] }}", "acbZ"),
        (
            "{% for a in many %}{{ loop.index }}{{ a }}{{ loop.cycle('x', 'y') }}{{ '' if loop.last else ',' }}{% endfor %}",
            "1ax,2by,3cx",
        ),
        ("{% for a in many if a != 'b' %}{{ a }}{{ loop.length }}{% endfor %}", "a2c2"),
        (
            "{{ 7 // 2 }} {{ 7 % 4 }} {{ 7 / 2 }} {{ 2 ** 3 }} {{ -(3) }} {{ '-' * 5 }} {{ 1 < 2 < 3 }} {{ 'a' in many }}",
            "3 3 3.5 8 -3 ----- true true",
        ),
        ("{{ many|sort(reverse=true)|join('') }} {{ 3.14159|round(2) }} {{ '9'|int + 1 }}", "cba 3.14 10"),
    ] {
        assert_eq!(shown(source, &context), (expected.to_owned(), Vec::new()), "{source}");
    }
}

#[test]
fn checking_knows_what_can_fail() {
    let kind_of = |name: &str| match name {
        "profile.visits" | "price" => Holds::Number(false),
        "proposition.rank" => Holds::Number(true),
        "title" => Holds::Text,
        "profile.interests" => Holds::List,
        "profile.premium" => Holds::Truth,
        _ => Holds::Unknown,
    };
    for (source, ids) in [
        ("{{ 100 / profile.visits }}", &["rule-template-risk-missing", "rule-template-risk-zero"][..]),
        ("{{ 100 / 0 }}", &["rule-template-risk-division"]),
        ("{{ 100 % price }}", &["rule-template-risk-missing", "rule-template-risk-zero"]),
        ("{{ 100 // (price - 1) }}", &["rule-template-risk-missing", "rule-template-risk-division"]),
        ("{{ price + 1 }}", &["rule-template-risk-missing"]),
        ("{{ title - 1 }}", &["rule-template-risk-kind"]),
        ("{{ profile.interests * 2 }}", &["rule-template-risk-kind"]),
        ("{% for a in title %}{% endfor %}", &["rule-template-risk-kind"]),
        ("{{ title|round }}", &["rule-template-risk-kind"]),
        ("{{ price|join }}", &["rule-template-risk-kind"]),
        ("{{ price.x }}", &["rule-template-risk-field"]),
        ("{{ title.x }} {{ profile.interests.length }}", &["rule-template-risk-field"; 2]),
        ("{{ profile.premium.x.y }}", &["rule-template-risk-field"]),
        ("{{ price[0] }} {{ profile.premium[1:] }}", &["rule-template-risk-kind"; 2]),
        ("{{ [1, 2][9] }} {{ ['a', title][-3] }}", &["rule-template-risk-item"; 2]),
        ("{{ [1, 2][1] }} {{ ['a', title][-2] }} {{ profile.interests.0 }} {{ profile.interests[9] }}", &[]),
        ("{{ price|abs }} {{ profile.visits|round(1) }}", &["rule-template-risk-missing"; 2]),
        (
            "{{ price|default(1)|abs }}{% if price %}{{ price|abs }}{% endif %} {{ proposition.rank|abs }}",
            &[],
        ),
        ("{% for a in profile.interests %}{{ loop.index }}{{ loop.first }}{{ a.x }}{% endfor %}", &[]),
        ("{{ profile.unknown.x }} {{ true.x }}", &["rule-template-risk-field"]),
        ("{{ title|replace }}", &["rule-template-risk-few"]),
        ("{{ title|replace('a') }}", &["rule-template-risk-few"]),
        ("{{ title|upper(1) }}", &["rule-template-risk-many"]),
        ("{{ title|replace('a', 'b')|trim('x')|default('', true) }}", &[]),
        ("{{ 100 / 3 }} {{ 7 / proposition.rank }} {{ title * 2 }} {{ title + 'a' }} {{ title }}", &[]),
        ("{% if profile.visits %}{{ 100 / profile.visits }}{% endif %}", &[]),
        ("{{ 100 / profile.visits if profile.visits else 0 }}", &[]),
        ("{{ 100 / (profile.visits or 1) }} {{ price|default(0) + 1 }}", &[]),
    ] {
        let template = Template::compile(source, TemplateKind::Text).expect(source);
        let found: Vec<_> = template.risks(&kind_of).into_iter().map(|risk| risk.message.id).collect();
        assert_eq!(found, ids, "{source}");
    }
}

#[test]
fn what_can_fail_is_listed_in_bounds() {
    let source = (0..2_000).fold(String::new(), |all, at| all + &format!("{{{{ a{at} / b{at} }}}}"));
    let template = Template::compile(&source, TemplateKind::Text).expect("a template");
    assert!(template.risks(&|_| Holds::Number(false)).len() <= 50);
    // What a test around names is known in all of it, and no longer behind it.
    let source =
        "{% if a and a %}{{ 1 / a }}{% if a %}{{ 1 / a }}{% endif %}{{ 1 / a }}{% endif %}{{ 1 / a }}";
    let template = Template::compile(source, TemplateKind::Text).expect("a template");
    let found: Vec<_> =
        template.risks(&|_| Holds::Number(true)).into_iter().map(|it| it.span.start).collect();
    assert_eq!(found, [source.rfind("1 / a").expect("the last")]);
}

#[test]
fn what_is_left_empty_is_no_problem_and_has_its_place() {
    let mut given = Given::default();
    given.leave_empty("title");
    for (source, empty) in [
        ("a{{ title }}", Some("title")),
        ("{{ 'Dear ' ~ title }}", Some("title")),
        ("{% for a in profile.visits %}x{% endfor %}", Some("profile.visits")),
        ("{% for a in profile.visits %}x{% else %}none{% endfor %}", None),
        ("{% if title %}{{ title }}{% endif %}", None),
        ("{{ title|default('x') }}{{ title or 'x' }}{{ title if title }}", None),
    ] {
        let template = Template::compile(source, TemplateKind::Text).expect(source);
        let filled = template.fill(&given, &mut Meter::default()).expect(source);
        assert_eq!(filled.problems, [], "{source}");
        let found: Vec<_> =
            filled.faults.iter().map(|it| (it.kind.clone(), &source[it.span.clone()])).collect();
        let expected = empty.map(|name| FaultKind::Empty(name.to_owned()));
        assert_eq!(found.iter().map(|(kind, _)| kind.clone()).collect::<Vec<_>>(), Vec::from_iter(expected));
        assert!(found.iter().all(|(_, part)| empty.is_some_and(|name| part.ends_with(name))), "{found:?}");
    }
}

#[test]
fn what_names_no_variable_always_shows_the_same() {
    let source = "{{ 's' }}{% if x %}{{ 'a' ~ 1 }}{% endif %}{{ x }}{{ x ~ 'b' }}{{ 2 ** 5000 }}{{ '<' }}";
    let template = Template::compile(source, TemplateKind::Html).expect("a template");
    let shown: Vec<_> = template.constants().into_iter().map(|(_, text)| text).collect();
    assert_eq!(shown, ["s", "a1", "", "&lt;"]);
}

#[test]
fn what_only_shows_and_asks_after_values_is_plain() {
    let plain = |source| Template::compile(source, TemplateKind::Text).expect(source).is_plain();
    for source in
        ["{{ a.b }}", "{% if a == 1 and not b %}{{ c|default('') }}{% endif %}", "{{ a if b else 'c' }}"]
    {
        assert!(plain(source), "{source}");
    }
    for source in
        ["{{ a|int }}", "{{ a + 1 }}", "{% for a in b %}{% endfor %}", "{{ a if b / 2 }}", "{{ a[1:] }}"]
    {
        assert!(!plain(source), "{source}");
    }
}

#[test]
fn every_filter_and_test_that_is_listed_is_there() {
    for name in FILTERS {
        let (_, problems) = shown(&format!("{{{{ 'a'|{name} }}}}"), &json!({}));
        assert!(problems.iter().all(|problem| !problem.contains("unknown")), "{name}: {problems:?}");
    }
    for name in TESTS {
        let source = format!("{{% if 1 is {name} %}}{{% endif %}}");
        assert_eq!(shown(&source, &json!({})), (String::new(), Vec::new()), "{name}");
    }
}

#[test]
fn decimals_that_are_whole_are_written_without_their_point() {
    let source = "{{ a }} {{ b }} {{ a / 2 }} {{ a * 2 }} {{ c }} {{ 1e300 }}";
    let (written, _) = shown(source, &json!({"a": 3.0, "b": 2.5, "c": 7}));
    assert!(written.starts_with("3 2.5 1.5 6 7 1") && !written.contains(".0"), "{written}");
}

#[test]
fn a_value_is_written_alike_wherever_a_text_is_made_of_it() {
    let context = json!({"whole": 3.0, "half": 2.5, "less": -0.0, "count": 7, "yes": true, "name": "Zoé"});
    for name in ["whole", "half", "less", "count", "yes", "name"] {
        let (wanted, _) = shown(&format!("{{{{ {name} }}}}"), &context);
        for part in [
            format!("{{{{ '' ~ {name} }}}}"),
            format!("{{{{ {name} ~ '' }}}}"),
            format!("{{{{ [{name}]|join }}}}"),
            format!("{{{{ {name}|trim }}}}"),
            format!("{{{{ {name}|escape }}}}"),
            format!("{{{{ {name}|replace('#', '') }}}}"),
            format!("{{{{ '#'|replace('#', {name}) }}}}"),
        ] {
            assert_eq!(shown(&part, &context), (wanted.clone(), Vec::new()), "{part}");
        }
    }
    assert_eq!(shown("{{ yes|upper }} {{ whole|urlencode }}", &context).0, "TRUE 3");
    assert_eq!(shown("{{ whole|replace('.', ',') }} {{ half|replace('.', ',') }}", &context).0, "3 2,5");
    for part in ["{{ '' ~ 1e308 * 10 }}", "{{ (1e308 * 10)|trim }}"] {
        let (text, problems) = shown(part, &context);
        assert!(text.is_empty() && problems.len() == 1, "{part}: {text} {problems:?}");
    }
}

#[test]
fn many_comments_are_no_trouble_and_what_is_deep_or_long_is_refused() {
    assert_eq!(rendered(&"{# x #}".repeat(10_000), TemplateKind::Text), "");
    for source in [
        format!("{{{{ {}1{} }}}}", "(".repeat(5_000), ")".repeat(5_000)),
        format!("{{{{ {}1{} }}}}", "[".repeat(50_000), "]".repeat(50_000)),
        "{% if x %}".repeat(5_000),
        "{% for a in b %}".repeat(5_000),
        format!("{{% if x %}}{}{{% endif %}}", "{% elif x %}".repeat(8_000)),
        format!("{{{{ {}x }}}}", "not ".repeat(20_000)),
        format!("{{{{ {}x }}}}", "-".repeat(90_000)),
        format!("{{{{ {}x }}}}", "- ".repeat(300)),
        format!("{{{{ x{} }}}}", "|upper".repeat(10_000)),
        format!("{{{{ x{} }}}}", "|e".repeat(150)),
        format!("{{{{ x{} }}}}", ".a".repeat(40_000)),
        format!("{{{{ x{} }}}}", ".a".repeat(190)),
        format!("{{{{ x{} }}}}", "[0]".repeat(120)),
        format!("{{{{ 1{} }}}}", "+1".repeat(40_000)),
        format!("{{{{ 1{} }}}}", "+1".repeat(190)),
        format!("{{{{ x{} }}}}", "~x".repeat(190)),
        format!("{{{{ x{} }}}}", " if x else x".repeat(90)),
        format!("{{% for {}a{} in b %}}{{% endfor %}}", "(".repeat(90_000), ")".repeat(90_000)),
        format!("{{{{ {}1{} }}}}", "{1:".repeat(5_000), "}".repeat(5_000)),
        format!("{{{{ x is {}none }}}}", "not ".repeat(5_000)),
        format!("{{{{ x{} }}}}", " is none".repeat(150)),
        "{{ ".repeat(30_000),
        "{% ".repeat(30_000),
        "{# ".repeat(30_000),
        format!("{{% raw %}}{}", "{{ ".repeat(50_000)),
    ] {
        let refused = Template::compile(&source, TemplateKind::Text);
        assert!(refused.is_err(), "{}", &source[..40]);
        let _ = (tags(&source), without_tags(&source));
    }
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(source in r"(\{\{|\}\}|\{%|%\}|\{#|#\}| if | for | in | endif | endfor | else | raw | endraw |-|é|a|\.|\||'|\(|\)|\[|\]|:|1|9223372036854775807|\*|/|%|~|round|sort|trim| is | odd ){0,24}") {
        if let Ok(template) = Template::compile(&source, TemplateKind::Html) {
            let mut given = Given::default();
            given.put("a", &json!([1, 2]));
            let _ = template.fill(&given, &mut Meter::default());
            let _ = template.names();
            let _ = template.risks(&|_| Holds::Number(false));
        }
    }

    #[test]
    fn no_sum_makes_it_panic(
        left in "(1|0|a|t|-1|1.5|9223372036854775807|'x'|m|none|true)",
        by in r"( \+ | - | \* | / | // | % | \*\* | ~ | in | == | < )",
        right in "(1|0|a|t|-1|1.5|9223372036854775807|170141183460469231731687303715884105727|'x'|m|none|true)",
        filter in r"(|\|abs|\|round|\|round\(-3\)|\|round\(999999\)|\|int|\|float|\|length|\|sort|\|first|\|last|\|title|\|join\('-'\)|\|urlencode|\|trim\('x'\))",
    ) {
        let source = format!("{{{{ ({left}{by}{right}){filter} }}}}");
        let context = json!({"a": i64::MIN, "t": "é-1", "m": ["b", "a"]});
        let _ = filled(&source, TemplateKind::Html, &context);
    }
}

#[test]
fn work_and_output_are_bounded_by_what_the_values_cost() {
    let context = json!({
        "many": vec!["x"; 300], "long": "x".repeat(600_000), "huge": "é".repeat(1_000_000),
        "items": vec!["x"; 10_000],
    });
    let each = |over: &str, inner: &str| format!("{{% for a in {over} %}}{inner}{{% endfor %}}");
    let sum = |depth: u32| (0..depth).fold("huge".to_owned(), |sum, _| format!("({sum} ~ {sum})"));
    for source in [
        each("many", &each("many", &each("many", "{{ a }}"))),
        each("many", &each("many", &each("many", ""))),
        each("many * 2", ""),
        "{{ long }}{{ long }}".to_owned(),
        "{{ long|replace('', long) }}".to_owned(),
        "{{ many|join(long) }}".to_owned(),
        "{{ huge|urlencode }}".to_owned(),
        format!("{{{{ {} }}}}", sum(5)),
        each("items", "{{ (huge * 99000000)|length }}"),
        each("items", "{{ ('x' * 99000000)|length }}"),
        each("items", "{{ huge|upper|length }}"),
        each("items", "{{ huge|trim('é')|length }}"),
        each("items", "{{ items|sort|first }}"),
        each("items", "{{ items|length }}{{ items|last }}"),
        each("items", "{% if huge == huge %}{% endif %}"),
        each("items", "{% if 'y' in huge %}{% endif %}"),
        each("items", "{% if 'y' in items %}{% endif %}"),
        each("items", "{{ huge[500000:][:1] }}"),
        each("items", "{{ huge[999999] }}"),
        each("items", "{{ [huge, huge]|length }}"),
        each("items", "{{ (items + items)|length }}"),
        each("items", "{{ items|join|length }}{{ huge|title|length }}"),
        each("items", "{{ huge|int }}"),
        each("items", &"x".repeat(1_000)),
        each("items + items", "{{ huge|e|length }}"),
        each("items|sort", "{{ huge|capitalize|first }}"),
    ] {
        if let Err(problem) = filled(&source, TemplateKind::Text, &context) {
            assert!(
                ["rule-template-too-much", "rule-template-words", "rule-template-deep"].contains(&problem.id),
                "{source}: {problem:?}"
            );
        } else {
            // Where it is a value that cannot be, the rest goes on.
            let (text, problems) = shown(&source, &context);
            assert!(text.is_empty() && !problems.is_empty(), "{source}: {} {problems:?}", text.len());
        }
    }
}

#[test]
fn the_templates_of_a_decision_have_one_purse() {
    let mut given = Given::default();
    given.put("many", &vec!["x"; 1_000]);
    given.put("long", &"x".repeat(6_000));
    let source = "{% for a in many %}{% if long == long %}{% endif %}{% endfor %}";
    let template = Template::compile(source, TemplateKind::Text).expect("a template");
    let (mut meter, mut filled) = (Meter::default(), 0);
    while template.fill(&given, &mut meter).is_ok() {
        filled += 1;
        assert!(filled < 100, "never given up");
    }
    let again =
        Template::compile("{{ long }}", TemplateKind::Text).expect("a template").fill(&given, &mut meter);
    assert!(again.is_err(), "nothing is left");
}
