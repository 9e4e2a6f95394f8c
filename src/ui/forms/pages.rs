//! The pages of a long list: a form builds the items of one page, however many there are.

use super::Form;
use crate::model::Step;
use crate::text::Message;
use crate::ui::theme::tokens;
use crate::ui::widgets::{Icon, icon_button};
use egui::{Id, RichText, Ui};
use std::ops::Range;

/// Items that are built at once: more than fit into the window, and drawn within a frame.
const PAGE: usize = 50;

/// The page that is open.
#[derive(Debug, Clone, Copy, Default)]
struct Open {
    page: usize,
    /// How many items there were.
    count: usize,
    /// The leading of the window that it was turned for last.
    led: u64,
}

impl Open {
    /// The page, where there are so many items, and an issue led to the item at `to` of `led`. It turns to an item that
    /// was added, which stands last.
    fn turned(self, count: usize, led: u64, to: Option<usize>) -> Self {
        let last = count.saturating_sub(1) / PAGE;
        let page = match to.filter(|_| led != self.led) {
            Some(item) => item / PAGE,
            None if self.count > 0 && count == self.count + 1 => last,
            None => self.page,
        };
        Self { page: page.min(last), count, led: if to.is_some() { led } else { self.led } }
    }

    fn items(self) -> Range<usize> {
        let start = self.page * PAGE;
        start.min(self.count)..(start + PAGE).min(self.count)
    }
}

impl Form<'_, '_> {
    /// The places of the items of a list that are built now. Where there are several pages, a line turns them. It
    /// opens at the item that an issue leads to.
    pub(super) fn page_ui(&self, ui: &mut Ui, path: &[&'static str], count: usize) -> Range<usize> {
        let led_to = self.place_led_to().and_then(|place| {
            let steps: Vec<Step> = path.iter().map(|name| Step::Field(name)).collect();
            match place.strip_prefix(steps.as_slice()) {
                Some([Step::Index(index), ..]) => Some(*index),
                _ => None,
            }
        });
        self.page_at_ui(ui, path, count, led_to)
    }

    /// The steps to the field of this entity that an issue led to last.
    pub(super) fn place_led_to(&self) -> Option<&[Step]> {
        let place = self.ctx.app.view().lead.to.as_ref();
        place.filter(|place| place.entity == *self.entity).map(|place| place.field.as_slice())
    }

    /// The same, where the caller says to which item an issue led.
    pub(super) fn page_at_ui(
        &self,
        ui: &mut Ui,
        path: &[&'static str],
        count: usize,
        led_to: Option<usize>,
    ) -> Range<usize> {
        let id = ui.make_persistent_id(("page", path));
        let open: Open = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        let mut open = open.turned(count, self.ctx.app.view().lead.count, led_to);
        if count > PAGE {
            self.turn_ui(ui, id, &mut open);
        }
        ui.data_mut(|data| data.insert_temp(id, open));
        open.items()
    }

    /// Which items are shown, and the buttons that show others.
    fn turn_ui(&self, ui: &mut Ui, id: Id, open: &mut Open) {
        let last = (open.count - 1) / PAGE;
        ui.push_id(id, |ui| {
            ui.horizontal(|ui| {
                let items = open.items();
                let words = Message::new("forms-page")
                    .with("from", items.start + 1)
                    .with("to", items.end)
                    .with("count", open.count);
                ui.label(RichText::new(self.ctx.say(&words)).color(tokens(ui).color.text_muted));
                for (icon, name, possible, page) in [
                    (Icon::Left, "forms-page-before", open.page > 0, open.page.saturating_sub(1)),
                    (Icon::Right, "forms-page-next", open.page < last, open.page + 1),
                    (Icon::Down, "forms-page-last", open.page < last, last),
                ] {
                    let button = |ui: &mut Ui| icon_button(ui, icon, &self.text(name));
                    if ui.add_enabled_ui(possible, button).inner.clicked() {
                        open.page = page;
                    }
                }
            });
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_turns_to_what_is_added_or_led_to_and_stays_within_the_list() {
        let first = Open::default().turned(20_000, 0, None);
        assert_eq!(first.items(), 0..50);
        let added = first.turned(20_001, 0, None);
        assert_eq!(added.items(), 20_000..20_001);
        let led = added.turned(20_001, 7, Some(120));
        assert_eq!(led.items(), 100..150);
        let turned = Open { page: 3, ..led };
        assert_eq!(turned.turned(20_001, 7, Some(120)).items(), 150..200, "it led there once");
        assert_eq!(turned.turned(60, 7, None).items(), 50..60, "what is left");
        assert_eq!(turned.turned(0, 7, None).items(), 0..0);
        assert_eq!(Open::default().turned(1, 0, None).items(), 0..1);
    }
}
