//! What screen readers are told, mended in one place for all controls before the system gets it.
//!
//! AccessKit's adapter for AT-SPI (0.21) hands on names, descriptions, roles and states, and drops what else a control
//! says: the value of a cell, a combo box or a slider, the level of an item of a tree, whether something is open, how a
//! column is sorted, the keys of a command. It goes into the description. What is chosen among others is selected, and
//! not ticked, which is all that egui says of either. Menus and popups are called as what opened them, and what can be
//! chosen in a menu is an item of it. The glyphs of icons are not read; what says how things stand is read when it
//! changes.

use crate::text::{Language, Message};
use egui::accesskit::{Live, Node, NodeId, SortDirection, Toggled, TreeUpdate};
use egui::{Context, FullOutput, Id, Plugin, Role, Ui};
use std::collections::HashMap;

/// The hook on egui that mends what a window tells.
#[derive(Debug, Default)]
pub struct ScreenReader {
    language: Language,
    /// The name of the window.
    window: String,
}

impl ScreenReader {
    /// Hooks into a window, or says what has changed: its language and its name.
    pub fn hook(ctx: &Context, language: Language, window: &str) {
        let hook = ctx.plugin_or_default::<Self>();
        let mut hook = hook.lock();
        hook.language = language;
        if hook.window != window {
            window.clone_into(&mut hook.window);
        }
    }
}

/// The language that the window speaks.
pub(super) fn language(ctx: &Context) -> Language {
    ctx.plugin_or_default::<ScreenReader>().lock().language
}

/// Has a text read when it is new or has changed, without showing it: for what those who see learn at a glance. To be
/// called in each frame for as long as it holds.
pub(in crate::ui) fn announce(ui: &Ui, id: Id, text: &str) {
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_role(Role::Status);
        node.set_label(text);
    });
}

impl Plugin for ScreenReader {
    fn debug_name(&self) -> &'static str {
        "screen reader"
    }

    fn output_hook(&mut self, _ctx: &Context, output: &mut FullOutput) {
        let Some(TreeUpdate { nodes, tree, .. }) = &mut output.platform_output.accesskit_update else {
            return;
        };
        let root = tree.as_ref().map(|tree| tree.root);
        name_popups(nodes);
        for (id, node) in nodes {
            if Some(*id) == root && !self.window.is_empty() {
                node.set_label(self.window.as_str());
            }
            without_glyphs(node);
            select(node);
            describe(node, self.language);
            match node.role() {
                Role::Status => node.set_live(Live::Polite),
                Role::Alert => node.set_live(Live::Assertive),
                _ => {}
            }
        }
    }
}

/// Names menus and popups after what opened them, which they lie below, and has what can be chosen in a menu be an item
/// of it.
fn name_popups(nodes: &mut [(NodeId, Node)]) {
    let is_popup = |node: &Node| matches!(node.role(), Role::Menu | Role::Dialog);
    if !nodes.iter().any(|(_, node)| is_popup(node)) {
        return;
    }
    let places: HashMap<NodeId, usize> = nodes.iter().enumerate().map(|(at, (id, _))| (*id, at)).collect();
    let below = |node: &Node| -> Vec<usize> {
        node.children().iter().filter_map(|id| places.get(id).copied()).collect()
    };
    let mut parents = vec![None; nodes.len()];
    for (at, (_, node)) in nodes.iter().enumerate() {
        for child in below(node) {
            parents[child] = Some(at);
        }
    }
    for at in 0..nodes.len() {
        if !is_popup(&nodes[at].1) {
            continue;
        }
        let above = std::iter::successors(parents[at], |at| parents[*at]);
        let name = above.into_iter().find_map(|at| nodes[at].1.label().map(str::to_owned));
        if let Some(name) = name.filter(|_| nodes[at].1.label().is_none()) {
            nodes[at].1.set_label(name);
        }
        let mut inside = if nodes[at].1.role() == Role::Menu { below(&nodes[at].1) } else { Vec::new() };
        while let Some(at) = inside.pop() {
            let node = &mut nodes[at].1;
            match node.role() {
                Role::Button if node.toggled().is_some() => node.set_role(Role::MenuItemCheckBox),
                Role::Button => node.set_role(Role::MenuItem),
                Role::GenericContainer | Role::ScrollView => inside.extend(below(&nodes[at].1)),
                _ => {}
            }
        }
    }
}

/// Takes the glyphs of icons out of what is read. What is nothing but an icon is not read at all.
fn without_glyphs(node: &mut Node) {
    if node.role() == Role::TextRun {
        // Its letters are counted; and it is read by what it stands in.
        return;
    }
    if let Some(label) = node.label().and_then(plain) {
        node.set_label(label);
    }
    if let Some(value) = node.value().and_then(plain) {
        if value.is_empty() && node.role() == Role::Label {
            node.set_hidden();
        }
        node.set_value(value);
    }
}

/// A text without the glyphs of icons, if there are any in it.
fn plain(text: &str) -> Option<String> {
    let is_glyph = |c: char| matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10fffd}');
    let plain = || text.chars().filter(|c| !is_glyph(*c)).collect::<String>();
    text.contains(is_glyph).then(|| plain().trim().to_owned())
}

/// What is chosen among others is selected: a tab, an item, an entry, a row.
fn select(node: &mut Node) {
    let is_item = matches!(
        node.role(),
        Role::Tab | Role::TreeItem | Role::ListBoxOption | Role::ListItem | Role::Row | Role::MenuListOption
    );
    if let Some(toggled) = node.toggled().filter(|_| is_item) {
        node.clear_toggled();
        if node.is_selected().is_none() {
            node.set_selected(toggled == Toggled::True);
        }
    }
}

/// Adds to the description what the adapter drops: first what a control is set to, behind what it is explained by where
/// it lies.
fn describe(node: &mut Node, language: Language) {
    let said = node.value().filter(|value| !value.is_empty()).map(str::to_owned);
    let empty = || Some(language.text("kit-empty"));
    let value = match node.role() {
        // A box in a cell is ticked or not.
        Role::Cell | Role::GridCell if node.toggled().is_none() => said.or_else(empty),
        // A number is handed on without words.
        Role::Slider | Role::SpinButton if node.numeric_value().is_some() => said,
        Role::ComboBox | Role::Slider | Role::SpinButton => said.or_else(empty),
        _ => None,
    };
    let level = node.level().filter(|_| node.role() == Role::TreeItem);
    let level = level.map(|level| language.say(&Message::new("kit-level").with("level", level)));
    let open = node.is_expanded().map(|open| language.text(if open { "kit-open" } else { "kit-closed" }));
    let sorted = node.sort_direction().map(|way| {
        let id = if way == SortDirection::Descending { "kit-sorted-down" } else { "kit-sorted-up" };
        language.text(id)
    });
    let keys = node.keyboard_shortcut().map(str::to_owned);
    // What an icon is called is its name and its tip: once is enough.
    if node.description().is_some() && node.description() == node.label() {
        node.clear_description();
    }
    let before = node.description().filter(|text| !text.is_empty()).map(str::to_owned);
    let place: Vec<String> = [level, open, sorted, keys].into_iter().flatten().collect();
    let place = Some(place.join(", ")).filter(|place| !place.is_empty());
    if value.is_some() || place.is_some() {
        let said: Vec<String> = [value, before, place].into_iter().flatten().collect();
        node.set_description(said.join(" · "));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(role: Role, set: impl FnOnce(&mut Node)) -> Node {
        let mut node = Node::new(role);
        set(&mut node);
        without_glyphs(&mut node);
        select(&mut node);
        describe(&mut node, Language::En);
        node
    }

    #[test]
    fn what_the_adapter_drops_is_in_the_description() {
        let cell = told(Role::Cell, |node| node.set_value("Loans"));
        assert_eq!(cell.description(), Some("Loans"));
        assert_eq!(told(Role::Cell, |_| {}).description(), Some("empty"));
        let combo = told(Role::ComboBox, |node| {
            node.set_value("Web");
            node.set_description("Where it is shown.");
            node.set_expanded(false);
        });
        assert_eq!(combo.description(), Some("Web · Where it is shown. · closed"));
        assert_eq!(told(Role::ComboBox, |_| {}).description(), Some("empty"));
        assert_eq!(told(Role::Slider, |node| node.set_value("June")).description(), Some("June"));
        assert_eq!(told(Role::SpinButton, |node| node.set_numeric_value(3.0)).description(), None);
        let item = told(Role::TreeItem, |node| {
            node.set_level(2);
            node.set_expanded(true);
        });
        assert_eq!(item.description(), Some("level 2, open"));
        assert_eq!(told(Role::Button, |_| {}).description(), None);
    }

    #[test]
    fn what_is_chosen_is_selected_and_a_box_is_ticked() {
        let ticked = |node: &mut Node| node.set_toggled(Toggled::True);
        for role in [Role::Tab, Role::TreeItem, Role::ListBoxOption, Role::Row] {
            let node = told(role, ticked);
            assert_eq!((node.toggled(), node.is_selected()), (None, Some(true)), "{role:?}");
        }
        let node = told(Role::CheckBox, ticked);
        assert_eq!((node.toggled(), node.is_selected()), (Some(Toggled::True), None));
    }

    #[test]
    fn glyphs_are_not_read() {
        let glyph = super::super::Icon::Save.char();
        let label = told(Role::Label, |node| node.set_value(glyph.to_string()));
        assert!(label.is_hidden());
        let button = told(Role::Button, |node| node.set_label(format!("{glyph} Save")));
        assert_eq!((button.label(), button.is_hidden()), (Some("Save"), false));
    }
}
