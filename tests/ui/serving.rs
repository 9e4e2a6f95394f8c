//! Serving from the window: begun and ended there, the catalog as it is edited, and the calls that come.

use crate::support::{Chosen, app, click, find, has, offers, press, says, shell, type_text};
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use vitrine::app::{Action, ServeAction};
use vitrine::document::Edit;
use vitrine::model::Ref;
use vitrine::text::{Language, Message};
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

const CALL: &str = r#"{"space": "recipient/web_best", "identity": ["anna.moreau@mail.example"], "call_data": {"language": "fr"}, "count": 2, "at": "2026-11-21T10:00"}"#;

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("an address").port()
}

fn ask(port: u16, body: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("the server listens");
    let length = body.len();
    let head = format!(
        "POST /decide?no_excluded HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n"
    );
    stream.write_all(format!("{head}{body}").as_bytes()).expect("it is read");
    let mut text = String::new();
    stream.read_to_string(&mut text).expect("UTF-8");
    text
}

/// The window on the page of serving, which the palette opens.
fn page(language: Language) -> (Harness<'static, Shell>, u16) {
    let mut app = app(language, Arc::new(Chosen::default()), None);
    let port = free_port();
    app.apply(vec![Action::Serve(ServeAction::Port(port))]);
    let mut harness = shell(ThemeChoice::Light, [1280.0, 800.0], app);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::K);
    harness.run();
    type_text(&mut harness, if language == Language::En { "serve this" } else { "servir" });
    press(&mut harness, Key::Enter);
    harness.run();
    (harness, port)
}

#[test]
fn it_is_served_from_start_to_stop_and_never_by_itself() {
    let (mut harness, port) = page(Language::En);
    assert!(TcpStream::connect(("127.0.0.1", port)).is_err(), "nobody started it");
    click(&mut harness, Role::Button, "Start serving");
    assert!(has(&harness, Role::Label, &format!("Serving at http://127.0.0.1:{port}/")));
    assert!(ask(port, CALL).contains("recipient/carte_voyage"));
    click(&mut harness, Role::Button, "Stop");
    assert!(has(&harness, Role::Button, "Start serving"));
    // Its end is not waited for in the window.
    let ends = (0..100).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        TcpStream::connect(("127.0.0.1", port)).is_err()
    });
    assert!(ends, "the port is given back");
}

#[test]
fn a_call_that_came_is_shown_in_the_preview() {
    let (mut harness, port) = page(Language::En);
    click(&mut harness, Role::Button, "Start serving");
    let answer = ask(port, CALL);
    ask(port, r#"{"space": "recipient/nowhere"}"#);
    harness.run();
    let calls = harness.state().app().serving().calls();
    assert_eq!(calls.iter().map(|seen| seen.status).collect::<Vec<_>>(), [404, 200], "the newest first");
    harness.get_by_label_contains("recipient/web_best ·").click();
    harness.run();
    let shown = offers(&harness);
    assert_eq!(shown.len(), 2);
    let decision =
        harness.state().app().preview().decision().and_then(|it| it.as_ref().ok()).expect("a decision");
    for proposed in &decision.propositions {
        assert!(answer.contains(&proposed.offer), "{answer}");
    }
    assert_eq!(decision.at.to_string(), "2026-11-21T10:00:00+01:00[Europe/Paris]");
}

#[test]
fn a_call_that_asks_no_space_here_is_told_to_be_none_to_show() {
    let (mut harness, port) = page(Language::En);
    click(&mut harness, Role::Button, "Start serving");
    ask(port, r#"{"space": "recipient/nowhere"}"#);
    harness.run();
    harness.get_by_label_contains("recipient/nowhere ·").click();
    harness.run();
    assert!(says(&harness, "This call cannot be shown in the preview"));
}

#[test]
fn the_keyboard_begins_and_ends_it() {
    let (mut harness, port) = page(Language::En);
    assert!(find(&harness, Role::Button, "Start serving").is_focused());
    press(&mut harness, Key::Enter);
    assert!(TcpStream::connect(("127.0.0.1", port)).is_ok());
    assert!(find(&harness, Role::Button, "Stop").is_focused());
    press(&mut harness, Key::Enter);
    assert!(find(&harness, Role::Button, "Start serving").is_focused());
}

#[test]
fn what_is_edited_is_served_at_once() {
    let (mut harness, port) = page(Language::En);
    click(&mut harness, Role::Button, "Start serving");
    ask(port, CALL);
    harness.run();
    let app = harness.state().app();
    let offer = Ref::offer_at("recipient/carte_voyage").expect("an address");
    assert!(app.workspace().catalog().entity(&offer).is_some());
    let edit = Edit::Remove(offer);
    let name = Message::new("app-command-undo");
    harness.state_mut().act(vec![Action::Edit { edit, name, field: None }]);
    harness.run();
    assert!(says(&harness, "recipient/carte_voyage, "), "a call of before, with an offer that is gone");
    let answer = ask(port, CALL);
    assert!(answer.contains("\"propositions\"") && !answer.contains("recipient/carte_voyage"), "{answer}");
}

#[test]
fn a_port_that_is_taken_is_told() {
    let (mut harness, port) = page(Language::Fr);
    let _taken = TcpListener::bind(("127.0.0.1", port)).expect("it was free");
    click(&mut harness, Role::Button, "Commencer à servir");
    let said = format!("Le port {port} est occupé. Choisissez-en un autre.");
    assert!(has(&harness, Role::Label, &said));
    find(&harness, Role::Button, "Commencer à servir");
}
