//! The items of a list in a form: each a card with buttons that move it or take it away.

use super::Form;
use crate::model::Step;
use crate::text::Message;
use crate::ui::theme::tokens;
use crate::ui::widgets::{Button, FieldIssue, Icon, icon_button};
use egui::{Align, Layout, Response, RichText, Ui};

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
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                self.arrange_ui(ui, title, index, count)
            })
            .inner
        })
        .inner
    }

    /// The buttons that move an item of a list or take it away, from the right.
    pub(super) fn arrange_ui(&self, ui: &mut Ui, title: &str, index: usize, count: usize) -> Option<Arrange> {
        let buttons = [
            (Arrange::Remove, Icon::Delete, "forms-remove", true),
            (Arrange::Down, Icon::MoveDown, "catalog-move-down", index + 1 < count),
            (Arrange::Up, Icon::MoveUp, "catalog-move-up", index > 0),
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

    /// The button that adds an item.
    pub(super) fn add_item_ui(&self, ui: &mut Ui, label: &str) -> bool {
        ui.add_enabled(self.enabled, Button::secondary(&self.text(label)).icon(Icon::Add)).clicked()
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
        let led_to = self.ctx.app.view().led_to.as_ref();
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
