//! The buttons that order a list inside an entity.

use super::Form;
use crate::text::Message;
use crate::ui::widgets::{Icon, icon_button};
use egui::Ui;

/// What is done to an item of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rearrange {
    /// One place earlier.
    Up,
    /// One place later.
    Down,
    /// Away.
    Remove,
}

impl Rearrange {
    /// The list after it. What cannot be done changes nothing.
    pub(super) fn of<T: Clone>(self, items: &[T], index: usize) -> Vec<T> {
        let mut items = items.to_vec();
        match self {
            Self::Up if index > 0 && index < items.len() => items.swap(index - 1, index),
            Self::Down if index + 1 < items.len() => items.swap(index, index + 1),
            Self::Remove if index < items.len() => drop(items.remove(index)),
            _ => {}
        }
        items
    }
}

impl Form<'_, '_> {
    /// The buttons of an item in an ordered list of `count`. `name` is what they move and remove.
    pub(super) fn order_ui(&self, ui: &mut Ui, index: usize, count: usize, name: &str) -> Option<Rearrange> {
        let mut asked = None;
        let buttons = [
            (Rearrange::Up, Icon::MoveUp, "contacts-move-up", index > 0),
            (Rearrange::Down, Icon::MoveDown, "contacts-move-down", index + 1 < count),
            (Rearrange::Remove, Icon::Close, "forms-remove", true),
        ];
        for (rearrange, icon, label, possible) in buttons {
            let label = self.ctx.say(&Message::new(label).with("name", name));
            ui.add_enabled_ui(self.enabled && possible, |ui| {
                if icon_button(ui, icon, &label).clicked() {
                    asked = Some(rearrange);
                }
            });
        }
        asked
    }
}

/// The width of the buttons of [`Form::order_ui`], with the room before them.
pub(super) fn order_width(ui: &Ui) -> f32 {
    let size = &crate::ui::theme::tokens(ui).size;
    3.0 * (size.control + ui.spacing().item_spacing.x)
}

#[cfg(test)]
mod tests {
    use super::Rearrange;

    #[test]
    fn a_list_is_rearranged_and_keeps_its_ends() {
        let of =
            |rearrange: Rearrange, index| rearrange.of(&['a', 'b', 'c'], index).iter().collect::<String>();
        assert_eq!(of(Rearrange::Up, 1), "bac");
        assert_eq!(of(Rearrange::Down, 1), "acb");
        assert_eq!(of(Rearrange::Remove, 2), "ab");
        for (rearrange, index) in [(Rearrange::Up, 0), (Rearrange::Down, 2), (Rearrange::Remove, 3)] {
            assert_eq!(of(rearrange, index), "abc");
        }
    }
}
