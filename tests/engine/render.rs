//! What a visitor sees (`domain.md` §4, step 10): content fields filled in, then shown through the space's
//! templates; what a template can see, how its values are escaped, and that it is kept within bounds.

use crate::support::{NOW, decision, offer, shop};
use serde_json::{Value, json};
use vitrine::engine::{Decision, Report};
use vitrine::text::Language;

/// Anna, whose name is written by somebody who means harm, calls from a French page.
const CALL: &str = r#"(space: "r/web", identity: ["anna"], call_data: {"language": "fr"})"#;

/// The decision that proposes one offer with this content on a space with these templates.
fn decided(rendering: &str, content: &str) -> Decision {
    let parts = format!(r#"label: "Offer A", code: "A1", content: Content({content}),"#);
    let category = format!(r#"Category(name: "all", themes: ["money"], offers: [{}])"#, offer("a", &parts));
    let catalog = shop(&[
        ("environment", r#"call_data: [Field(name: "language", type: Text)],"#),
        ("space", &format!("rendering: Rendering({rendering}),")),
        ("categories", &category),
    ]);
    let fields = r#"Field(name: "first_name", type: Text), Field(name: "met", type: Date), Field(name: "interests", type: List),"#;
    let interests = vec!["\"ski\""; 100].join(", ");
    let catalog = catalog
        .replace(r#"Field(name: "email", type: Text),"#, fields)
        .replace(r#"Field(name: "price", type: Decimal)"#, r#"Field(name: "motto", type: Text)"#)
        .replace(
            r#""email": "anna@mail.example","#,
            &format!(r#""first_name": "<Zoë> & Co", "met": "2000-02-29", "interests": [{interests}],"#),
        );
    decision(&catalog, CALL)
}

/// What of a decision a template has a part in: the forms that were rendered, and the notes.
fn in_words(decision: &Decision) -> Vec<String> {
    let [proposed] = decision.propositions.as_slice() else { panic!("one offer is proposed") };
    let forms = [
        ("html", &proposed.look.rendered.html),
        ("text", &proposed.look.rendered.text),
        ("xml", &proposed.look.rendered.xml),
    ];
    let forms = forms.into_iter().filter_map(|(name, form)| Some(format!("{name}: {}", form.as_ref()?)));
    let notes = decision.notes.iter().map(|note| format!("note: {}", Language::En.say(note)));
    forms.chain(notes).collect()
}

#[track_caller]
fn check(rendering: &str, content: &str, expected: &[&str]) {
    assert_eq!(in_words(&decided(rendering, content)), expected, "{rendering} of {content}");
}

#[test]
fn each_template_of_a_space_renders_its_form() {
    let templates = r#"html: "<h3>{{ title }}</h3>", text: "{{ title }}!", xml: "<t>{{ title }}</t>""#;
    check(templates, r#"title: "Ski""#, &["html: <h3>Ski</h3>", "text: Ski!", "xml: <t>Ski</t>"]);
    check(r#"text: "{{ title }}!""#, r#"title: "Ski""#, &["text: Ski!"]);
    check("", r#"title: "Ski""#, &[]);
}

#[test]
fn html_escapes_all_values_but_the_field_html() {
    let content = r#"title: "Fish & <chips>", html: "<b>Fish</b> &amp; chips", text: "1 < 2",
        destination_url: "https://a.example/?a=1&b='2'""#;
    for (rendering, expected) in [
        (r#"html: "{{ title }}""#, "html: Fish &amp; &lt;chips&gt;"),
        (r#"html: "{{ html }}""#, "html: <b>Fish</b> &amp; chips"),
        (r#"html: "{{ text }}""#, "html: 1 &lt; 2"),
        (r#"html: "{{ profile.first_name }}""#, "html: &lt;Zoë&gt; &amp; Co"),
        (
            r#"html: "{{ destination_url }}""#,
            "html: https:&#x2f;&#x2f;a.example&#x2f;?a=1&amp;b=&#x27;2&#x27;",
        ),
        (r#"text: "{{ title }} {{ html }}""#, "text: Fish & <chips> <b>Fish</b> &amp; chips"),
        (r#"text: "{{ profile.met }} {{ profile.age == 34 }}""#, "text: 2000-02-29 true"),
        (r#"xml: "{{ title }}""#, "xml: Fish &amp; &lt;chips&gt;"),
        (r#"xml: "{{ html }}""#, "xml: &lt;b&gt;Fish&lt;&#x2f;b&gt; &amp;amp; chips"),
    ] {
        check(rendering, content, &[expected]);
    }
}

#[test]
fn content_fields_are_filled_in_first() {
    for (rendering, content, expected) in [
        (r#"text: "{{ title }}""#, r#"title: "Hello {{ profile.first_name }}""#, "text: Hello <Zoë> & Co"),
        // Escaped once, by the space's template.
        (r#"html: "{{ title }}""#, r#"title: "{{ profile.first_name }}""#, "html: &lt;Zoë&gt; &amp; Co"),
        // The field html is shown as it is, so what it names is escaped when it is filled in.
        (
            r#"html: "{{ html }}""#,
            r#"html: "<b>{{ profile.first_name }}</b>""#,
            "html: <b>&lt;Zoë&gt; &amp; Co</b>",
        ),
        // Also when another field that is not HTML has the same text.
        (
            r#"html: "{{ html }}""#,
            r#"html: "{{ profile.first_name }}", text: "{{ profile.first_name }}""#,
            "html: &lt;Zoë&gt; &amp; Co",
        ),
        (
            r#"text: "{{ text }}""#,
            r#"html: "{{ profile.first_name }}", text: "{{ profile.first_name }}""#,
            "text: <Zoë> & Co",
        ),
        // The catalog's own offer fields too.
        (r#"text: "{{ motto }}""#, r#"fields: {"motto": "Aged {{ profile.age }}"}"#, "text: Aged 34"),
        // What a value says is no template.
        (r#"text: "{{ title }}""#, r#"title: "{{ '{{ title }}' }}""#, "text: {{ title }}"),
    ] {
        check(rendering, content, &[expected]);
    }
}

#[test]
fn the_content_of_the_space_takes_the_place_of_the_shared_one() {
    let rendering = r#"text: "{{ title }}, {{ text }}, {{ motto }}""#;
    let content = |own: &str| {
        format!(
            r#"title: "Shared", text: "for all", fields: {{"motto": "Go"}},
                spaces: {{"{own}": Content(title: "Dear {{{{ profile.age }}}}", fields: {{"motto": "Stay"}})}}"#
        )
    };
    check(rendering, &content("web"), &["text: Dear 34, for all, Stay"]);
    check(rendering, &content("mail"), &["text: Shared, for all, Go"]);
}

#[test]
fn a_template_sees_the_offer_the_contact_the_call_and_the_proposition() {
    for (name, expected) in [
        ("offer.name", "a"),
        ("offer.code", "A1"),
        ("offer.label", "Offer A"),
        ("offer.category", "all"),
        ("offer.themes|join", "money"),
        ("offer.motto", "Go"),
        ("profile.id", "anna"),
        ("profile.age", "34"),
        ("profile.interests|length", "100"),
        ("call.language", "fr"),
        ("proposition.rank", "1"),
        ("proposition.weight", "5"),
        ("proposition.offer", "a"),
        ("proposition.space", "web"),
        ("proposition.at", "2026-06-15T12:00"),
    ] {
        let rendering = format!(r#"text: "{{{{ {name} }}}}""#);
        check(&rendering, r#"fields: {"motto": "Go"}"#, &[&format!("text: {expected}")]);
    }
    assert_eq!(NOW, "2026-06-15T10:00:00Z", "noon in the catalog's time zone");
}

#[test]
fn what_is_missing_is_shown_as_nothing_and_noted_unless_it_is_content() {
    for name in ["title", "motto"] {
        check(&format!(r#"html: "[{{{{ {name} }}}}]""#), "", &["html: []"]);
    }
    for name in ["nothing", "profile.born", "profile.a.b.c", "call.page", "offer.motto"] {
        let note = format!("note: r/a: “{name}” shows nothing: {name} is missing");
        check(&format!(r#"html: "[{{{{ {name} }}}}]""#), "", &["html: []", &note]);
    }
    for (expression, name) in [
        ("profile['born']", "profile.born"),
        ("profile.interests[500]", "profile.interests[500]"),
        ("profile.born[profile.age]", "profile.born[…]"),
        ("[1, 2][5].name", "…[5].name"),
    ] {
        let note = format!("note: r/a: “{expression}” shows nothing: {name} is missing");
        check(&format!(r#"html: "[{{{{ {expression} }}}}]""#), "", &["html: []", &note]);
    }
    let note = "note: r/a: “profile.born” shows nothing: profile.born is missing";
    check(r#"text: "[{{ title }}]""#, r#"title: "{{ profile.born }}""#, &["text: []", note]);
    check(r#"text: "{{ title|default('Hello') }}""#, "", &["text: Hello"]);
}

#[test]
fn what_cannot_be_filled_in_is_shown_as_nothing_wherever_it_stands() {
    for (expression, problem) in [
        ("100 / profile.visits", "profile.visits is missing"),
        ("100 / 0", "it divides by zero"),
        ("profile.age % 0", "it divides by zero"),
        ("profile.age // (profile.age - 34)", "it divides by zero"),
        ("profile.age ** 999", "no number comes of it, or a too large one (unable to calculate 34 ** 999)"),
        ("1e308 * 1e308", "it is no finite number"),
        ("profile.visits + 1", "profile.visits is missing"),
        (
            "profile.first_name - 1",
            "a value is not of the kind that is needed (tried to use - operator on unsupported types string and number)",
        ),
        ("profile.age|join", "a value is not of the kind that is needed (number is not iterable)"),
        ("profile.visits|upper", "profile.visits is missing"),
        ("profile.interests * 3", "a value is not of the kind that is needed"),
        ("profile.age[0:2]", "a value is not of the kind that is needed"),
    ] {
        let note = format!("note: r/a: “{expression}” shows nothing: {problem}");
        for (form, name) in [("html", "html"), ("text", "text"), ("xml", "xml")] {
            let rendering = format!(r#"{form}: "a{{{{ {expression} }}}}b""#);
            check(&rendering, "", &[&format!("{name}: ab"), &note]);
        }
        // Only one of the three.
        let rendering = format!(r#"html: "{{{{ title }}}}", text: "{{{{ {expression} }}}}""#);
        check(&rendering, r#"title: "Ski""#, &["html: Ski", "text: ", &note]);
        for field in ["title", "html", "text", "destination_url"] {
            let content = format!(r#"{field}: "a{{{{ {expression} }}}}b""#);
            let decision = decided(&format!(r#"text: "{{{{ {field} }}}}""#), &content);
            assert_eq!(in_words(&decision), ["text: ab".to_owned(), note.clone()], "{content}");
            assert_eq!(decision.propositions[0].look.content[field].to_string(), "ab");
        }
        let decision = decided("", &format!(r#"fields: {{"motto": "{{{{ {expression} }}}}"}}"#));
        assert_eq!(decision.propositions[0].look.content["motto"].to_string(), "");
        assert_eq!(in_words(&decision), [note], "of the catalog's own field");
    }
}

#[test]
fn no_source_of_a_template_is_ever_shown() {
    for source in [
        "Hello {{ profile.",
        "{{ title|nothing }}",
        "{{ 1 is nothing }}",
        "{{ now() }}",
        "{{ profile.first_name() }}",
        "{{ none() }}",
        "{% set x = 1 %}",
        "{% if profile.age %}",
        "{% endif %}",
        "{{ 'never closed }}",
        "{{ }}",
        "{% %}",
        "{# never closed",
        "{{ 1 / 0 }}{{",
        "{% for i in 3 %}{{ i }}{% endfor %}",
        "{% raw %}",
        "{{ a b }}",
        "{{ {'a': 1} }}",
    ] {
        for field in ["title", "html", "text", "destination_url", "image_url"] {
            let decision = decided(
                r#"html: "<i>{{ title }}{{ html }}</i>", text: "{{ text }}{{ image_url }}""#,
                &format!(r#"{field}: "{source}""#),
            );
            let report = serde_json::to_value(Report::of(&decision)).expect("it is JSON");
            let shown = report["propositions"].to_string();
            assert!(
                !shown.contains("{{") && !shown.contains("{%") && !shown.contains("{#"),
                "{source}: {shown}"
            );
            assert_eq!(decision.propositions[0].look.content[field].to_string(), "", "{source}");
            assert!(!decision.notes.is_empty(), "{source}");
        }
        for form in ["html", "text", "xml"] {
            let words = in_words(&decided(&format!(r#"{form}: "{source}""#), ""));
            let shown = words.iter().filter(|line| !line.starts_with("note:")).any(|line| line.contains('{'));
            assert!(
                !shown && words.iter().any(|line| line.starts_with("note: r/a: ")),
                "{source}: {words:?}"
            );
        }
    }
}

#[test]
fn a_template_that_cannot_be_read_renders_nothing_and_is_noted() {
    let unread =
        "note: r/a: The template cannot be read: unexpected end of input, expected end of variable block.";
    check(r#"html: "{{ title", text: "{{ title }}""#, r#"title: "Ski""#, &["text: Ski", unread]);
    let failed = decided(r#"html: "{{ title|upper }}", text: "{{ title|nothing }}""#, r#"title: "Ski""#);
    let words = in_words(&failed);
    assert_eq!(words[0], "html: SKI");
    assert!(words[1].starts_with("note: r/a: Unknown filter “nothing”."), "{words:?}");
    assert_eq!(words.len(), 2);
}

#[test]
fn a_content_field_that_cannot_be_filled_in_is_shown_as_nothing_and_is_noted() {
    let decision = decided(r#"html: "<i>{{ title }}</i>""#, r#"title: "Hello {{ profile.""#);
    let words = in_words(&decision);
    assert_eq!(words[0], "html: <i></i>");
    assert!(words[1].starts_with("note: r/a: The template cannot be read"), "{words:?}");
    assert_eq!(words.len(), 2);
}

#[test]
fn a_template_that_works_too_long_or_says_too_much_renders_nothing_and_is_noted() {
    let too_much = "note: r/a: The template takes too many steps or produces too much text.";
    let three_deep = |inner: &str| {
        let each = "{% for a in profile.interests %}";
        format!("{each}{each}{each}{inner}{}", "{% endfor %}".repeat(3))
    };
    let many_steps = format!(r#"html: "{}", text: "{{{{ title }}}}""#, three_deep("."));
    check(&many_steps, r#"title: "Ski""#, &["text: Ski", too_much]);
    let long = format!(r#"xml: "{{% for a in profile.interests %}}{}{{% endfor %}}""#, "x".repeat(20_000));
    check(&long, "", &[too_much]);
    let field = format!(r#"title: "{}""#, three_deep("."));
    let decision = decided("", &field);
    assert_eq!(in_words(&decision), [too_much]);
}

#[test]
fn no_template_can_read_a_file_or_another_template() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml").replace('\\', "/");
    assert!(std::path::Path::new(&file).exists());
    for source in [
        format!("{{% include '{file}' %}}"),
        format!("{{% import '{file}' as it %}}{{{{ it }}}}"),
        format!("{{% from '{file}' import it %}}"),
        format!("{{% extends '{file}' %}}"),
        format!("{{{{ include('{file}') }}}}"),
        format!("{{{{ open('{file}').read() }}}}"),
        "{% include 'template' %}".to_owned(),
        "{{ self.template() }}{{ super() }}".to_owned(),
        "{{ debug() }}".to_owned(),
    ] {
        for rendering in [format!(r#"html: "{source}""#), format!(r#"text: "{source}""#)] {
            let words = in_words(&decided(&rendering, ""));
            assert_eq!(words.len(), 1, "{source}: {words:?}");
            assert!(words[0].starts_with("note: r/a: The template"), "{source}: {words:?}");
        }
        let decision = decided("", &format!(r#"html: "{source}""#));
        let html = &decision.propositions[0].look.content["html"];
        assert_eq!(html.to_string(), "", "its source is shown to nobody");
        assert_eq!(decision.notes.len(), 1, "{source}");
    }
}

#[test]
fn the_report_has_the_content_filled_in_and_null_for_a_form_without_a_template() {
    let report = |rendering: &str| {
        let content = r#"title: "Hello {{ profile.age }}", fields: {"motto": "Go"}"#;
        let report = serde_json::to_value(Report::of(&decided(rendering, content))).expect("it is JSON");
        let of = |name: &str| report["propositions"][0][name].clone();
        [of("content"), of("html"), of("text"), of("xml")]
    };
    let content = json!({"title": "Hello 34", "motto": "Go"});
    assert_eq!(report(""), [content.clone(), Value::Null, Value::Null, Value::Null]);
    assert_eq!(
        report(r#"html: "<b>{{ title }}</b>", xml: "{{ broken""#),
        [content, json!("<b>Hello 34</b>"), Value::Null, Value::Null]
    );
}

#[test]
fn values_that_are_copied_for_each_offer_are_paid_for() {
    let offers: Vec<String> = (0..120).map(|index| offer(&format!("o{index}"), "")).collect();
    let shown = |theme: &str| {
        let category =
            format!(r#"Category(name: "all", themes: ["{theme}"], offers: [{}])"#, offers.concat());
        let space = r#"rendering: Rendering(text: "{{ proposition.offer }}"),"#;
        let catalog = shop(&[("space", space), ("categories", &category)]);
        let decision = decision(&catalog, r#"(space: "r/web", identity: ["anna"], count: 120)"#);
        assert_eq!(decision.propositions.len(), 120);
        decision.propositions.iter().filter(|proposed| proposed.look.rendered.text.is_some()).count()
    };
    assert_eq!(shown("money"), 120);
    // A megabyte, of which a hundred are the work of one decision.
    let some = shown(&"money".repeat(200_000));
    assert!((50..110).contains(&some), "{some}");
}
