//! `cargo bench --bench typing`: the longest frame while a person types in each kind of field, and what the window
//! costs while nobody touches it. Frames are those of the whole window, with real workers; what counts is the processor
//! time of the window's thread.
//!
//! Not criterion's: a frame that hangs is one of thousands, and a mean would hide it.
//! `VITRINE_BENCH_OFFERS` sets one number of offers; words behind `--` choose the fields whose names have one of them.

#[allow(dead_code, reason = "the window is that of another benchmark, which does other things to it")]
mod window;
#[allow(dead_code, reason = "the workload is that of the other benchmarks, which use more of it")]
mod workload;

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Pos2};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};
use vitrine::app::{Action, App, Command, Group, InnerTab, Inside, Jobs, Keeping, Node, Workspace};
use vitrine::model::{Catalog, Place, Ref};
use window::{NoDialogs, Window, letter, offers, preferences, press};

/// Offers of the catalogs.
const OFFERS: [usize; 2] = [10_000, 100_000];
/// Letters typed one after the other, as fast as people type, and how often that is done.
const LETTERS: usize = 4;
const ROUNDS: usize = 3;
/// Frames drawn between two letters: at 60 a second, ten letters a second.
const FRAMES_A_LETTER: usize = 6;
const FRAME: Duration = Duration::from_millis(16);
/// Checking a catalog may take long: what follows later than this is not waited for.
const LONGEST_WAIT: Duration = Duration::from_secs(20);
/// So many frames without a wish for another one mean that nothing more follows.
const CALM_FRAMES: usize = 4;
/// Hints that stand where the pointer is, and what moves, come to an end.
const SETTLING: Duration = Duration::from_secs(2);
/// How often the same work is done to see how steady the machine is, and how much: a few milliseconds.
const SAME_WORK: usize = 500;
const SAME_STEPS: u64 = 2_000_000;
/// How long nobody touches the window.
const IDLE: Duration = Duration::from_secs(10);

/// Whose processor time is asked for.
#[derive(Debug, Clone, Copy)]
enum Of {
    /// This thread, which is the window's.
    Thread,
    /// All threads.
    Process,
}

/// The processor time that was used so far.
#[cfg(unix)]
fn processor_time(of: Of) -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    let time = clock_gettime(match of {
        Of::Thread => ClockId::ThreadCPUTime,
        Of::Process => ClockId::ProcessCPUTime,
    });
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).expect("below a second"))
}

/// Where nobody tells it: the time that passed.
#[cfg(not(unix))]
fn processor_time(_: Of) -> Duration {
    static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    START.elapsed()
}

/// How one comes to a field.
enum Way {
    /// As an issue leads to it.
    Place(Place),
    /// By a click on a widget of that name, on the tab where it is.
    Named(Ref, InnerTab, Role, &'static str),
    /// By a click in the window, whatever is open.
    Panel(Role, &'static str),
    /// By a command, which gives it the keyboard.
    Command(Command),
}

/// A field to type in.
struct Case {
    name: &'static str,
    way: Way,
    /// What is typed before anything is measured.
    begin: &'static str,
    /// Whether rules are shown as CEL.
    cel: bool,
    /// Whether it is the field before the one that is led to.
    back: bool,
}

fn case(name: &'static str, way: Way) -> Case {
    Case { name, way, begin: "", cel: false, back: false }
}

/// The first offer, and its category.
fn first(catalog: &Catalog) -> (Ref, Ref) {
    let environment = &catalog.environments[0];
    let found = environment.find(|_, category| {
        let offer = category.offers.first()?;
        Some((offer.name.clone(), category.name.clone()))
    });
    let (offer, category) = found.expect("there is an offer");
    (Ref::Offer(environment.name.clone(), offer), Ref::Category(environment.name.clone(), category))
}

fn at(entity: &Ref) -> Place {
    Place::new(entity.clone(), Vec::new())
}

/// The last offer, which is looked for longest.
fn last(catalog: &Catalog) -> Ref {
    let (environment, mut last) = (&catalog.environments[0], None);
    environment.walk_categories(|_, category| last = category.offers.last().cloned().or(last.take()));
    Ref::Offer(environment.name.clone(), last.expect("there is an offer").name.clone())
}

/// Each kind of field.
fn cases(catalog: &Catalog) -> Vec<Case> {
    let ((offer, category), last) = (first(catalog), last(catalog));
    let environment = Ref::Environment("shop".into());
    let dimension = Ref::Dimension("recipient".into());
    let space = Ref::Space("shop".into(), "page".into());
    let field = |name, entity: &Ref, field| case(name, Way::Place(at(entity).field(field)));
    vec![
        // The way to edit rules is chosen for all of a session: as rows first.
        case(
            "offer, rule as rows",
            Way::Named(offer.clone(), InnerTab::Eligibility, Role::TextInput, ", value"),
        ),
        field("offer, label", &offer, "label"),
        Case { cel: true, ..field("offer, rule as CEL", &offer, "target") },
        field("last offer, label", &last, "label"),
        Case { cel: true, ..field("last offer, rule as CEL", &last, "target") },
        case("offer, weight", Way::Place(at(&offer).field("weights").index(0).field("value"))),
        Case { begin: "2026-07-1", ..field("offer, date", &offer, "period") },
        case("offer, title", Way::Place(at(&offer).field("content").field("title"))),
        case("offer, HTML", Way::Place(at(&offer).field("content").field("html"))),
        field("category, label", &category, "label"),
        Case { cel: true, ..field("category, rule as CEL", &category, "target") },
        field("environment, label", &environment, "label"),
        Case { cel: true, ..field("environment, rule as CEL", &environment, "target") },
        field("space, label", &space, "label"),
        case("space, template", Way::Place(at(&space).field("rendering").field("html"))),
        field("typology, label", &Ref::Typology("pressure".into()), "label"),
        field("presentation rule, label", &Ref::PresentationRule("seen_enough".into()), "label"),
        Case {
            cel: true,
            ..field("presentation rule, CEL", &Ref::PresentationRule("seen_enough".into()), "recipients")
        },
        Case {
            back: true,
            ..case("dimension, a field's label", Way::Place(at(&dimension).field("fields").index(3)))
        },
        field("catalog, label", &Ref::Catalog, "label"),
        case("contact, a value", Way::Place(at(&Ref::Contact(0)).field("values").key("city"))),
        case("explorer's filter", Way::Panel(Role::TextInput, "Filter")),
        case("find in the catalog", Way::Command(Command::Find)),
        case("go to", Way::Command(Command::GoTo)),
        case(
            "table's filter",
            Way::Named(environment.clone(), InnerTab::Offers, Role::TextInput, "Filter the offers"),
        ),
        case("search of the preview", Way::Panel(Role::TextInput, "Search the offers not proposed")),
    ]
}

/// The application on a catalog, with every branch of its tree open, its problems shown, and a contact to decide for.
fn app(jobs: Jobs<App>, catalog: &Arc<Catalog>) -> App {
    let mut preferences = preferences();
    preferences.problems = true;
    let mut app = App::new(jobs, preferences, None, None);
    app.replace(app.workspace().id(), Workspace::new(Arc::clone(catalog)));
    let mut nodes: Vec<Node> = Group::ALL.map(Node::Group).to_vec();
    for environment in &catalog.environments {
        nodes.push(Node::Entity(Ref::Environment(environment.name.clone())));
        nodes.extend(Inside::ALL.map(|inside| Node::Inside(environment.name.clone(), inside)));
        environment.walk_categories(|_, category| {
            nodes.push(Node::Entity(Ref::Category(environment.name.clone(), category.name.clone())));
        });
    }
    nodes.retain(|node| !app.view().expanded.contains(node));
    let mut actions: Vec<Action> = nodes.into_iter().map(Action::Toggle).collect();
    actions.push(Action::Preview(vitrine::app::PreviewChange::Who(Some(0))));
    app.apply(actions);
    app
}

/// A window on a large catalog, with real workers.
fn open(catalog: &Arc<Catalog>) -> Window {
    let jobs = Jobs::threads(Arc::new(NoDialogs), jiff::Timestamp::now, || {}).expect("threads");
    let mut window = Window::new(app(jobs, catalog));
    wait(&mut window, |_, _| {});
    window
}

/// Draws frames until nothing more follows. `each` sees the processor time of each frame.
fn wait(window: &mut Window, mut each: impl FnMut(usize, Duration)) {
    let (start, mut calm) = (Instant::now(), 0);
    for number in 1.. {
        if calm == CALM_FRAMES || start.elapsed() > LONGEST_WAIT {
            return;
        }
        let began = Instant::now();
        each(number, timed(window, Vec::new()));
        let workspace = window.shell.app().workspace();
        let follows = Arc::ptr_eq(workspace.plan().catalog(), workspace.catalog());
        let app = window.shell.app();
        let has_rows = app.view().table_scope().is_none() || app.table_rows().is_some();
        let is_calm = workspace.is_analysed() && follows && has_rows && window.wants_next > FRAME;
        calm = if is_calm { calm + 1 } else { 0 };
        std::thread::sleep(FRAME.saturating_sub(began.elapsed()));
    }
}

/// The processor time of a frame.
fn timed(window: &mut Window, events: Vec<Event>) -> Duration {
    let before = processor_time(Of::Thread);
    window.frame(events);
    processor_time(Of::Thread).saturating_sub(before)
}

/// Gives a field the keyboard.
fn go(window: &mut Window, case: &Case) {
    window.frame(press(Key::Escape, Modifiers::NONE));
    match &case.way {
        Way::Place(place) => window.shell.act(vec![Action::GoTo(place.clone())]),
        Way::Named(entity, tab, role, name) => {
            let (entity, tab) = (entity.clone(), *tab);
            window.shell.act(vec![Action::Open(entity.clone()), Action::Inner(entity, tab)]);
            // A worker makes the rows of a large table.
            wait(window, |_, _| {});
            window.click_named(*role, name);
        }
        Way::Panel(role, name) => window.click_named(*role, name),
        Way::Command(command) => window.shell.act(vec![Action::Run(*command)]),
    }
    window.settle();
    if case.cel {
        window.click_named(Role::RadioButton, "CEL");
        if let Way::Place(place) = &case.way {
            window.shell.act(vec![Action::GoTo(place.clone())]);
        }
        window.settle();
    }
    if case.back {
        window.frame(press(Key::Tab, Modifiers::SHIFT));
        window.settle();
    }
    if !case.begin.is_empty() {
        window.frame(vec![Event::Text(case.begin.to_owned())]);
    }
    wait(window, |_, _| {});
    assert!(
        window.ctx.memory(|memory| memory.focused().is_some()),
        "{}: nothing has the keyboard",
        case.name
    );
}

/// The longest frames of one round.
#[derive(Debug, Clone, Copy, Default)]
struct Longest {
    /// Of those that take a letter.
    typed: Duration,
    /// Of those that follow, with the place of the longest behind its letter.
    after: (Duration, usize),
}

impl Longest {
    fn any(self) -> Duration {
        self.typed.max(self.after.0)
    }
}

fn round(window: &mut Window, pressed: &mut usize) -> Longest {
    let mut longest = Longest::default();
    let mut after = longest.after;
    let mut follows = |number: usize, took: Duration| after = after.max((took, number));
    for index in 0..LETTERS {
        longest.typed = longest.typed.max(timed(window, letter(pressed)));
        if index + 1 == LETTERS {
            wait(window, &mut follows);
            continue;
        }
        for number in 1..=FRAMES_A_LETTER {
            let began = Instant::now();
            follows(number, timed(window, Vec::new()));
            std::thread::sleep(FRAME.saturating_sub(began.elapsed()));
        }
    }
    Longest { after, ..longest }
}

fn typing(catalog: &Arc<Catalog>, chosen: &[String]) {
    let mut window = open(catalog);
    println!(
        "{:<34} {:>9} {:>9} {:>9}   longest frame: of all rounds, taking a letter, following",
        "", "", "", ""
    );
    for case in cases(catalog).iter().filter(|case| is_chosen(case.name, chosen)) {
        go(&mut window, case);
        let (mut rounds, mut pressed) = ([Longest::default(); ROUNDS], 0);
        for longest in &mut rounds {
            *longest = round(&mut window, &mut pressed);
        }
        let most = |of: fn(&Longest) -> Duration| rounds.iter().map(of).max().unwrap_or_default();
        let follows = rounds.iter().map(|it| it.after).max().unwrap_or_default();
        println!(
            "{:<34} {:>6.1} ms {:>6.1} ms {:>6.1} ms (frame {})",
            case.name,
            millis(most(|it| it.any())),
            millis(most(|it| it.typed)),
            millis(follows.0),
            follows.1,
        );
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn is_chosen(name: &str, chosen: &[String]) -> bool {
    chosen.is_empty() || chosen.iter().any(|word| name.contains(word.as_str()))
}

/// Draws a frame when the window wants one, or a worker has news, as the system's window does.
fn rest(window: &mut Window, news: &Receiver<()>, time: Duration) -> usize {
    let (start, mut last) = (Instant::now(), Instant::now());
    let mut frames = 0;
    loop {
        let left = time.saturating_sub(start.elapsed());
        match news.recv_timeout(window.wants_next.min(left)) {
            Err(RecvTimeoutError::Timeout) if start.elapsed() >= time => return frames,
            _ => {
                let waited = last.elapsed();
                last = Instant::now();
                window.frame_after(waited, Vec::new());
            }
        }
        frames += 1;
    }
}

/// What a window costs that nobody touches.
fn idle(catalog: &Arc<Catalog>) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("idle.catalog.ron");
    std::fs::write(&path, vitrine::storage::write(catalog, None).expect("it can be written")).expect("room");
    let (wake, news) = channel();
    let wake = move || {
        // Once the window is gone nobody listens.
        let _ = wake.send(());
    };
    let jobs = Jobs::threads(Arc::new(NoDialogs), jiff::Timestamp::now, wake).expect("threads");
    let mut app = App::new(jobs, preferences(), None, Some(path));
    app.keep(Keeping::in_folder(folder.path()));
    let mut window = Window::new(app);
    window.frame(vec![Event::PointerMoved(Pos2::new(600.0, 500.0))]);
    // The file is read and checked, and what a crash left is looked for.
    rest(&mut window, &news, IDLE);
    wait(&mut window, |_, _| {});
    for (name, focused) in [("nothing touched", false), ("caret in the filter", true)] {
        if focused {
            window.click_named(Role::TextInput, "Filter");
        }
        rest(&mut window, &news, SETTLING);
        let before = [Of::Thread, Of::Process].map(processor_time);
        let frames = rest(&mut window, &news, IDLE);
        let after = [Of::Thread, Of::Process].map(processor_time);
        let causes = window.ctx.repaint_causes();
        println!(
            "{name:<34} {frames} frames {causes:?}, {:.1} ms of the window's thread, {:.1} ms of all threads",
            millis(after[0].saturating_sub(before[0])),
            millis(after[1].saturating_sub(before[1])),
        );
    }
}

/// How much longer than usual the same work takes at times on this machine: a longest frame says no more than that.
fn unrest() {
    let mut times: Vec<Duration> = (0..SAME_WORK)
        .map(|_| {
            std::thread::sleep(FRAME);
            let before = processor_time(Of::Thread);
            let sum =
                (0..SAME_STEPS).fold(0_u64, |sum, step| std::hint::black_box(sum ^ step).rotate_left(5));
            std::hint::black_box(sum);
            processor_time(Of::Thread).saturating_sub(before)
        })
        .collect();
    times.sort_unstable();
    let (usual, longest) = (times[SAME_WORK / 2], times[SAME_WORK - 1]);
    println!("the same work: usually {:.1} ms, at most {:.1} ms", millis(usual), millis(longest));
}

fn main() {
    unrest();
    let chosen: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let sizes = if std::env::var("VITRINE_BENCH_OFFERS").is_ok() { vec![offers(0)] } else { OFFERS.to_vec() };
    for count in sizes {
        let workload = workload::Workload::new(count);
        println!("\ntyping/{count} offers");
        typing(&workload.catalog_with_caps(), &chosen);
        // A file of more offers is larger than one that is opened.
        if is_chosen("idle", &chosen) && count <= OFFERS[0] {
            println!("\nidle/{count} offers, {} s", IDLE.as_secs());
            idle(&workload.catalog);
        }
    }
}
