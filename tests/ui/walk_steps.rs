//! The steps of a random walk: what a person can do to a catalog in the window, chosen by role and label from what
//! is shown there.

use crate::support::{as_cel, has};
use crate::walk_shown::{controls, is_of_form};
use egui::accesskit::{Role, Toggled};
use egui::{Event, Key, Modifiers, OutputCommand};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::Arc;
use vitrine::app::{Group, InnerTab};
use vitrine::model::{Catalog, Ref};
use vitrine::text::Language;
use vitrine::ui::Shell;

/// The window that is walked in.
pub(crate) type Window = Harness<'static, Shell>;

/// Tabs that change nothing.
const ONLY_SHOWN: [InnerTab; 5] =
    [InnerTab::Source, InnerTab::Preview, InnerTab::Timeline, InnerTab::Propositions, InnerTab::Offers];

/// Numbers that are the same for one seed on every machine.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn of(seed: u64) -> Self {
        Self((seed + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    pub(crate) fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % count.max(1) as u64).expect("below a count")
    }

    fn of_these<'a>(&mut self, texts: &[&'a str]) -> &'a str {
        texts[self.below(texts.len())]
    }
}

/// A control that was chosen: its role, its name, and its place among those of both.
struct Chosen {
    role: Role,
    label: String,
    place: usize,
}

/// Somebody who walks in a window.
pub(crate) struct Walker {
    pub(crate) window: Window,
    pub(crate) chance: Chance,
    /// So that no text is typed twice.
    typed: usize,
    /// What was done last, for who reads a failure.
    pub(crate) did: String,
}

impl Walker {
    pub(crate) fn new(window: Window, chance: Chance) -> Self {
        Self { window, chance, typed: 0, did: String::new() }
    }

    pub(crate) fn catalog(&self) -> Arc<Catalog> {
        Arc::clone(self.window.state().app().workspace().catalog())
    }

    pub(crate) fn keys(&mut self, modifiers: Modifiers, key: Key) {
        self.window.key_press_modifiers(modifiers, key);
        self.window.run();
    }

    /// One step of any kind. Whatever is asked after it is answered with the way out.
    pub(crate) fn step(&mut self) {
        let before = self.catalog();
        match self.chance.below(20) {
            0..=9 => self.edit_a_field(),
            10 | 11 => self.press_a_button(),
            12 | 13 => self.use_a_menu(),
            14 => self.drag(),
            15 => self.cut_and_paste(),
            16 => self.rename_in_the_explorer(),
            17 => self.write_in_the_table(),
            18 => self.change_many(),
            _ => self.undo_and_redo(),
        }
        self.leave_dialogs();
        if self.catalog() == before {
            // What was chosen did not fit there.
            self.edit_a_field();
            self.leave_dialogs();
        }
    }

    pub(crate) fn leave_dialogs(&mut self) {
        for _ in 0..4 {
            let open = self.window.query_all_by_role(Role::Dialog).next().is_some();
            let listed = self.window.query_all_by_role(Role::ListBoxOption).next().is_some();
            if !open && !listed {
                return;
            }
            self.keys(Modifiers::NONE, Key::Escape);
        }
    }

    /// Opens every branch of the explorer.
    pub(crate) fn open_branches(&mut self) {
        for group in Group::ALL {
            self.menu_of(&Language::En.text(group.title()), 0);
            if has(&self.window, Role::Button, "Expand all") {
                self.click_item("Expand all");
            } else {
                self.keys(Modifiers::NONE, Key::Escape);
            }
        }
    }

    pub(crate) fn rows(&self) -> Vec<String> {
        let rows = self.window.query_all_by_role(Role::TreeItem);
        rows.map(|row| row.accesskit_node().label().unwrap_or_default()).collect()
    }

    fn place_of(&mut self) -> Option<(String, usize)> {
        let rows = self.rows();
        let at = self.chance.below(rows.len());
        let row = rows.get(at)?.clone();
        let place = rows[..at].iter().filter(|it| **it == row).count();
        Some((row, place))
    }

    pub(crate) fn click_row(&mut self, place: usize) {
        if let Some(row) = self.window.query_all_by_role(Role::TreeItem).nth(place) {
            row.click();
        }
        self.window.run();
    }

    fn click_button(&mut self, label: &str) -> bool {
        let mut found = self.window.query_all_by_role_and_label(Role::Button, label);
        let Some(button) = found.find(|it| !it.accesskit_node().is_disabled()) else { return false };
        button.click_accesskit();
        drop(found);
        self.window.run();
        true
    }

    /// Clicks an item of an open menu, which then closes.
    fn click_item(&mut self, label: &str) {
        if let Some(item) = self.window.query_all_by_role_and_label(Role::MenuItem, label).last() {
            item.click();
        }
        self.window.run();
    }

    /// The tab of an entity that is open, with the tabs of its form.
    pub(crate) fn front(&self) -> Option<(Ref, InnerTab)> {
        let view = self.window.state().app().view();
        let open = view.active_tab()?.clone();
        let tab = view.inner_tab(&open);
        Some((open, tab))
    }

    pub(crate) fn show_tab(&mut self, tab: InnerTab) {
        let title = Language::En.text(tab.title());
        if let Some(tab) = self.window.query_all_by_role_and_label(Role::Tab, &title).last() {
            tab.click_accesskit();
        }
        self.window.run();
        self.rules_as_cel();
    }

    /// Shows rules as CEL, where the form in front has rules that are shown as rows.
    pub(crate) fn rules_as_cel(&mut self) {
        let mut rows = self.window.query_all_by_role_and_label(Role::RadioButton, "Rows");
        let as_rows = rows.any(|it| it.accesskit_node().toggled() == Some(Toggled::True));
        drop(rows);
        if as_rows {
            as_cel(&mut self.window);
        }
    }

    /// Opens another form, or another tab of the one in front.
    fn go_somewhere(&mut self) {
        if self.chance.below(2) == 0 || self.front().is_none() {
            let rows = self.rows().len();
            let place = self.chance.below(rows);
            self.click_row(place);
        }
        let Some((open, _)) = self.front() else { return };
        let tabs: Vec<InnerTab> =
            InnerTab::of(&open).iter().copied().filter(|tab| !ONLY_SHOWN.contains(tab)).collect();
        let tab = tabs[self.chance.below(tabs.len())];
        self.show_tab(tab);
    }

    /// The controls of the form in front that can be used.
    fn controls(&self) -> Vec<Chosen> {
        let mut found: Vec<(Chosen, bool)> = Vec::new();
        for node in controls(&self.window) {
            let node = node.accesskit_node();
            let (role, label) = (node.role(), node.label().unwrap_or_default());
            let place = found.iter().filter(|(it, _)| it.role == role && it.label == label).count();
            let chosen_already = role == Role::RadioButton && node.toggled() == Some(Toggled::True);
            let usable = is_of_form(&label) && !node.is_disabled() && !chosen_already;
            found.push((Chosen { role, label, place }, usable));
        }
        found.into_iter().filter(|(_, usable)| *usable).map(|(chosen, _)| chosen).collect()
    }

    fn edit_a_field(&mut self) {
        let mut controls = Vec::new();
        for _ in 0..4 {
            if controls.is_empty() || self.chance.below(3) == 0 {
                self.go_somewhere();
                controls = self.controls();
            }
        }
        let place = self.chance.below(controls.len());
        let Some(control) = controls.into_iter().nth(place) else { return };
        self.did = format!("{:?} {} {} of {:?}", control.role, control.label, control.place, self.front());
        match control.role {
            Role::CheckBox | Role::RadioButton => {
                self.with(&control, |node| {
                    node.click_accesskit();
                });
            }
            Role::ComboBox => self.choose(&control),
            _ => self.write(&control),
        }
    }

    fn with(&mut self, control: &Chosen, act: impl FnOnce(&egui_kittest::Node<'_>)) {
        let mut found = self.window.query_all_by_role_and_label(control.role, &control.label);
        if let Some(node) = found.nth(control.place) {
            act(&node);
        }
        drop(found);
        self.window.run();
    }

    fn choose(&mut self, control: &Chosen) {
        self.with(control, |node| {
            node.click_accesskit();
        });
        let options: Vec<_> = self.window.query_all_by_role(Role::ListBoxOption).collect();
        if let Some(option) = options.get(self.chance.below(options.len())) {
            option.click_accesskit();
        }
        drop(options);
        self.window.run();
    }

    /// Types a text that fits; what the field does not take is replaced with what it had.
    fn write(&mut self, control: &Chosen) {
        let mut had = String::new();
        self.with(control, |node| {
            had = node.accesskit_node().value().unwrap_or_default();
            node.focus();
        });
        let text = self.text_for(control);
        self.did = format!("{}: {text:?}", self.did);
        let before = self.catalog();
        self.put_text(&text);
        let leave = [Key::Tab, Key::Enter]
            [usize::from(control.role != Role::MultilineTextInput) * self.chance.below(2)];
        self.keys(Modifiers::NONE, leave);
        if self.catalog() == before && text != had {
            self.with(control, |node| {
                node.focus();
            });
            self.put_text(&had);
            self.keys(Modifiers::NONE, Key::Tab);
        }
    }

    /// Puts a text in place of what the field with the keyboard has.
    fn put_text(&mut self, text: &str) {
        self.keys(Modifiers::COMMAND, Key::A);
        if text.is_empty() {
            self.keys(Modifiers::NONE, Key::Backspace);
        } else {
            self.window.event(Event::Text(text.to_owned()));
            self.window.run();
        }
    }

    fn text_for(&mut self, control: &Chosen) -> String {
        self.typed += 1;
        let number = self.typed;
        let chance = &mut self.chance;
        match control.label.as_str() {
            "From" | "Until" | "Date and time" | "Ends" => {
                let moments = ["2026-07-01", "2026-09-30T18:00", "2026-12-31T08:00:00+02:00", ""];
                chance.of_these(&moments).to_owned()
            }
            "Opens" => format!("2026-08-{:02}", number % 28 + 1),
            label if label == "Name" || label.starts_with("Channel ") => format!("n{number}"),
            "Rule" | "Offers" | "Recipients" | "Additional condition" => {
                chance.of_these(&["true", "1 < 2", "'é\"' == \"a'\"", "call.channel == 'web'", ""]).to_owned()
            }
            "Value" => chance.of_these(&["7.5", "12", "1.0 + 2.5"]).to_owned(),
            "Within" => chance.of_these(&["3d", "12h", "90d"]).to_owned(),
            "Stock" | "Age" | "Months" => number.to_string(),
            "Price" => format!("{number}.5"),
            "Label" | "Title" | "Description" | "Text" | "HTML" | "Code" if chance.below(6) == 0 => {
                String::new()
            }
            _ if control.role == Role::SpinButton => (number % 40 + 1).to_string(),
            _ => {
                chance.of_these(&["Nom été", "a\"b\\c", "// no comment", "<b>x</b>"]).to_owned()
                    + &number.to_string()
            }
        }
    }

    /// The buttons of lists: what adds an item, moves or removes it.
    fn press_a_button(&mut self) {
        for _ in 0..6 {
            let buttons = self.window.query_all_by_role(Role::Button);
            let usable = buttons.filter(|it| !it.accesskit_node().is_disabled());
            let labels = usable.filter_map(|it| it.accesskit_node().label());
            let of_a_list = |label: &String| {
                let add = label.starts_with("Add a");
                add || label.starts_with("Remove ") || label.starts_with("Move ")
            };
            let labels: Vec<String> = labels.filter(of_a_list).collect();
            if labels.is_empty() || self.chance.below(3) == 0 {
                self.go_somewhere();
                continue;
            }
            let label = &labels[self.chance.below(labels.len())];
            self.did = format!("{label} in {:?}", self.front());
            self.click_button(label);
            return;
        }
    }

    fn menu_of(&mut self, row: &str, place: usize) -> bool {
        let mut found = self.window.query_all_by_role_and_label(Role::TreeItem, row);
        let Some(row) = found.nth(place) else { return false };
        row.click_secondary();
        drop(found);
        self.window.run();
        true
    }

    /// A command of the explorer's menu that makes, copies or deletes.
    fn use_a_menu(&mut self) {
        let Some((row, place)) = self.place_of() else { return };
        self.menu_of(&row, place);
        let labels =
            self.window.query_all_by_role(Role::MenuItem).filter_map(|it| it.accesskit_node().label());
        let makes = |label: &String| label.starts_with("New ") || label == "Duplicate" || label == "Delete…";
        let labels: Vec<String> = labels.filter(makes).collect();
        let Some(label) = labels.get(self.chance.below(labels.len())) else {
            return self.keys(Modifiers::NONE, Key::Escape);
        };
        self.did = format!("{label} at {row}");
        self.click_item(label);
        if label == "New environment" {
            self.typed += 1;
            let name = format!("Made {}", self.typed);
            self.window.event(Event::Text(name));
            self.window.run();
            let who = self.chance.of_these(&["Recipients", "Anonymous visitors"]);
            // The form behind the dialog may have the same words.
            let same = self.window.query_all_by_role_and_label(Role::RadioButton, who);
            if let Some(choice) = same.last() {
                choice.click_accesskit();
            }
            self.window.run();
            self.click_button("Create");
        } else if label == "Delete…" {
            self.keys(Modifiers::NONE, Key::Enter);
        }
    }

    fn drag(&mut self) {
        let rows: Vec<_> = self.window.query_all_by_role(Role::TreeItem).collect();
        let names = self.rows();
        if rows.len() < 2 {
            return;
        }
        let (what, onto) = (self.chance.below(rows.len()), self.chance.below(rows.len()));
        let (from, to) = (rows[what].rect().center(), rows[onto].rect().center());
        drop(rows);
        self.did = format!("drag {} onto {}", names[what], names[onto]);
        self.window.drag_at(from);
        self.window.run();
        self.window.hover_at(from + (to - from) / 2.0);
        self.window.run();
        self.window.hover_at(to);
        self.window.run();
        self.window.drop_at(to);
        self.window.run();
    }

    /// Cuts what one row is of, and pastes it at another.
    fn cut_and_paste(&mut self) {
        let count = self.rows().len();
        let (what, onto) = (self.chance.below(count), self.chance.below(count));
        self.click_row(what);
        self.did = format!("cut {:?}", self.front());
        self.window.event(Event::Cut);
        let mut text = None;
        for _ in 0..4 {
            self.window.step();
            if let Some(OutputCommand::CopyText(copied)) =
                self.window.output().platform_output.commands.first()
            {
                text = Some(copied.clone());
            }
        }
        let Some(text) = text else { return };
        self.click_row(onto.min(self.rows().len().saturating_sub(1)));
        self.did = format!("{} and pasted at {:?}", self.did, self.front());
        self.window.event(Event::Paste(text));
        self.window.run();
    }

    fn rename_in_the_explorer(&mut self) {
        let count = self.rows().len();
        let place = self.chance.below(count);
        self.click_row(place);
        self.keys(Modifiers::NONE, Key::F2);
        let label = self.window.query_all_by_role_and_label(Role::TextInput, "Label").next();
        if label.is_some_and(|it| it.is_focused()) {
            self.typed += 1;
            let name = format!("n{}", self.typed);
            self.did = format!("rename {:?} to {name}", self.front());
            self.keys(Modifiers::NONE, Key::Tab);
            self.put_text(&name);
            self.keys(Modifiers::NONE, Key::Enter);
        }
    }

    /// Opens the table of a Design environment, and chooses the cells of a column there.
    fn cells(&mut self, columns: &[&str]) -> Vec<String> {
        let design = self.catalog().environments.iter().find(|it| it.linked_live().is_some()).cloned();
        let Some(design) = design else { return Vec::new() };
        let label = vitrine::model::label_or_name(&design.label, &design.name).to_owned();
        let Some(row) = self.rows().iter().position(|row| *row == label) else { return Vec::new() };
        self.click_row(row);
        self.show_tab(InnerTab::Offers);
        let column = self.chance.of_these(columns);
        let cells = self.window.query_all_by_role(Role::Cell).filter_map(|it| it.accesskit_node().label());
        let start = format!("{column}, ");
        cells.filter(|label| label.starts_with(&start)).collect()
    }

    fn click_cell(&mut self, name: &str, modifiers: Modifiers) {
        if let Some(cell) = self.window.query_all_by_role_and_label(Role::Cell, name).next() {
            cell.click_modifiers(modifiers);
        }
        self.window.run();
    }

    /// Types into a cell, or pastes a block from there on.
    fn write_in_the_table(&mut self) {
        let cells = self.cells(&["Label", "Code", "Title", "Weight", "Until"]);
        let Some(cell) = cells.get(self.chance.below(cells.len())).cloned() else { return };
        self.click_cell(&cell, Modifiers::NONE);
        self.typed += 1;
        let text = if cell.starts_with("Until") { "2026-10-01".to_owned() } else { self.typed.to_string() };
        if self.chance.below(2) == 0 {
            self.did = format!("{text:?} into the cell {cell}");
            self.keys(Modifiers::NONE, Key::Backspace);
            self.window.event(Event::Text(text));
            self.window.run();
            self.keys(Modifiers::NONE, Key::Enter);
        } else {
            self.did = format!("{text:?} pasted at the cell {cell}");
            self.window.event(Event::Paste(format!("{text}\n{text}\n")));
            self.window.run();
            self.click_button("Paste");
        }
    }

    /// Changes a field of all offers of an environment.
    fn change_many(&mut self) {
        let cells = self.cells(&["Code"]);
        let Some(cell) = cells.first().cloned() else { return };
        self.click_cell(&cell, Modifiers::NONE);
        self.keys(Modifiers::COMMAND, Key::A);
        if !self.click_button("Change a field…") {
            return;
        }
        self.typed += 1;
        let number = self.typed.to_string();
        let (field, how, value, text) = match self.chance.below(3) {
            0 => ("Label", "Add at the end", "Text to add", format!(" {number}")),
            1 => ("Weight", "Multiply by", "Factor", "1.5".to_owned()),
            _ => ("Code", "", "New value", format!("C{number}")),
        };
        self.did = format!("{how} {field} {text} of all");
        self.pick("Field", field);
        if !how.is_empty() {
            self.pick("What to do", how);
        }
        self.with(&Chosen { role: Role::TextInput, label: value.to_owned(), place: 0 }, |it| {
            it.focus();
        });
        self.window.event(Event::Text(text));
        self.window.run();
        self.click_button("Change");
    }

    fn pick(&mut self, picker: &str, item: &str) {
        self.with(&Chosen { role: Role::ComboBox, label: picker.to_owned(), place: 0 }, |it| {
            it.click_accesskit();
        });
        self.with(&Chosen { role: Role::ListBoxOption, label: item.to_owned(), place: 0 }, |it| {
            it.click_accesskit();
        });
    }

    /// One to three steps back, and perhaps fewer forth.
    fn undo_and_redo(&mut self) {
        let back = self.chance.below(3) + 1;
        let forth = self.chance.below(back);
        self.did = format!("{back} steps back, {forth} forth");
        for _ in 0..back {
            self.keys(Modifiers::COMMAND, Key::Z);
        }
        for _ in 0..forth {
            self.keys(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
        }
    }
}
