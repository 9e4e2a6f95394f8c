//! Templates, content and the preview of an offer: what is offered while somebody types, what is said of it,
//! and how each element of HTML is seen.

use crate::support::{Chosen, app, click, find, has, press, says, shell, type_text};
use egui::accesskit::Role;
use egui::{Key, Modifiers, OutputCommand};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::Path;
use std::sync::Arc;
use vitrine::app::{Action, App, Command, InnerTab, Picture, PreviewChange};
use vitrine::document::Edit;
use vitrine::model::{Content, Entity, Offer, Ref, Space};
use vitrine::storage;
use vitrine::text::{Language, Message};
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

const HIGH: [f32; 2] = [1280.0, 2400.0];

type Window = Harness<'static, Shell>;

/// Every element that is shown, and what is not.
const ELEMENTS: &str = "<h2>Every <em>element</em></h2>\
    <p>Pay <strong>nothing</strong> <a href=\"https://bank.example/card?a=1\">on the web</a>, \
    <a href=\"mailto:a@b.example\">by mail</a> or <a href=\"javascript:alert(1)\">by script</a>.</p>\
    <ul><li>First</li><li>Second<ol><li>Inside</li></ol></li></ul>\
    <blockquote>Said by <code>somebody</code></blockquote><hr><pre>a\n  b</pre>\
    <table><tr><th>Fee</th><th>Much</th></tr><tr><td>Card</td><td>0 €</td></tr></table>\
    <p style=\"text-align:center;color:#fff\">Centred</p>\
    <img src=\"card.png\" alt=\"Our card\"><img src=\"https://img.example/x.png\" alt=\"From the web\">\
    <script>document.write('written by script')</script><p onclick=\"x()\">Clicked</p>";

fn deposit() -> Ref {
    Ref::Offer("recipient".to_owned(), "term_deposit".to_owned())
}

/// The sample catalog with another content of one offer, tried for Anna when its scenarios take place.
fn prepared(language: Language, content: impl FnOnce(&mut Content)) -> App {
    let mut app = app(language, Arc::new(Chosen::default()), None);
    let environment = app.workspace().catalog().environment("recipient").expect("the environment");
    let mut offer = Offer::clone(environment.offer("term_deposit").expect("the offer").1);
    content(&mut offer.content);
    let edit = Edit::Put(deposit(), Entity::Offer(Arc::new(offer)));
    app.apply(vec![
        Action::Edit { edit, name: Message::new("offers-html"), field: None },
        Action::Preview(PreviewChange::At("2026-11-21T10:00".parse().ok())),
        Action::Preview(PreviewChange::Who(Some(0))),
        Action::Open(deposit()),
    ]);
    app
}

fn preview_of(language: Language, html: &str) -> Window {
    let mut app = prepared(language, |content| html.clone_into(&mut content.html));
    // The live preview shows the same offer beside it.
    app.apply(vec![Action::Inner(deposit(), InnerTab::Preview), Action::Run(Command::TogglePreview)]);
    shell(ThemeChoice::Light, HIGH, app)
}

/// How many widgets of that role are on the page of the offer.
fn on_page(window: &Window, role: Role) -> usize {
    find(window, Role::Article, "Offer preview").query_all_by_role(role).count()
}

#[test]
fn each_element_has_its_role() {
    let window = preview_of(Language::En, ELEMENTS);
    let page = find(&window, Role::Article, "Offer preview");
    let heading = page.get_by_role_and_label(Role::Heading, "Every element");
    assert_eq!(heading.accesskit_node().data().level(), Some(2));
    for (role, name) in [
        (Role::Label, "Pay nothing "),
        (Role::Link, "on the web"),
        (Role::Label, "First"),
        (Role::Label, "Said by somebody"),
        (Role::Label, "a\n  b"),
        (Role::ColumnHeader, "Fee"),
        (Role::Cell, "0 €"),
        (Role::Label, "Centred"),
        (Role::Image, "Our card"),
        (Role::Image, "From the web"),
    ] {
        assert!(page.query_by_role_and_label(role, name).is_some(), "{role:?} {name}");
    }
    let counts =
        [Role::List, Role::ListItem, Role::Blockquote, Role::Table, Role::Row].map(|it| on_page(&window, it));
    assert_eq!(counts, [2, 3, 1, 1, 2]);
}

#[test]
fn what_would_run_is_left_out_and_said() {
    let mut window = preview_of(Language::En, ELEMENTS);
    assert!(!says(&window, "written by script"));
    for what in ["A script would run", "The attribute onclick would run", "The address in href would run"] {
        assert!(says(&window, &format!("Removed from the preview: {what}")), "{what}");
    }
    let link = |name: &str| find(&window, Role::Link, name).accesskit_node().is_disabled();
    assert_eq!([link("on the web"), link("by script"), link("by mail")], [false, true, true]);
    find(&window, Role::Link, "on the web").click();
    assert_eq!(opened(&mut window), ["https://bank.example/card?a=1"]);
    // Checking says it too, with its place.
    let issues = window.state().app().workspace().issues();
    let of_content =
        issues.iter().filter(|issue| issue.code == "active_content" && issue.place.entity == deposit());
    assert_eq!(of_content.filter(|issue| issue.place.span.is_some()).count(), 3);
}

/// The addresses that a browser is asked to open in the next frames.
fn opened(window: &mut Window) -> Vec<String> {
    let mut urls = Vec::new();
    for _ in 0..4 {
        window.step();
        let commands = window.output().platform_output.commands.iter();
        urls.extend(commands.filter_map(|command| match command {
            OutputCommand::OpenUrl(open) => Some(open.url.clone()),
            _ => None,
        }));
    }
    urls
}

#[test]
fn pictures_come_from_beside_the_file_and_never_from_the_network() {
    let folder = tempfile::tempdir().expect("a folder");
    let picture = image::RgbaImage::from_pixel(40, 20, image::Rgba([200, 0, 0, 255]));
    picture.save(folder.path().join("card.png")).expect("written");
    let sample = prepared(Language::En, |content| ELEMENTS.clone_into(&mut content.html));
    let path = folder.path().join("bank.catalog.ron");
    std::fs::write(&path, storage::write(sample.workspace().catalog(), None).expect("written"))
        .expect("written");
    let mut app = app(Language::En, Arc::new(Chosen::default()), Some(path));
    app.poll();
    app.apply(vec![Action::Open(deposit()), Action::Inner(deposit(), InnerTab::Preview)]);
    let window = shell(ThemeChoice::Dark, HIGH, app);
    let known = |address: &str| match window.state().app().picture(&address.into()) {
        Some(Picture::Ready(pixels)) => format!("{:?}", pixels.size),
        Some(Picture::Refused(why)) => why.id.to_owned(),
        other => format!("{other:?}"),
    };
    assert_eq!(known("card.png"), "[40, 20]");
    assert_eq!(known("https://img.example/x.png"), "render-picture-remote");
    let card = find(&window, Role::Image, "Our card");
    assert_eq!((card.rect().width(), card.rect().height()), (40.0, 20.0));
    let remote =
        find(&window, Role::Image, "From the web").accesskit_node().data().description().map(str::to_owned);
    let said = remote.unwrap_or_default();
    assert!(
        said.contains("https://img.example/x.png") && said.contains("does not use the network"),
        "{said}"
    );
}

#[test]
fn an_offer_is_seen_as_wide_as_each_screen() {
    let text = "word ".repeat(100);
    let mut window = preview_of(Language::En, &format!("<p>{text}</p>"));
    let mut widths = Vec::new();
    for screen in ["Phone", "Tablet", "Desktop"] {
        click(&mut window, Role::RadioButton, screen);
        widths.push(find(&window, Role::Label, text.trim()).rect().width());
    }
    let within = widths
        .iter()
        .zip([360.0, 768.0, 1200.0])
        .all(|(width, screen)| (screen * 0.8..screen).contains(width));
    assert!(within, "{widths:?}");
}

#[test]
fn whether_the_contact_gets_it_is_said_with_the_way_to_what_stops_it() {
    let mut window = preview_of(Language::En, "<p>Hello {{ profile.first_name }}</p>");
    assert!(says(&window, "This contact gets this offer here, at rank "));
    assert!(says(&window, "Hello Anna"));
    click(&mut window, Role::RadioButton, "HTML");
    let html = "<p>Hello Anna</p>";
    assert!(says(&window, html));
    let student = Ref::Offer("recipient".to_owned(), "student_pack".to_owned());
    let mut app = prepared(Language::En, |_| {});
    let shown = Action::Inner(student.clone(), InnerTab::Preview);
    app.apply(vec![Action::Open(student.clone()), shown, Action::Run(Command::TogglePreview)]);
    let mut window = shell(ThemeChoice::Light, HIGH, app);
    assert!(says(&window, "This contact does not get this offer here. "));
    assert!(on_page(&window, Role::Heading) > 0, "it is shown all the same");
    click(&mut window, Role::Button, "Show what blocks it");
    let led = window.state().app().view().lead.to.as_ref().expect("a place");
    assert_eq!((&led.entity, led.field_text().as_str()), (&student, "target"));
}

#[test]
fn a_contact_chosen_here_is_not_that_of_the_live_preview() {
    let mut window = preview_of(Language::En, "<p>Hello {{ profile.first_name|default('you') }}</p>");
    click(&mut window, Role::ComboBox, "Who");
    click(&mut window, Role::ListBoxOption, "Anonymous visitor");
    let page = find(&window, Role::Article, "Offer preview");
    assert!(page.query_by_label_contains("Hello you").is_some());
    assert_eq!(window.state().app().preview().who(), Some(0));
}

#[test]
fn the_page_for_the_browser_runs_and_loads_nothing() {
    let mut window = preview_of(Language::En, ELEMENTS);
    find(&window, Role::Button, "Open in browser").click();
    let urls = opened(&mut window);
    let url = urls.first().expect("an address");
    let page =
        std::fs::read_to_string(Path::new(url.strip_prefix("file://").expect("a file"))).expect("written");
    assert!(page.contains("Content-Security-Policy") && page.contains("Pay <strong>nothing</strong>"));
    for never in ["<script", "onclick", "javascript:", "img.example"] {
        assert!(!page.contains(never), "{never}");
    }
}

/// The sample catalog with the tab *Rendering* of a space in front.
fn rendering(language: Language) -> Window {
    let mut app = prepared(language, |_| {});
    let space = Ref::Space("recipient".to_owned(), "web_best".to_owned());
    app.apply(vec![Action::Open(space.clone()), Action::Inner(space, InnerTab::Rendering)]);
    shell(ThemeChoice::Light, HIGH, app)
}

fn space(window: &Window) -> Space {
    window
        .state()
        .app()
        .workspace()
        .catalog()
        .space_at("recipient/web_best")
        .expect("the space")
        .1
        .as_ref()
        .clone()
}

fn write(window: &mut Window, field: &str, text: &str) {
    find(window, Role::MultilineTextInput, field).focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    type_text(window, text);
}

#[test]
fn what_can_stand_there_is_offered_and_taken_by_keyboard() {
    let mut window = rendering(Language::En);
    write(&mut window, "HTML", "<h1>{{ ti");
    assert!(has(&window, Role::ListBoxOption, "title"));
    press(&mut window, Key::Enter);
    assert_eq!(space(&window).rendering.html, "<h1>{{ title");
    type_text(&mut window, " }} {{ profile.");
    assert!(window.query_all_by_role(Role::ListBoxOption).count() > 5);
    press(&mut window, Key::Escape);
    assert_eq!(window.query_all_by_role(Role::ListBoxOption).count(), 0, "Escape closes the list only");
    type_text(&mut window, "fir");
    press(&mut window, Key::Tab);
    assert_eq!(space(&window).rendering.html, "<h1>{{ title }} {{ profile.first_name");
    type_text(&mut window, "|up");
    press(&mut window, Key::Tab);
    type_text(&mut window, " }}</h1>");
    assert_eq!(space(&window).rendering.html, "<h1>{{ title }} {{ profile.first_name|upper }}</h1>");
    assert!(says(&window, "ANNA"), "the sample follows at once");
    type_text(&mut window, "{{ ");
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::ArrowDown);
    assert_eq!(space(&window).rendering.html.matches('\n').count(), 0, "the arrows steer the list");
    click(&mut window, Role::ListBoxOption, "html");
    assert!(space(&window).rendering.html.ends_with("{{ html"));
}

#[test]
fn what_is_wrong_with_a_template_has_its_line_and_column() {
    let mut window = rendering(Language::En);
    write(&mut window, "HTML", "<b>\n{{ title|uper }}");
    assert!(says(&window, "line 2, column 10: Unknown filter “uper”."));
    write(&mut window, "HTML", "<b>\n{{ profile.shoe }} {{ html }}");
    assert!(says(&window, "line 2, column 4: The template uses an unknown field: “profile.shoe”"));
    write(&mut window, "HTML", "<i>{{ partner }} {{ title }}</i><script></script>");
    assert!(says(&window, "line 1, column 33: A script would run"));
    let declared = space(&window).content_fields.iter().any(|field| field.name == "partner");
    assert!(!declared);
    assert!(says(&window, "line 1, column 7: "));
    click(&mut window, Role::Button, "Declare partner on this space");
    assert!(space(&window).content_fields.iter().any(|field| field.name == "partner"));
    assert!(!says(&window, "line 1, column 7: "));
}

#[test]
fn content_that_spaces_require_comes_first_and_is_missed_where_it_is_missing() {
    let mut app = prepared(Language::En, |content| content.html.clear());
    app.apply(vec![Action::Inner(deposit(), InnerTab::Content)]);
    let mut window = shell(ThemeChoice::Light, HIGH, app);
    assert!(says(&window, "HTML missing, so the offer is not proposed there"));
    let top = |window: &Window, role: Role, name: &str| {
        window.query_all_by_role_and_label(role, name).next().expect(name).rect().top()
    };
    let html = top(&window, Role::MultilineTextInput, "HTML");
    assert!(html < top(&window, Role::TextInput, "Image URL"), "required before what is not");
    write(&mut window, "HTML", "<p>{{ profile.fir");
    press(&mut window, Key::Enter);
    assert!(!says(&window, "HTML missing, so the offer"));
    let app = window.state().app();
    let html =
        &app.workspace().catalog().environment("recipient").expect("it").offer("term_deposit").expect("it").1;
    assert_eq!(html.content.html, "<p>{{ profile.first_name");
}

#[test]
fn the_preview_speaks_french() {
    let mut window = preview_of(Language::Fr, ELEMENTS);
    assert!(has(&window, Role::Tab, "Aperçu"));
    click(&mut window, Role::RadioButton, "Ordinateur");
    assert!(says(&window, "Retiré de l’aperçu\u{a0}: Un script s’exécuterait"));
    assert!(says(&window, "Ce contact reçoit cette offre ici, au rang "));
    assert!(has(&window, Role::Button, "Ouvrir dans le navigateur"));
}

#[test]
fn what_a_template_does_not_show_names_the_offer_by_its_label() {
    let mut app = app(Language::En, Arc::new(Chosen::default()), None);
    let metal = Ref::Offer("recipient".to_owned(), "metal_card".to_owned());
    app.apply(vec![
        Action::Preview(PreviewChange::Who(None)),
        Action::Open(metal.clone()),
        Action::Inner(metal, InnerTab::Preview),
    ]);
    let window = shell(ThemeChoice::Light, HIGH, app);
    let said = "Metal card: “profile.first_name” shows nothing";
    assert!(window.query_all_by_label_contains(said).next().is_some());
    assert!(window.query_all_by_label_contains("recipient/metal_card:").next().is_none());
}
