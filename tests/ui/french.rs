//! Every form in French: no control without a name, none named in English or by a message's id.

use crate::support::{Chosen, WINDOW, app, shell};
use crate::tips::entities;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::collections::{BTreeMap, BTreeSet};
use vitrine::app::{Action, InnerTab};
use vitrine::text::{Language, sources};
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

/// The roles of what a person uses, each of which needs a name.
pub(crate) const CONTROLS: [Role; 16] = [
    Role::Button,
    Role::CheckBox,
    Role::ComboBox,
    Role::Link,
    Role::ListBoxOption,
    Role::MenuItem,
    Role::MultilineTextInput,
    Role::RadioButton,
    Role::RadioGroup,
    Role::SearchInput,
    Role::Slider,
    Role::SpinButton,
    Role::Switch,
    Role::Tab,
    Role::TextInput,
    Role::TreeItem,
];
/// The roles of what is only read.
const TEXTS: [Role; 3] = [Role::Label, Role::Heading, Role::Status];

/// The messages of a language that take a line and no values, by id.
fn plain(language: Language) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (_, source) in sources(language) {
        let mut lines = source.lines().peekable();
        while let Some(line) = lines.next() {
            let goes_on = lines.peek().is_some_and(|next| next.starts_with(' '));
            if let Some((id, text)) =
                line.split_once(" = ").filter(|(id, _)| !id.starts_with(['#', ' ', '-']))
                && !goes_on
                && !text.contains('{')
            {
                found.insert(id.to_owned(), text.trim().to_owned());
            }
        }
    }
    found
}

/// What no control may be called in French.
struct Foreign {
    ids: BTreeSet<String>,
    english: BTreeSet<String>,
}

impl Foreign {
    /// The messages of both languages. What French says too, somewhere, is no English text.
    fn new() -> Self {
        let (english, french) = (plain(Language::En), plain(Language::Fr));
        let of_both: BTreeSet<&String> = french.values().collect();
        let ids = english.keys().cloned().collect();
        let english = english.values().filter(|text| !of_both.contains(text)).cloned().collect();
        Self { ids, english }
    }

    fn fault(&self, text: &str) -> Option<&'static str> {
        if self.ids.contains(text) {
            Some("a message's id")
        } else if self.english.contains(text.trim()) {
            Some("English")
        } else {
            None
        }
    }
}

/// What is wrong with the names in the window. What the catalog itself says (`own`) may be in any language.
fn faults(window: &Harness<'static, Shell>, foreign: &Foreign, own: &str) -> Vec<String> {
    let mut found = Vec::new();
    for role in CONTROLS.into_iter().chain(TEXTS) {
        for node in window.query_all_by_role(role) {
            let node = node.accesskit_node();
            let name =
                node.label().or_else(|| node.value().filter(|_| TEXTS.contains(&role))).unwrap_or_default();
            if CONTROLS.contains(&role) && name.trim().is_empty() {
                found.push(format!("{role:?} without a name, {:?}", node.value()));
            }
            let said = [Some(name), node.description(), node.placeholder().map(str::to_owned)];
            for text in said.into_iter().flatten() {
                if let Some(fault) = foreign.fault(&text).filter(|_| !own.contains(&format!("\"{text}\""))) {
                    found.push(format!("{role:?} “{text}” is {fault}"));
                }
            }
        }
    }
    found
}

#[test]
fn the_messages_of_both_languages_are_told_apart() {
    let foreign = Foreign::new();
    assert_eq!(foreign.fault("Close tab"), Some("English"));
    assert_eq!(foreign.fault("app-command-save"), Some("a message's id"));
    assert_eq!(foreign.fault(&Language::Fr.text("app-command-save")), None);
    assert!(foreign.english.len() > 500, "{}", foreign.english.len());
}

#[test]
fn every_form_speaks_french_in_each_of_its_tabs() {
    let mut app = app(Language::Fr, Chosen::paths([]), None);
    (app.preferences.explorer, app.preferences.preview, app.preferences.problems) = (false, false, false);
    let entities = entities(app.workspace().catalog());
    let kinds: BTreeSet<&str> = entities.iter().map(|it| it.kind().word()).collect();
    assert_eq!(kinds.len(), 11, "{kinds:?}");
    let own = vitrine::storage::write(app.workspace().catalog(), None).expect("the sample is written");
    let open = app.view().tabs.clone();
    app.apply(open.into_iter().map(Action::Close).collect());
    app.apply(entities.iter().cloned().map(Action::Open).collect());
    let mut window = shell(ThemeChoice::Light, WINDOW, app);
    let (foreign, mut found, mut seen) = (Foreign::new(), BTreeSet::new(), 0);
    for _ in &entities {
        window.key_press_modifiers(Modifiers::COMMAND, Key::Tab);
        window.run();
        let entity = window.state().app().view().active_tab().expect("one is open").clone();
        for tab in InnerTab::of(&entity) {
            let title = Language::Fr.text(tab.title());
            window.query_all_by_role_and_label(Role::Tab, &title).last().expect("the tab").click_accesskit();
            window.run();
            assert_eq!(window.state().app().view().inner_tab(&entity), *tab);
            seen += 1;
            let faults = faults(&window, &foreign, &own);
            found.extend(faults.into_iter().map(|fault| format!("{} {tab:?}: {fault}", entity.kind())));
        }
    }
    assert!(seen > 2 * kinds.len(), "{seen} tabs");
    assert_eq!(found, BTreeSet::new());
}
