//! Catalogs that come by mail and mean harm: each is checked, decides, and is opened in the window, with bounded
//! work. A reader or a template without bounds would hang or end these tests.

use crate::support::{Chosen, WINDOW, app, click, has, shell, type_text};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use std::fmt::Write;
use vitrine::app::{Action, App, InnerTab};
use vitrine::check::check;
use vitrine::contacts::Population;
use vitrine::engine::{Decision, Plan, decide};
use vitrine::model::{Call, Place, Ref};
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

/// A catalog whose offers have these contents and whose space has this template.
fn catalog(contents: &[String], rendering: &str) -> String {
    let mut offers = String::new();
    for (index, content) in contents.iter().enumerate() {
        let _ = write!(
            offers,
            r#"Offer(name: "o{index}", weights: [Weight(value: 5)], content: Content({content})),"#
        );
    }
    let interests = vec!["\"ski\""; 2_000].join(", ");
    format!(
        r#"#![enable(implicit_some)]
Catalog(format: 1, name: "mail", label: "Mail", settings: Settings(ties: CatalogOrder),
    dimensions: [Dimension(name: "r", kind: Recipient, key: ["id"], fields: [
        Field(name: "id", type: Text), Field(name: "interests", type: List), Field(name: "bio", type: Text)])],
    environments: [
        Environment(name: "e", label: "Opened", stage: Design(live: "l"), targeting_dimension: "r",
            spaces: [Space(name: "s", channel: InboundWeb, implicit_identification: true,
                content_fields: [ContentField(name: "title"), ContentField(name: "html")],
                rendering: Rendering({rendering}))],
            categories: [Category(name: "c", offers: [{offers}])]),
        Environment(name: "l", stage: Live, targeting_dimension: "r")],
    contacts: [Contact(dimension: "r", values: {{"id": "1", "interests": [{interests}], "bio": "{}"}})])"#,
        "b".repeat(200_000),
    )
}

fn quoted(field: &str, text: &str) -> String {
    format!("{field}: {}", serde_json::to_string(text).expect("a text"))
}

/// What templates try: each ends, and what is too much for one is given up.
fn templates() -> Vec<String> {
    let each = |over: &str, inner: &str| format!("{{% for a in {over} %}}{inner}{{% endfor %}}");
    let list = "profile.interests";
    let sum = |word: &str| (0..6).fold(word.to_owned(), |sum, _| format!("({sum} ~ {sum})"));
    vec![
        r#"{{ "}}{#" }}{% set x = "hi" %}{{ x }}#}"#.to_owned(),
        r#"{{ "}}{% raw %}" }}{% set x = title %}{{ x }}"#.to_owned(),
        format!("{{{{ {}1{} }}}}", "(".repeat(1_900), ")".repeat(1_900)),
        format!("{{{{ {}1 }}}}", "not ".repeat(1_000)),
        format!("{{{{ {}1 }}}}", "-".repeat(4_000)),
        format!("{{{{ x{} }}}}", "|e".repeat(1_900)),
        format!("{{{{ x{} }}}}", ".a".repeat(1_900)),
        format!("{{{{ 1{} }}}}", " if x else 1".repeat(300)),
        format!("{{% for {}a{} in b %}}{{% endfor %}}", "(".repeat(1_900), ")".repeat(1_900)),
        format!("{{% if x %}}{}{{% endif %}}", "{% elif x %}".repeat(300)),
        "{% if x %}".repeat(400),
        format!("{{{{ {} }}}}", sum("profile.bio")),
        "{{ profile.bio * 99000000 }}".to_owned(),
        "{{ 'x' * 99999999999999999999 }}".to_owned(),
        "{{ [profile.bio] * 9000000 }}".to_owned(),
        each(list, "{{ (profile.bio * 400)|length }}"),
        each(list, "{{ profile.bio|upper|length }}"),
        each(list, "{{ profile.bio|replace('b', 'bb')|length }}"),
        each(list, "{{ profile.interests|sort|join(profile.bio)|length }}"),
        each(list, "{{ profile.bio|urlencode|length }}{{ profile.bio|e|length }}"),
        each(list, "{{ profile.bio[1:]|trim('b')|length }}"),
        each(list, "{% if 'zz' in profile.bio %}{% endif %}"),
        each(list, &each(list, &each(list, ""))),
        each(list, "{{ profile }}"),
        "{{ 9 ** 9 ** 9 ** 9 }}{{ 1e308 * 10 }}{{ 1 // 0 }}{{ 1.0 % 0 }}".to_owned(),
        "{{ profile.bio|int }}{{ profile.bio|round(99999) }}{{ 1|round(2147483647) }}".to_owned(),
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}".to_owned(),
        "{% block b %}{{ self.b() }}{% endblock %}".to_owned(),
        "{% include 'template' %}{{ loop(profile) }}{{ super() }}{{ range(99999999) }}".to_owned(),
        "{%- for\u{a0}a in profile.interests -%}\u{202e}{%- endfor -%}".to_owned(),
        format!("{{% raw %}}{}", "{{ ".repeat(30_000)),
        "{# ".repeat(30_000),
        "{{'\\'\n".repeat(20_000),
        "{{ '' }}".repeat(10_000),
        (0..3_000).fold(String::new(), |all, index| all + &format!("{{{{ unknown_{index} }}}}")),
    ]
}

/// What HTML tries.
fn pages() -> Vec<String> {
    let attributes = (0..150_000).fold(String::new(), |all, index| all + &format!(" a{index}=1"));
    let bold = (0..300).fold(String::new(), |all, index| all + &format!("<b id=a{index}>"));
    vec![
        format!("<p{attributes}>x</p>"),
        "<div>".repeat(100_000),
        "<ul><li>".repeat(50_000),
        "<table><tr><td>".repeat(30_000),
        format!("<p>{bold}{}", "<p>x".repeat(20_000)),
        "<svg><title><script>".repeat(20_000),
        "<!--".repeat(100_000),
        "&#x41;&amp".repeat(100_000),
        format!("<p title=\"{}", "x ".repeat(100_000)),
        "<p a='".repeat(100_000),
        "<".repeat(500_000),
    ]
}

/// The decision for the one contact, with every offer there is.
fn decided(source: &str) -> Decision {
    let loaded = vitrine::storage::read(source.as_bytes()).expect("a catalog");
    let (plan, population) = (Plan::new(&loaded.catalog), Population::of(&loaded.catalog));
    let now = "2026-11-21T09:00:00Z".parse().expect("a moment");
    let issues = check(&plan, &population, now);
    assert!(issues.iter().all(|issue| !issue.code.is_empty()));
    let mut call = Call::new("e/s");
    call.identity = vec![vitrine::model::Value::Text("1".to_owned())];
    call.count = 1_000;
    decide(&plan, &population, &call, now).expect("an answer")
}

/// Opens a catalog, its space and its first offer, and looks at them.
fn opened(source: &str, offers: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mail.catalog.ron");
    std::fs::write(&path, source).expect("written");
    let forms =
        (0..offers).step_by(offers.div_ceil(3)).map(|at| Ref::Offer("e".to_owned(), format!("o{at}")));
    let mut app: App = app(Language::En, Chosen::paths([]), Some(path));
    app.poll();
    let mut window = shell(ThemeChoice::Light, WINDOW, app);
    for form in forms.chain([Ref::Space("e".to_owned(), "s".to_owned())]) {
        window.state_mut().act(vec![Action::Open(form.clone())]);
        window.run();
        assert_eq!(window.state().app().view().active_tab(), Some(&form));
        assert!(window.query_all_by_role(Role::TreeItem).next().is_some(), "the window lives");
    }
}

#[test]
fn hostile_templates_are_checked_decide_and_open() {
    let sources = templates();
    for field in ["title", "html"] {
        let contents: Vec<String> = sources.iter().map(|source| quoted(field, source)).collect();
        let source = catalog(&contents, r#"html: "<b>{{ title }}</b>{{ html }}""#);
        let decision = decided(&source);
        assert_eq!(decision.propositions.len(), sources.len());
        let shown: usize = decision
            .propositions
            .iter()
            .filter_map(|it| it.look.rendered.html.as_ref())
            .map(String::len)
            .sum();
        assert!(shown < 40_000_000, "{shown}");
        let in_notes =
            |address: &str| decision.notes.iter().any(|note| Language::En.say(note).contains(address));
        for proposed in decision.propositions.iter().take(24) {
            assert!(in_notes(&proposed.offer), "{} says so", proposed.offer);
        }
        if field == "html" {
            opened(&source, sources.len());
        }
    }
    for source in &sources {
        let rendering = format!("{}, {}", quoted("html", source), quoted("text", source));
        let decision = decided(&catalog(&["title: \"Ski\"".to_owned()], &rendering));
        assert_eq!(decision.propositions.len(), 1);
    }
}

#[test]
fn hostile_pages_are_checked_decide_and_open() {
    let contents: Vec<String> = pages().iter().map(|page| quoted("html", page)).collect();
    let source = catalog(&contents, r#"html: "{{ html }}""#);
    assert_eq!(decided(&source).propositions.len(), contents.len());
    opened(&source, contents.len());
}

/// What nobody sees in a comment is told of like what nobody sees in a text, for as long as the file has it.
#[test]
fn what_nobody_sees_in_a_comment_is_among_the_problems() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mail.catalog.ron");
    let text = "// all\nCatalog(format: 1, name: \"mail\", // \u{202e}eslaf :enable\n    label: \"Mail\")\n";
    std::fs::write(&path, text).expect("written");
    let mut app = app(Language::En, Chosen::paths([]), Some(path.clone()));
    app.poll();
    let mut window = shell(ThemeChoice::Light, WINDOW, app);
    let row = "Comment or attribute in line 2: This text contains an invisible character, U+202E.";
    assert!(has(&window, Role::Button, row));
    let save = |window: &mut egui_kittest::Harness<'_, Shell>, label: &str| {
        let field = window.query_all_by_role_and_label(Role::TextInput, "Label").next();
        field.expect("the label").focus();
        window.run();
        window.key_press_modifiers(Modifiers::COMMAND, Key::A);
        type_text(window, label);
        window.key_press_modifiers(Modifiers::COMMAND, Key::S);
        window.run();
    };
    click(&mut window, Role::Button, row);
    save(&mut window, "Post");
    let saved = std::fs::read_to_string(&path).expect("read");
    assert!(saved.contains("Post") && saved.contains('\u{202e}'), "comments are kept");
    let line = 1 + saved.lines().position(|line| line.contains('\u{202e}')).expect("kept");
    let row = row.replace("line 2", &format!("line {line}"));
    assert!(has(&window, Role::Button, &row), "{row}");
}

/// How many buttons there are whose name begins so.
fn buttons(window: &egui_kittest::Harness<'static, vitrine::ui::Shell>, name: &str) -> usize {
    let all = window.query_all_by_role(Role::Button).map(|node| node.accesskit_node().label());
    all.flatten().filter(|label| label.starts_with(name)).count()
}

#[test]
fn a_list_of_twenty_thousand_is_built_page_by_page() {
    let weights =
        (0..20_000).map(|at| format!("Weight(value: {at}, label: \"w{at}\"),")).collect::<Vec<_>>().concat();
    let source = catalog(&["title: \"a\"".to_owned()], "")
        .replace("weights: [Weight(value: 5)]", &format!("weights: [{weights}]"));
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mail.catalog.ron");
    std::fs::write(&path, &source).expect("written");
    let offer = Ref::Offer("e".to_owned(), "o0".to_owned());
    let window = |actions: Vec<Action>| {
        let mut app: App = app(Language::En, Chosen::paths([]), Some(path.clone()));
        app.poll();
        app.apply(actions);
        shell(ThemeChoice::Light, WINDOW, app)
    };
    let open = Action::Open(offer.clone());
    let mut first = window(vec![open.clone(), Action::Inner(offer.clone(), InnerTab::Eligibility)]);
    assert_eq!(buttons(&first, "Remove weight"), 50);
    assert!(first.query_by_label_contains("1 to 50 of 20").is_some());
    first.query_all_by_label("Last items").last().expect("the button").click_accesskit();
    first.run();
    assert!(first.query_by_label("Remove weight 20000").is_some());
    assert_eq!(buttons(&first, "Remove weight"), 50);
    // An issue leads to its page.
    let place = Place::new(offer, Vec::new()).field("weights").index(3_020).field("value");
    let led = window(vec![open, Action::GoTo(place)]);
    assert!(led.query_by_label("Remove weight 3021").is_some());
}
