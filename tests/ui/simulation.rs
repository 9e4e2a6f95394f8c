//! Simulations in the window: asked for, followed by edits, given up half way, compared, exported, and an example of the
//! results tried in the preview.

use crate::support::{
    Chosen, SMALL_WINDOW, WINDOW, app, click, find, has, keep_contacts, offers, shell, type_text,
};
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable, by};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use vitrine::app::{
    Action, App, Asked, BottomTab, Command, HeldAgainst, Jobs, PeopleOf, Preferences, Progress,
    SimulationAction, SimulationPath, SimulationStanding, SimulationTab,
};
use vitrine::audience::database::{Kept, NewContact};
use vitrine::document::Edit;
use vitrine::model::{Entity, Offer, Ref};
use vitrine::simulation::Axis;
use vitrine::text::{Language, Message};
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

/// What takes longer has stopped.
const LONGEST: Duration = Duration::from_mins(2);

const SHOP: &str = r#"#![enable(implicit_some)]
Catalog(
    format: 1, name: "shop", label: "Shop", time_zone: "Europe/Paris",
    dimensions: [Dimension(name: "client", label: "Client", kind: Recipient, key: ["id"], fields: [
        Field(name: "id", label: "Number", type: Text), Field(name: "age", label: "Age", type: Integer),
        Field(name: "premium", label: "Premium", type: Boolean)])],
    environments: [
        Environment(name: "shop", label: "Shop", stage: Design(live: "shop_live"), targeting_dimension: "client",
            spaces: [Space(name: "web", label: "Web", channel: InboundWeb)],
            categories: [Category(name: "all", label: "All", target: "!profile.premium", offers: [
                Offer(name: "loan", label: "Loan", target: "profile.age >= 25",
                    weights: [Weight(label: "Base", value: "2")]),
                Offer(name: "card", label: "Card", weights: [Weight(label: "Base", value: "1")]),
            ])]),
        Environment(name: "shop_live", label: "Live shop", stage: Live, targeting_dimension: "client"),
    ],
    contacts: [
        Contact(dimension: "client", values: {"id": "Anna", "age": 34, "premium": false}),
        Contact(dimension: "client", values: {"id": "Ben", "age": 20, "premium": true}),
    ],
)
"#;

/// So many clients, from 20 to 59 years old, of whom every fourth is premium and gets nothing.
fn audience(count: usize) -> String {
    let mut text = String::from("id,age,premium\n");
    for place in 0..count {
        writeln!(text, "c{place},{},{}", 20 + place % 40, place.is_multiple_of(4)).expect("in memory");
    }
    text
}

/// The shop in a folder of its own, with a population beside it.
fn shop(folder: &Path, population: &str) -> PathBuf {
    let path = folder.join("shop.catalog.ron");
    std::fs::write(&path, SHOP).expect("written");
    std::fs::write(folder.join("shop_audience.csv"), population).expect("written");
    path
}

type Window = Harness<'static, Shell>;

struct Desk {
    window: Window,
    folder: tempfile::TempDir,
}

impl Desk {
    /// The window with a simulation of forty clients in front.
    fn open(chosen: &[&str]) -> Self {
        Self::sized(WINDOW, chosen)
    }

    fn sized(size: [f32; 2], chosen: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = shop(folder.path(), &audience(40));
        let dialogs = Chosen::paths(chosen.iter().map(|name| folder.path().join(name)).collect::<Vec<_>>());
        let mut app = app(Language::En, dialogs, Some(path));
        app.poll();
        app.run(Command::Simulate);
        Self { window: shell(ThemeChoice::Light, size, app), folder }
    }

    fn app(&self) -> &App {
        self.window.state().app()
    }

    fn act(&mut self, action: Action) {
        self.window.state_mut().act(vec![action]);
        self.window.run();
        self.window.run();
    }

    fn ask(&mut self, change: impl FnOnce(&mut Asked)) {
        let mut asked = self.app().simulations().asked().expect("asked").clone();
        change(&mut asked);
        self.act(Action::Simulate(SimulationAction::Ask(Box::new(asked))));
    }

    /// Has the loan go to those of an age.
    fn edit(&mut self, target: &str) {
        let at = Ref::Offer("shop".into(), "loan".into());
        let Some(Entity::Offer(offer)) = self.app().workspace().catalog().entity(&at) else {
            panic!("the loan")
        };
        let changed = Offer { target: target.to_owned(), ..Offer::clone(&offer) };
        let edit = Edit::Put(at, Entity::Offer(Arc::new(changed)));
        self.act(Action::Edit { edit, name: Message::new("app-command-save"), field: None });
    }

    /// How many contacts get an offer.
    fn times(&self, offer: &str) -> u64 {
        let ran = self.app().simulations().result().expect("results");
        ran.simulation().offers.iter().find(|it| it.offer == offer).expect("the offer").times
    }

    fn says(&self, part: &str) -> bool {
        let said = |text: Option<String>| text.is_some_and(|text| text.contains(part));
        let shown = by().predicate(move |node| said(node.value()) || said(node.label()));
        self.window.query_all(shown).next().is_some()
    }

    fn cell(&self, name: &str) -> String {
        find(&self.window, Role::Cell, name).accesskit_node().value().unwrap_or_default()
    }
}

#[test]
fn the_population_beside_the_catalog_is_simulated_and_again_at_every_edit() {
    let mut desk = Desk::open(&[]);
    assert!(desk.says("40 contacts, 30 with an offer (75%)") && desk.says("shop_audience.csv"));
    assert_eq!((desk.times("shop/loan"), desk.times("shop/card")), (27, 30));
    assert_eq!((desk.cell("Contacts, Loan"), desk.cell("Rank 1, Loan")), ("27".to_owned(), "27".to_owned()));
    assert_eq!((desk.cell("Share, Card"), desk.cell("Rank 2, Card")), ("75%".to_owned(), "27".to_owned()));
    desk.edit("profile.age >= 50");
    assert_eq!(desk.times("shop/loan"), 8, "by itself");
    assert_eq!(desk.cell("Contacts, Loan"), "8");
    let catalog = desk.app().workspace().catalog();
    assert_eq!(desk.app().simulations().standing(catalog), SimulationStanding::Current);
    desk.act(Action::Bottom(BottomTab::Problems));
    desk.edit("profile.age >= 20");
    assert_eq!(desk.times("shop/loan"), 8, "nobody looks");
    desk.act(Action::Bottom(BottomTab::Simulation));
    assert_eq!(desk.times("shop/loan"), 30);
}

#[test]
fn each_view_says_what_its_chart_shows() {
    let mut desk = Desk::open(&[]);
    desk.ask(|asked| asked.settings.axes = vec![Axis::Contact("age".into()), Axis::OfferCategory]);
    click(&mut desk.window, Role::Tab, "By group");
    assert!(has(&desk.window, Role::Table, "By group"));
    click(&mut desk.window, Role::RadioButton, "Category");
    click(&mut desk.window, Role::Button, "Chart");
    assert!(has(&desk.window, Role::Image, "Category"));
    click(&mut desk.window, Role::RadioButton, "Age");
    assert!(has(&desk.window, Role::Image, "Age"), "what is shown is chosen above the chart too");
    for (tab, chart) in [
        ("Offers", "Contacts by offer and rank"),
        ("Reasons", "Left after each reason: All offers"),
        ("Offers per contact", "Offers per contact"),
    ] {
        // Forms have a tab of that name too; the panel below is drawn after them.
        desk.window.query_all_by_role_and_label(Role::Tab, tab).last().expect("the tab").click();
        desk.window.run();
        assert!(has(&desk.window, Role::Image, chart), "{chart}");
    }
    click(&mut desk.window, Role::Tab, "Reasons");
    click(&mut desk.window, Role::ComboBox, "Offer");
    type_text(&mut desk.window, "loan");
    desk.window.key_press(egui::Key::Enter);
    desk.window.run();
    desk.window.run();
    assert!(has(&desk.window, Role::Image, "Left after each reason: Loan"));
    click(&mut desk.window, Role::RadioButton, "What would have to change");
    assert!(has(&desk.window, Role::Button, "Ask the population"), "no chart says that");
    click(&mut desk.window, Role::RadioButton, "Reasons");
    click(&mut desk.window, Role::ComboBox, "Offer");
    desk.window.key_press(egui::Key::Home);
    desk.window.key_press(egui::Key::Enter);
    desk.window.run();
    click(&mut desk.window, Role::Tab, "Offers per contact");
    click(&mut desk.window, Role::Button, "Chart");
    assert_eq!(desk.cell("Contacts, 2 offers"), "27");
    click(&mut desk.window, Role::Tab, "Reasons");
    assert_eq!(desk.cell("Stopped, Not eligible"), "23");
    click(&mut desk.window, Role::Tab, "Left with nothing");
    assert!(desk.says("10 contacts get nothing (25%)"));
    assert!(desk.says("Premium: Yes"), "what they have in common");
}

#[test]
fn an_example_is_tried_in_the_preview() {
    let mut desk = Desk::open(&[]);
    click(&mut desk.window, Role::ComboBox, "Population");
    type_text(&mut desk.window, "sample");
    desk.window.key_press(egui::Key::Enter);
    desk.window.run();
    assert_eq!(desk.app().simulations().asked().expect("asked").audience, PeopleOf::Own);
    assert!(desk.says("2 contacts, 1 with an offer (50%)"));
    desk.act(Action::Select(vitrine::app::Node::Entity(Ref::Offer("shop".into(), "loan".into()))));
    desk.act(Action::Run(Command::WhoGets));
    assert_eq!(desk.app().simulations().shown().tab, SimulationTab::Gates);
    assert!(desk.says("1 contact gets it (50%)"));
    let example = "Anna · Age 34 · Premium No";
    assert!(has(&desk.window, Role::Button, example));
    click(&mut desk.window, Role::Button, example);
    assert_eq!(desk.app().preview().who(), Some(0));
    assert_eq!(desk.app().preview().space(), Some("shop/web"));
}

/// A contact database with one client, who gets both offers.
fn database(folder: &Path, name: &str) {
    let loaded = vitrine::storage::read(SHOP.as_bytes()).expect("a catalog");
    let dimension = &loaded.catalog.dimensions[0];
    let values = vec![Kept::Text("Zoe".to_owned()), Kept::Whole(40), Kept::Whole(0)];
    keep_contacts(&folder.join(name), dimension, &[NewContact { values, ..NewContact::default() }]);
}

#[test]
fn a_contact_database_beside_the_catalog_is_a_population() {
    for ending in ["sqlite", "contacts.sqlite"] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("shop.catalog.ron");
        std::fs::write(&path, SHOP).expect("written");
        let name = format!("shop.{ending}");
        database(folder.path(), &name);
        let mut app = app(Language::En, Chosen::paths([]), Some(path));
        app.poll();
        app.run(Command::Simulate);
        let mut desk = Desk { window: shell(ThemeChoice::Light, WINDOW, app), folder };
        assert!(desk.says("1 contact, 1 with an offer (100%)") && desk.says(&name), "{ending}");
        click(&mut desk.window, Role::ComboBox, "Population");
        assert!(has(&desk.window, Role::ListBoxOption, &name), "by its own name too");
        // Nobody made the other one for simulations: it comes first then.
        std::fs::write(desk.folder.path().join("shop_audience.csv"), audience(40)).expect("written");
        desk.window.key_press(egui::Key::Escape);
        desk.act(Action::Run(Command::Simulate));
        assert!(desk.says("40 contacts"));
        click(&mut desk.window, Role::ComboBox, "Population");
        click(&mut desk.window, Role::ListBoxOption, &name);
        desk.window.run();
        assert!(desk.says("1 contact, 1 with an offer (100%)"));
    }
}

#[test]
fn in_a_small_window_results_may_have_the_room_of_the_form() {
    let mut desk = Desk::sized(SMALL_WINDOW, &[]);
    desk.act(Action::Open(Ref::Offer("shop".into(), "loan".into())));
    let height = |desk: &Desk| find(&desk.window, Role::Table, "Offers").rect().height();
    let before = height(&desk);
    assert!(has(&desk.window, Role::TextInput, "Label"));
    desk.window.key_press_modifiers(egui::Modifiers::COMMAND | egui::Modifiers::SHIFT, egui::Key::J);
    desk.window.run();
    desk.window.run();
    assert!(height(&desk) > before + 150.0, "{before} {}", height(&desk));
    assert!(!has(&desk.window, Role::TextInput, "Label"), "nothing out of sight has the keyboard");
    assert!(has(&desk.window, Role::Tab, "Loan"), "what is open");
    desk.act(Action::Open(Ref::Offer("shop".into(), "card".into())));
    assert!(has(&desk.window, Role::TextInput, "Label"), "what is opened is seen");
    assert!((height(&desk) - before).abs() < 1.0);
    for shown in [false, true] {
        click(&mut desk.window, Role::Button, "Enlarge the panel below");
        desk.window.run();
        assert_eq!(has(&desk.window, Role::TextInput, "Label"), shown);
    }
    click(&mut desk.window, Role::Button, "Enlarge the panel below");
    desk.act(Action::Run(Command::ToggleProblems));
    assert!(has(&desk.window, Role::TextInput, "Label"), "without the panel there is the form");
}

#[test]
fn in_a_small_window_the_reasons_come_before_examples_of_contacts() {
    for (size, is_large) in [(WINDOW, true), (SMALL_WINDOW, false)] {
        let mut desk = Desk::sized(size, &[]);
        desk.act(Action::Select(vitrine::app::Node::Entity(Ref::Offer("shop".into(), "loan".into()))));
        desk.act(Action::Run(Command::WhoGets));
        assert!(desk.says("27 contacts get it (67.5%)"));
        assert_eq!(has(&desk.window, Role::List, "Contacts who get it"), is_large);
        assert_eq!(desk.cell("Stopped, Not eligible"), "13", "in sight");
        assert!(!has(&desk.window, Role::Cell, "Stopped, Disabled"), "what stopped nobody is no row");
    }
}

#[test]
fn what_is_exported_stands_above_the_path_that_is_typed() {
    let mut desk = Desk::open(&[]);
    for (command, title) in [
        (Command::ExportSimulationCsv, "Export simulation as CSV"),
        (Command::ExportHtml, "Export as a document to read (HTML)"),
        (Command::ExportJson, "Export for production as JSON"),
    ] {
        desk.act(Action::Run(command));
        assert!(has(&desk.window, Role::Dialog, title), "{title}");
        desk.window.key_press(egui::Key::Escape);
        desk.window.run();
    }
}

#[test]
fn the_settings_stay_where_they_are_while_a_picker_of_them_is_searched() {
    let mut desk = Desk::open(&[]);
    click(&mut desk.window, Role::Tab, "Settings");
    let place = |desk: &Desk| find(&desk.window, Role::ComboBox, "Add to Group by").rect();
    find(&desk.window, Role::ComboBox, "Add to Group by").focus();
    desk.window.run();
    let before = place(&desk);
    desk.window.key_press(egui::Key::Enter);
    desk.window.run();
    assert!(
        find(&desk.window, Role::TextInput, "Search").rect().top() < before.top(),
        "the list opens above"
    );
    for typed in ["a", "g", "e"] {
        type_text(&mut desk.window, typed);
        desk.window.run();
        assert_eq!(place(&desk), before, "{typed}");
    }
    desk.window.key_press(egui::Key::Enter);
    desk.window.run();
    let asked = desk.app().simulations().asked().expect("asked");
    assert_eq!(asked.settings.axes, [Axis::Contact("age".into())]);
}

/// Of the others, eight are premium, three too young, and two both.
#[test]
fn an_offer_says_who_of_the_population_gets_it_and_what_would_win_the_others() {
    let mut desk = Desk::sized([1_280.0, 2_000.0], &[]);
    desk.act(Action::go_to(Ref::Offer("shop".into(), "loan".into())));
    click(&mut desk.window, Role::Tab, "Eligibility");
    click(&mut desk.window, Role::Button, "Who gets this offer?");
    desk.window.run();
    click(&mut desk.window, Role::Button, "Ask the population");
    desk.window.run();
    assert!(desk.says("shop_audience.csv · Web · "));
    assert!(desk.says("27 of 40 contacts get it (67.5%) · 27 at rank 1"));
    assert!(desk.says("Reasons for the others: Not eligible 32.5%"));
    let place = |part| desk.window.query_all_by_label_contains(part).next().expect("a line").rect();
    let between = place("What would have to change, for").top() - place("Reasons for the others").bottom();
    assert!(between > 2.0, "lines below a list keep their distance: {between}");
    let reached = desk.app().simulations().reaching();
    let reached = reached.reached("shop/loan", desk.app().workspace().catalog()).expect("it was asked");
    let won: Vec<u64> = reached.found.expect("found").ways.iter().map(|won| won.contacts).collect();
    assert_eq!((reached.is_current, won.as_slice()), (true, [8, 3, 2].as_slice()));
    let way = |desk: &Desk| {
        let line = desk.window.query_all_by_label_contains("8 of them (61.5%), rank 1 at best").next();
        line.and_then(|line| line.accesskit_node().label()).expect("a way")
    };
    let line = way(&desk);
    click(&mut desk.window, Role::Link, &line);
    let preview = desk.app().preview();
    assert!(preview.guest().is_some() && preview.has_trial());
    assert_eq!(offers(&desk.window).first().map(String::as_str), Some("shop/loan"), "{line}");
    desk.edit("profile.age >= 50");
    assert!(desk.says("Before the last change"));
    assert!(has(&desk.window, Role::Button, "Ask again"));
}

#[test]
fn what_would_be_otherwise_than_in_the_saved_file() {
    let mut desk = Desk::open(&[]);
    click(&mut desk.window, Role::Tab, "What if");
    assert!(desk.says("Nothing to compare with"));
    desk.edit("profile.age >= 50");
    desk.ask(|asked| asked.against = HeldAgainst::Saved);
    assert_eq!((desk.cell("Before, Loan"), desk.cell("After, Loan")), ("27".to_owned(), "8".to_owned()));
    assert_eq!((desk.cell("Change, Loan"), desk.cell("Lost, Loan")), ("−19".to_owned(), "19".to_owned()));
    click(&mut desk.window, Role::RadioButton, "Flows");
    assert_eq!(desk.cell("to Card, Loan"), "19");
    click(&mut desk.window, Role::Cell, "to Card, Loan");
    desk.window.key_press(egui::Key::Enter);
    desk.window.run();
    desk.window.run();
    assert!(desk.says("19 contacts go from Loan to Card"));
}

#[test]
fn results_leave_as_a_table_as_json_and_as_a_picture() {
    let mut desk = Desk::open(&["a.csv", "a.json", "a.png", "a.csv", "a.json"]);
    desk.ask(|asked| asked.settings.axes = vec![Axis::Contact("premium".into())]);
    for command in
        [Command::ExportSimulationCsv, Command::ExportSimulationJson, Command::ExportSimulationChart]
    {
        // The chart is drawn by the panel: it comes to the front for that.
        desk.act(Action::Bottom(BottomTab::Problems));
        desk.act(Action::Run(command));
    }
    desk.edit("profile.age >= 50");
    desk.ask(|asked| asked.against = HeldAgainst::Saved);
    click(&mut desk.window, Role::Tab, "What if");
    desk.act(Action::Run(Command::ExportSimulationCsv));
    let folder = desk.folder.path().to_path_buf();
    let read = |name: &str| std::fs::read(folder.join(name)).expect("a file");
    assert!(desk.says(&format!("Exported {}", folder.join("a.csv").display())));
    // The version before is kept, as the dialog says that asks for the path.
    let csv = String::from_utf8(read("a.csv.bak")).expect("a text");
    assert!(csv.lines().any(|line| line.contains("shop/loan,Loan,all,27,0.675,2,1,27,0,0")), "{csv}");
    assert!(
        csv.lines().any(|line| line.starts_with("profile.premium,false,30,shop/card,Card,all,30,1,1")),
        "{csv}"
    );
    let csv = String::from_utf8(read("a.csv")).expect("a text");
    assert!(csv.starts_with("kind,offer,to,before,after,gained,lost,contacts\n"), "{csv}");
    assert!(csv.lines().any(|line| line == "offer,loan,,27,8,0,19,"), "{csv}");
    let json: serde_json::Value = serde_json::from_slice(&read("a.json")).expect("JSON");
    assert_eq!(json["settings"]["call"]["space"], "shop/web");
    assert_eq!(json["made_of"]["population"], "shop_audience.csv");
    assert_eq!(json["made_of"]["population_digest"].as_str().map(str::len), Some(16));
    let before = desk.app().simulations().asked().expect("asked").settings.clone();
    desk.ask(|asked| asked.settings.call.count = 7);
    desk.act(Action::Simulate(SimulationAction::Choose(SimulationPath::Again)));
    let asked = &desk.app().simulations().asked().expect("asked").settings;
    assert_eq!((asked.call.count, &asked.axes), (before.call.count, &before.axes));
    assert!(asked.call.at.is_some(), "at the same moment");
    let picture = image::load_from_memory(&read("a.png")).expect("a picture");
    assert!(picture.width() > 1_500 && picture.height() > 150);
}

#[test]
fn what_is_wrong_with_a_population_is_said_with_its_place() {
    let mut desk = Desk::open(&[]);
    let bad = desk.folder.path().join("bad.csv");
    std::fs::write(&bad, "id,age,premium\na,20,false\nb,old,true\n").expect("written");
    desk.ask(|asked| asked.audience = PeopleOf::File(bad));
    let catalog = desk.app().workspace().catalog();
    let SimulationStanding::Failed(message) = desk.app().simulations().standing(catalog) else {
        panic!("it is wrong")
    };
    let said = Language::En.say(message);
    assert!(said.contains("bad.csv") && said.contains("line 3") && said.contains("age"), "{said}");
    assert_eq!(desk.times("shop/loan"), 27, "the results from before stay");
    desk.ask(|asked| asked.audience = PeopleOf::Usual);
    assert!(desk.says("40 contacts"));
}

#[test]
fn without_a_space_there_is_nothing_to_simulate() {
    let mut app = app(Language::En, Chosen::paths([]), None);
    app.run(Command::New);
    app.run(Command::Simulate);
    let desk = Desk {
        window: shell(ThemeChoice::Dark, SMALL_WINDOW, app),
        folder: tempfile::tempdir().expect("a folder"),
    };
    assert!(desk.says("No space"));
}

/// Draws frames until something holds.
fn until(window: &mut Window, holds: impl Fn(&Window) -> bool) {
    let start = Instant::now();
    while !holds(window) {
        assert!(start.elapsed() < LONGEST, "it does not come");
        std::thread::sleep(Duration::from_millis(5));
        window.step();
    }
}

#[test]
fn a_run_is_given_up_half_way_and_made_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = shop(folder.path(), &audience(400_000));
    let mut preferences = Preferences::default();
    preferences.language = Language::En;
    preferences.tour_seen = true;
    let jobs = Jobs::threads(Chosen::paths([]), jiff::Timestamp::now, || {}).expect("threads");
    let app = App::new(jobs, preferences, None, Some(path));
    let mut window = shell(ThemeChoice::Light, WINDOW, app);
    until(&mut window, |window| window.state().app().workspace().catalog().name == "shop");
    until(&mut window, |window| window.state().app().workspace().is_analysed());
    window.state_mut().act(vec![Action::Run(Command::Simulate)]);
    window.step();
    until(&mut window, |window| {
        let app = window.state().app();
        let standing = app.simulations().standing(app.workspace().catalog());
        matches!(standing, SimulationStanding::Running(progress) if progress.done() > 0)
    });
    window.step();
    assert!(has(&window, Role::ProgressIndicator, "Simulation progress"));
    find(&window, Role::Button, "Cancel").click();
    window.run_steps(3);
    assert!(!window.state().app().simulations().is_running());
    assert!(window.state().app().simulations().result().is_none());
    assert!(has(&window, Role::Button, "Run"));
    let reach = SimulationAction::Reach { offer: "shop/loan".into(), space: "shop/web".into() };
    window.state_mut().act(vec![Action::Simulate(reach)]);
    let progress = |window: &Window| {
        let reaching = window.state().app().simulations().reaching();
        reaching.progress("shop/loan").map(Progress::done)
    };
    until(&mut window, |window| progress(window).is_some_and(|done| done > 0));
    window.state_mut().act(vec![Action::Simulate(SimulationAction::StopReaching)]);
    assert_eq!(progress(&window), None);
    std::fs::write(folder.path().join("shop_audience.csv"), audience(400)).expect("written");
    find(&window, Role::Button, "Run").click();
    window.run_steps(3);
    until(&mut window, |window| window.state().app().simulations().result().is_some());
    let ran = window.state().app().simulations().result().cloned().expect("results");
    assert_eq!((ran.simulation().contacts.taken, ran.simulation().nothing.contacts), (400, 100));
}
