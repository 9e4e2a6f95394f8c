//! Labels and contents of any length: what is drawn of them is bounded, and says so where it is cut.

use crate::support::{Chosen, WINDOW, app, reading, shell};
use egui::accesskit::Role;
use egui::epaint::ClippedShape;
use egui::{Key, Modifiers, Shape};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::collections::BTreeSet;
use vitrine::app::{Action, App, Command, InnerTab};
use vitrine::check::check;
use vitrine::contacts::Population;
use vitrine::document::{Edit, Query, find};
use vitrine::model::{Entity, Offer, Ref};
use vitrine::text::{Language, MOST_EDITED, Message};
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

type Window = Harness<'static, Shell>;

/// Bytes of the longest text that a label or a sentence draws.
const MOST: usize = 3_000;
/// Of the texts in the catalog here: more than that, and less than what fields show.
const LONG: usize = 20_000;

/// A catalog in which everything has a long label, and an offer long content.
fn catalog(long: &str, content: &str) -> String {
    format!(
        r#"#![enable(implicit_some)]
Catalog(format: 1, name: "mail", label: "{long}", settings: Settings(ties: CatalogOrder), channels: ["name"],
    dimensions: [Dimension(name: "r", label: "{long}", kind: Recipient, key: ["id"], fields: [
        Field(name: "id", type: Text), Field(name: "bio", label: "{long}", type: Text), Field(name: "name", type: Text)])],
    folders: [Folder(name: "f", label: "{long}", holds: Recipients)],
    offer_fields: [Field(name: "slogan", label: "{long}", type: Text)],
    presentation_rules: [PresentationRule(name: "p", label: "{long}", within: "9d", at_most: 1)],
    typologies: [Typology(name: "t", label: "{long}", rules: ["p"])],
    environments: [
        Environment(name: "e", label: "{long}", stage: Design(live: "l"), targeting_dimension: "r", typology: "t",
            call_data: [Field(name: "page", label: "{long}", type: Text)],
            call_data_examples: [Example(name: "v", values: {{"page": "v"}})],
            filters: [Filter(name: "a", label: "{long}", rule: "profile.bio == 'v'")],
            spaces: [Space(name: "s", label: "{long}", channel: InboundWeb, implicit_identification: true,
                content_fields: [ContentField(name: "title"), ContentField(name: "html")],
                rendering: Rendering(html: "{{{{ title }}}}{{{{ html }}}}", text: "{{{{ title }}}}")),
                Space(name: "name", channel: InboundWeb)],
            categories: [Category(name: "c", label: "{long}", themes: ["name"], offers: [
                Offer(name: "o", label: "{long}", code: "v", target: "profile.bio == 'v'",
                    weights: [Weight(label: "{long}", value: 5), Weight(value: 1, period: Period(until: "2020-01-01"))],
                    content: Content(title: "{content}", html: "<b>{content}</b><code>{content}</code>", text: "{content}",
                        destination_url: "https://a.example/v", image_url: "v", fields: {{"slogan": "v"}})),
                Offer(name: "name", weights: [Weight(value: 9)], content: Content(title: "v"))]),
                Category(name: "name")]),
        Environment(name: "l", label: "{long}", stage: Live, targeting_dimension: "r")],
    templates: [Offer(name: "blank", label: "{long}")],
    contacts: [Contact(dimension: "r", folder: "f", cookies: ["v"], values: {{"id": "v", "bio": "v"}},
        history: [Proposition(offer: "e/o", space: "e/s", at: "2026-11-01", status: Presented)])],
    scenarios: [Scenario(name: "z", label: "{long}", call: Call(space: "e/s", identity: ["v"], at: "2026-11-21T10:00"),
        expect: Expect(answered_by: "e/s", offers: ["e/o"], excluded: {{"e/o": target}}))])"#
    )
}

fn opened(source: &str, actions: Vec<Action>) -> Window {
    let mut app = reading(Language::En, source);
    app.apply(actions);
    shell(ThemeChoice::Light, WINDOW, app)
}

/// The texts that are drawn now and are longer than a sentence or a label may be.
fn long_texts(window: &Window) -> Vec<String> {
    fn of<'s>(shape: &'s Shape, found: &mut Vec<&'s str>) {
        match shape {
            Shape::Text(text) if text.galley.text().len() > MOST => found.push(text.galley.text()),
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| of(shape, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    window.output().shapes.iter().for_each(|ClippedShape { shape, .. }| of(shape, &mut found));
    let roles = [Role::TextInput, Role::MultilineTextInput, Role::SearchInput];
    let fields: BTreeSet<String> = roles
        .into_iter()
        .flat_map(|role| window.query_all_by_role(role).filter_map(|node| node.accesskit_node().value()))
        .collect();
    let others = found.into_iter().filter(|text| !fields.contains(*text));
    others.map(|text| format!("{} bytes: {}…{}", text.len(), &text[..20], &text[text.len() - 20..])).collect()
}

/// The entities of the catalog.
fn entities() -> Vec<Ref> {
    let of = |name: &str| name.to_owned();
    vec![
        Ref::Catalog,
        Ref::Dimension(of("r")),
        Ref::Folder(of("f")),
        Ref::PresentationRule(of("p")),
        Ref::Typology(of("t")),
        Ref::Environment(of("e")),
        Ref::Filter(of("e"), of("a")),
        Ref::Space(of("e"), of("s")),
        Ref::Space(of("e"), of("name")),
        Ref::Category(of("e"), of("c")),
        Ref::Category(of("e"), of("name")),
        Ref::Offer(of("e"), of("o")),
        Ref::Offer(of("e"), of("name")),
        Ref::Template(of("blank")),
        Ref::Contact(0),
        Ref::Scenario(of("z")),
    ]
}

#[test]
fn labels_of_any_length_are_drawn_by_their_beginning() {
    let source = catalog(&"W".repeat(LONG), "short");
    let mut window = opened(&source, entities().into_iter().map(Action::Open).collect());
    let mut found = BTreeSet::new();
    for _ in entities() {
        window.key_press_modifiers(Modifiers::COMMAND, Key::Tab);
        window.run();
        let entity = window.state().app().view().active_tab().expect("one is open").clone();
        for tab in InnerTab::of(&entity).iter().filter(|tab| **tab != InnerTab::Source) {
            let title = Language::En.text(tab.title());
            window.query_all_by_role_and_label(Role::Tab, &title).last().expect("the tab").click_accesskit();
            window.run();
            let texts = long_texts(&window).into_iter();
            found.extend(texts.map(|text| format!("{} {tab:?}: {text}", entity.kind())));
        }
    }
    assert_eq!(found, BTreeSet::new());
    for command in [Command::GoTo, Command::Find, Command::Palette, Command::OffersTable] {
        let window = opened(&source, vec![Action::Run(command)]);
        assert_eq!(long_texts(&window), [] as [String; 0], "{command:?}");
    }
}

#[test]
fn a_text_that_is_too_long_for_a_field_is_shown_by_its_beginning_and_says_so() {
    let huge = "h".repeat(1_000_000);
    let offer = Ref::Offer("e".to_owned(), "o".to_owned());
    for tab in InnerTab::of(&offer) {
        let actions = vec![Action::Open(offer.clone()), Action::Inner(offer.clone(), *tab)];
        let window = opened(&catalog("short", &huge), actions);
        let drawn: usize = window.output().shapes.iter().map(|it| letters(&it.shape)).sum();
        assert!(drawn < 700_000, "{tab:?}: {drawn}");
        let says = |text: &str| window.query_all_by_label_contains(text).next().is_some();
        match tab {
            InnerTab::Content => assert!(says("Too long to be edited here")),
            InnerTab::Preview => assert!(says("Only the beginning of the page is shown.")),
            InnerTab::Source => assert!(says("Only the beginning is shown")),
            _ => {}
        }
    }
}

/// What a field shows the beginning of is found, checked, decided on and saved to its last letter.
#[test]
fn a_text_that_is_too_long_for_a_field_is_whole_everywhere_else() {
    let huge = format!("{}<script>needle()</script>", "h".repeat(2 * MOST_EDITED));
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mail.catalog.ron");
    std::fs::write(&path, catalog("short", &huge.replace('"', "'"))).expect("written");
    let mut app = app(Language::En, Chosen::paths([]), Some(path.clone()));
    app.poll();
    let at = Ref::Offer("e".to_owned(), "o".to_owned());
    let of = |app: &App| match app.workspace().catalog().entity(&at) {
        Some(Entity::Offer(offer)) => offer,
        _ => panic!("an offer"),
    };
    let offer = of(&app);
    let renamed = Offer { label: "Other".to_owned(), ..Offer::clone(&offer) };
    let edit = Edit::Put(at.clone(), Entity::Offer(renamed.into()));
    app.apply(vec![
        Action::Open(at.clone()),
        Action::Edit { edit, name: Message::new("app-command-save"), field: None },
    ]);
    let mut window = shell(ThemeChoice::Light, WINDOW, app);
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.run();
    let app = window.state().app();
    assert!(!app.workspace().document().is_dirty());
    let saved = std::fs::read_to_string(&path).expect("saved");
    assert!(saved.contains("label: \"Other\"") && saved.contains(&huge));
    assert_eq!(of(app).content, offer.content);
    let query = Query { text: "needle".to_owned(), case: true, whole_words: true };
    assert!(find(app.workspace().catalog(), &query).total > 0);
    let found = check(
        app.workspace().plan(),
        &Population::of(app.workspace().catalog()),
        jiff::Timestamp::UNIX_EPOCH,
    );
    assert!(found.iter().any(|issue| issue.code == "active_content"), "{found:?}");
}

fn letters(shape: &Shape) -> usize {
    match shape {
        Shape::Text(text) => text.galley.text().len(),
        Shape::Vec(shapes) => shapes.iter().map(letters).sum(),
        _ => 0,
    }
}
