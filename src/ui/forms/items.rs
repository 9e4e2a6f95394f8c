//! The items of a list in a form: each a card with buttons that move it or take it away.

use super::Form;
use crate::model::Step;
use crate::text::Message;
use crate::ui::theme::tokens;
use crate::ui::widgets::{Button, FieldIssue, Icon, at_right, focus_next_row, icon_button};
use egui::{Id, Response, RichText, Ui};

/// An item is drawn so many passes after its button was pressed, or was not added.
const PASSES_TO_ADD: u64 = 2;

fn added_id() -> Id {
    Id::unique("item that was added")
}

/// What is done with an item of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arrange {
    Up,
    Down,
    Remove,
}

impl Arrange {
    /// The list after it is done with the item at `index`.
    pub(super) fn of<T: Clone>(self, items: &[T], index: usize) -> Vec<T> {
        let mut items = items.to_vec();
        match self {
            Self::Up if index > 0 => items.swap(index - 1, index),
            Self::Down if index + 1 < items.len() => items.swap(index, index + 1),
            Self::Remove if index < items.len() => drop(items.remove(index)),
            _ => {}
        }
        items
    }
}

/// The list with another item at `index`.
pub(super) fn with_item<T: Clone>(items: &[T], index: usize, item: T) -> Vec<T> {
    let mut items = items.to_vec();
    items[index] = item;
    items
}

impl Form<'_, '_> {
    /// The head of an item's card: what it is, and its buttons.
    pub(super) fn item_header_ui(
        &self,
        ui: &mut Ui,
        title: &str,
        index: usize,
        count: usize,
    ) -> Option<Arrange> {
        ui.horizontal(|ui| {
            ui.label(RichText::new(title).color(tokens(ui).color.text_muted));
            at_right(ui, "arrange", |ui| self.arrange_ui(ui, title, index, count))
        })
        .inner
    }

    /// The buttons that move an item of a list or take it away.
    pub(super) fn arrange_ui(&self, ui: &mut Ui, title: &str, index: usize, count: usize) -> Option<Arrange> {
        let buttons = [
            (Arrange::Up, Icon::MoveUp, "catalog-move-up", index > 0),
            (Arrange::Down, Icon::MoveDown, "catalog-move-down", index + 1 < count),
            (Arrange::Remove, Icon::Delete, "forms-remove", true),
        ];
        let mut done = None;
        for (arrange, icon, id, possible) in buttons {
            let name = self.ctx.say(&Message::new(id).with("name", title));
            let button = ui.add_enabled_ui(self.enabled && possible, |ui| icon_button(ui, icon, &name)).inner;
            if button.clicked() {
                done = Some(arrange);
            }
        }
        done
    }

    /// The button that adds an item to a list of so many. The first row of the new item takes the keyboard.
    pub(super) fn add_item_ui(&self, ui: &mut Ui, label: &str, list: &str, count: usize) -> bool {
        let label = self.text(label);
        let button = Button::secondary(&label).icon(Icon::Add);
        let response = ui.add_enabled(self.enabled, button);
        let added = response.clicked();
        // What is said of the list as a whole, such as that it is empty, is mended here.
        self.lead_where(ui, &response, |path| matches!(path, [Step::Field(field)] if *field == list));
        if added {
            let (item, pass) = (self.item_id(list, count), ui.ctx().cumulative_pass_nr());
            ui.data_mut(|data| data.insert_temp(added_id(), (item, pass)));
        }
        added
    }

    /// Has the next row take the keyboard where the item of a list was added just now. To be called before the item's
    /// first row.
    pub(super) fn begin_item(&self, ui: &Ui, list: &str, index: usize) {
        let Some((item, pass)) = ui.data(|data| data.get_temp::<(Id, u64)>(added_id())) else { return };
        if item == self.item_id(list, index) {
            ui.data_mut(|data| data.remove::<(Id, u64)>(added_id()));
            if pass + PASSES_TO_ADD >= ui.ctx().cumulative_pass_nr() {
                focus_next_row(ui.ctx(), None);
            }
        }
    }

    fn item_id(&self, list: &str, index: usize) -> Id {
        Id::unique(("item", self.entity, list, index))
    }

    /// What is wrong with one item of a list.
    pub(super) fn issues_of_item(&self, field: &str, index: usize) -> Vec<FieldIssue> {
        self.issues_that(|issue| {
            let steps = issue.place.field.as_slice();
            matches!(steps, [Step::Field(name), Step::Index(at), ..] if *name == field && *at == index)
        })
    }

    /// Gives the keyboard to the item of a list that an issue led to, once.
    pub(super) fn lead_to_item(&self, ui: &Ui, key: &str, index: usize, response: &Response) {
        let led_to = self.ctx.app.view().lead.to.as_ref();
        if led_to.is_some_and(|place| place.field.get(1) == Some(&Step::Index(index))) {
            self.lead_to(ui, key, response);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_moved_and_taken_away() {
        let items = ['a', 'b', 'c'];
        for (arrange, index, after) in [
            (Arrange::Up, 1, "bac"),
            (Arrange::Up, 0, "abc"),
            (Arrange::Down, 1, "acb"),
            (Arrange::Down, 2, "abc"),
            (Arrange::Remove, 0, "bc"),
            (Arrange::Remove, 9, "abc"),
        ] {
            assert_eq!(arrange.of(&items, index).into_iter().collect::<String>(), after);
        }
    }
}
