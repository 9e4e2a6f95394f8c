//! Random walks in the window: somebody clicks, types and uses keys at random. What the forms show is what the file
//! holds after a save, and undoing everything gives the first catalog back.

use crate::support::{Chosen, app, has, shell};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::PathBuf;
use std::sync::Arc;
use vitrine::app::App;
use vitrine::document::entities;
use vitrine::model::{Catalog, Ref};
use vitrine::storage;
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

const STORY: &str = include_str!("story.catalog.ron");
const TALL: [f32; 2] = [1280.0, 1500.0];
/// Each walk has a seed of its own; a walk that failed is repeated by its seed.
const SEEDS: std::ops::Range<u64> = 1..7;
const STEPS: usize = 40;

type Window = Harness<'static, Shell>;

/// Numbers that are the same for one seed on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % count.max(1) as u64).expect("below a count")
    }
}

fn open(path: PathBuf) -> Window {
    let mut app: App = app(Language::En, Chosen::paths([]), Some(path));
    app.poll();
    shell(ThemeChoice::Light, TALL, app)
}

fn catalog(window: &Window) -> Arc<Catalog> {
    Arc::clone(window.state().app().workspace().catalog())
}

fn keys(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run();
}

/// Clicks one of the widgets of a role, if there is any that can be used.
fn click_any(window: &mut Window, chance: &mut Chance, role: Role) -> bool {
    let all: Vec<_> =
        window.query_all_by_role(role).filter(|node| !node.accesskit_node().is_disabled()).collect();
    let Some(node) = all.get(chance.below(all.len())) else { return false };
    node.click();
    window.run();
    true
}

fn step(window: &mut Window, chance: &mut Chance) {
    match chance.below(12) {
        0..=2 => drop(click_any(window, chance, Role::TreeItem)),
        3 => drop(click_any(window, chance, Role::Tab)),
        4 => drop(click_any(window, chance, Role::CheckBox)),
        5 => {
            if click_any(window, chance, Role::ComboBox) && !click_any(window, chance, Role::ListBoxOption) {
                keys(window, Modifiers::NONE, Key::Escape);
            }
        }
        6 | 7 => {
            if click_any(window, chance, Role::TextInput) {
                let text = ["Nom été", "12", "2026-07-01", "", "true", "a\"b\\c"][chance.below(6)];
                keys(window, Modifiers::COMMAND, Key::A);
                window.event(egui::Event::Text(text.to_owned()));
                window.run();
                keys(window, Modifiers::NONE, [Key::Tab, Key::Enter][chance.below(2)]);
            }
        }
        8 => keys(window, Modifiers::COMMAND, [Key::D, Key::Z, Key::Z][chance.below(3)]),
        9 => keys(window, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z),
        10 => keys(window, Modifiers::ALT, [Key::ArrowUp, Key::ArrowDown][chance.below(2)]),
        _ => {
            keys(window, Modifiers::NONE, Key::Delete);
            keys(window, Modifiers::NONE, Key::Enter);
        }
    }
    // Whatever asks is answered with the way out.
    for _ in 0..3 {
        if has_dialog(window) {
            keys(window, Modifiers::NONE, Key::Escape);
        }
    }
}

fn has_dialog(window: &Window) -> bool {
    window.query_all_by_role(Role::Dialog).next().is_some()
}

/// What the fields of the form in front show, by name.
fn shown(window: &Window) -> Vec<(String, String)> {
    let fields = [Role::TextInput, Role::CheckBox, Role::ComboBox, Role::SpinButton].into_iter();
    let fields = fields.flat_map(|role| window.query_all_by_role(role));
    let mut shown: Vec<_> = fields
        .map(|field| {
            let node = field.accesskit_node();
            let ticked = format!("{:?}", node.toggled());
            (node.label().unwrap_or_default(), format!("{} {ticked}", node.value().unwrap_or_default()))
        })
        .collect();
    shown.sort();
    shown
}

/// Opens the form of an entity as somebody does who searches for it by name.
fn go_to(window: &mut Window, title: &str) {
    keys(window, Modifiers::COMMAND, Key::P);
    window.event(egui::Event::Text(title.to_owned()));
    window.run();
    keys(window, Modifiers::NONE, Key::Enter);
}

#[test]
fn what_is_shown_what_is_saved_and_what_undo_brings_back_are_the_same() {
    let (mut steps, mut compared) = (0, 0);
    for seed in SEEDS {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("walk.catalog.ron");
        std::fs::write(&path, STORY).expect("written");
        let first = storage::load(&path).expect("a catalog").catalog;
        let mut window = open(path.clone());
        let mut chance = Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        for _ in 0..STEPS {
            step(&mut window, &mut chance);
        }
        keys(&mut window, Modifiers::COMMAND, Key::S);
        assert!(!has(&window, Role::Dialog, "Save"), "seed {seed}");
        let held = catalog(&window);
        assert!(!window.state().app().workspace().document().is_dirty(), "seed {seed}: saved");
        assert_eq!(storage::load(&path).expect("it reads back").catalog, held, "seed {seed}: the file");
        let mut again = open(path.clone());
        let all = entities(&held).into_iter().map(|seat| seat.place.entity);
        let titles: Vec<String> = all
            .filter(|at| {
                matches!(at, Ref::Environment(_) | Ref::Category(..) | Ref::Space(..) | Ref::Folder(_))
            })
            .map(|at| at.name().to_owned())
            .collect();
        for title in titles.iter().take(6) {
            go_to(&mut window, title);
            go_to(&mut again, title);
            let (one, other) =
                [&window, &again].map(|it| it.state().app().view().active_tab().cloned()).into();
            if one != other {
                continue;
            }
            let inner = |it: &Window| one.as_ref().map(|tab| it.state().app().view().inner_tab(tab));
            if inner(&window) == inner(&again) {
                compared += forms_only(shown(&window)).len();
                assert_eq!(forms_only(shown(&window)), forms_only(shown(&again)), "seed {seed}: {title}");
            }
        }
        while window.state().app().workspace().document().undo_name().is_some() {
            let before = window.state().app().workspace().document().revision();
            keys(&mut window, Modifiers::COMMAND, Key::Z);
            assert_ne!(window.state().app().workspace().document().revision(), before, "seed {seed}: undo");
            steps += 1;
        }
        assert_eq!(catalog(&window), first, "seed {seed}: undone");
    }
    assert!(steps > 20 && compared > 20, "a walk that changes and shows nothing: {steps}, {compared}");
}

/// Without what is of the preview and of the panels: those are where each window was left.
fn forms_only(shown: Vec<(String, String)>) -> Vec<(String, String)> {
    let of_form =
        ["Label", "Name", "Targeting dimension", "Visitor folder", "Channel", "Parent folder", "Themes"];
    shown.into_iter().filter(|(name, _)| of_form.contains(&name.as_str())).collect()
}
