//! The button beside each template that puts a field of the contact, the call, the offer or the content into it.

use crate::support::{Chosen, WINDOW, app, click, find, has, press, shell, type_text};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT;
use vitrine::app::{Action, Command, InnerTab};
use vitrine::model::{Content, Ref};
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

type Window = Harness<'static, Shell>;

/// High enough for every field of a tab.
const HIGH: [f32; 2] = [1280.0, 2600.0];

fn deposit() -> Ref {
    Ref::Offer("recipient".to_owned(), "term_deposit".to_owned())
}

fn window(language: Language, size: [f32; 2], entity: Ref, tab: InnerTab) -> Window {
    let mut app = app(language, Chosen::paths([]), None);
    app.run(Command::TogglePreview);
    app.apply(vec![Action::Open(entity.clone()), Action::Inner(entity, tab)]);
    shell(ThemeChoice::Light, size, app)
}

fn content(window: &Window) -> Content {
    let catalog = window.state().app().workspace().catalog();
    let environment = catalog.environment("recipient").expect("it is there");
    environment.offer("term_deposit").expect("it is there").1.content.clone()
}

fn focused(window: &Window, role: Role, name: &str) -> bool {
    find(window, role, name).accesskit_node().is_focused()
}

#[test]
fn a_field_is_put_where_the_cursor_is_as_a_step_of_its_own() {
    let mut window = window(Language::En, WINDOW, deposit(), InnerTab::Content);
    let before = content(&window).title;
    find(&window, Role::TextInput, "Title").focus();
    window.run();
    press(&mut window, Key::Home);
    type_text(&mut window, "Dear ");
    click(&mut window, Role::Button, "Insert a field into Title");
    type_text(&mut window, "first name");
    let entry = find(&window, Role::ListBoxOption, "First name");
    assert_eq!(entry.accesskit_node().description().as_deref(), Some("profile.first_name"));
    press(&mut window, Key::Enter);
    assert_eq!(content(&window).title, format!("Dear {{{{ profile.first_name }}}}{before}"));
    assert!(focused(&window, Role::TextInput, "Title"));
    type_text(&mut window, ", ");
    assert_eq!(
        content(&window).title,
        format!("Dear {{{{ profile.first_name }}}}, {before}"),
        "on from there"
    );
    for expected in [format!("Dear {{{{ profile.first_name }}}}{before}"), format!("Dear {before}"), before] {
        window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        window.run();
        assert_eq!(content(&window).title, expected);
    }
}

#[test]
fn a_field_that_has_not_had_the_keyboard_gets_it_at_its_end() {
    let mut window = window(Language::Fr, HIGH, deposit(), InnerTab::Content);
    let before = content(&window).text;
    click(&mut window, Role::Button, "Insérer un champ dans Texte");
    type_text(&mut window, "first name");
    click(&mut window, Role::ListBoxOption, "First name");
    assert_eq!(content(&window).text, format!("{before}{{{{ profile.first_name }}}}"));
    assert!(focused(&window, Role::MultilineTextInput, "Texte"));
    click(&mut window, Role::Button, "Insérer un champ dans Texte");
    press(&mut window, Key::Escape);
    assert_eq!(
        content(&window).text,
        format!("{before}{{{{ profile.first_name }}}}"),
        "Escape inserts nothing"
    );
}

#[test]
fn every_template_has_the_button() {
    let mut window = window(Language::En, HIGH, deposit(), InnerTab::Content);
    for field in ["Title", "Destination URL", "Image URL", "HTML", "Text"] {
        assert!(has(&window, Role::Button, &format!("Insert a field into {field}")), "{field}");
    }
    let catalog = window.state().app().workspace().catalog();
    let environment = catalog.environment("recipient").expect("it is there");
    let shows_title = |space: &&std::sync::Arc<vitrine::model::Space>| {
        space.content_fields.iter().any(|field| field.name == "title")
    };
    let space = environment.spaces.iter().find(shows_title).expect("a space with a title").name.clone();
    let space = Ref::Space("recipient".to_owned(), space);
    window.state_mut().act(vec![Action::Open(space.clone()), Action::Inner(space, InnerTab::Rendering)]);
    window.run();
    for field in ["HTML", "Text", "XML"] {
        assert!(has(&window, Role::Button, &format!("Insert a field into {field}")), "{field}");
    }
    click(&mut window, Role::Button, "Insert a field into HTML");
    type_text(&mut window, "title");
    let entry = find(&window, Role::ListBoxOption, "Title");
    assert_eq!(entry.accesskit_node().description().as_deref(), Some("title"), "the space's content");
}
