//! A list of names that stands in one field: each with a button to take it away, and a picker to add one.

use super::Form;
use crate::model::{Entity, Step};
use crate::text::Message;
use crate::ui::theme::tokens;
use crate::ui::widgets::{Field, Icon, PickEvent, PickItem, Picker, icon_button, label_before, row};
use egui::{Response, RichText, Ui};
use std::collections::HashSet;

impl Form<'_, '_> {
    /// A row with a list of names, chosen from `items`. One that no item has is shown by its name. `empty` is the
    /// message that stands while there is none.
    pub(super) fn list_row(
        &mut self,
        ui: &mut Ui,
        path: &[&'static str],
        empty: &'static str,
        names: &[String],
        items: &[PickItem],
        put: impl FnOnce(Vec<String>) -> Entity,
    ) {
        self.free_list_row(ui, path, (empty, None), names, items, put);
    }

    /// The same, where a text that no item has can be added too, by a button that `new` names.
    pub(super) fn free_list_row(
        &mut self,
        ui: &mut Ui,
        path: &[&'static str],
        (empty, new): (&'static str, Option<&'static str>),
        names: &[String],
        items: &[PickItem],
        put: impl FnOnce(Vec<String>) -> Entity,
    ) {
        let Some(declaration) = self.declaration(path) else { return };
        let steps: Vec<Step> = path.iter().map(|name| Step::Field(name)).collect();
        let (title, issues) = (self.text(declaration.label), self.issues_at(&steps));
        let (hint, key) = (self.text(declaration.tip), declaration.name);
        let mut next: Option<Vec<String>> = None;
        let field = Field::new(&title).key(key).hint(&hint).issues(&issues).enabled(self.enabled);
        let response = row(ui, field, |ui| {
            let rows = ui.vertical(|ui| {
                for index in self.page_ui(ui, path, names.len()) {
                    let name = &names[index];
                    let label = items.iter().find(|item| item.id == *name).map_or(name, |item| &item.label);
                    let button = self.item_ui(ui, label);
                    let at = [steps.as_slice(), &[Step::Index(index)]].concat();
                    self.lead_to_place(ui, &at, &button);
                    if button.clicked() {
                        let mut without = names.to_vec();
                        without.remove(index);
                        next = Some(without);
                    }
                }
                if names.is_empty() {
                    ui.label(RichText::new(self.text(empty)).color(tokens(ui).color.text_muted));
                }
                if let Some(added) = self.add_ui(ui, &title, new, names, items) {
                    next = Some(names.iter().cloned().chain([added]).collect());
                }
            });
            rows.response
        });
        if let Some(next) = next {
            self.put(put(next), key, declaration.label, false);
        }
        self.lead_to_place(ui, &steps, &response);
    }

    /// One name, with the button that takes it away.
    fn item_ui(&self, ui: &mut Ui, label: &str) -> Response {
        ui.horizontal(|ui| {
            ui.set_min_height(tokens(ui).size.control);
            label_before(ui, label, 1);
            let name = self.ctx.say(&Message::new("forms-remove").with("name", label));
            icon_button(ui, Icon::Close, &name)
        })
        .inner
    }

    /// A picker over what is not in the list yet.
    fn add_ui(
        &self,
        ui: &mut Ui,
        title: &str,
        new: Option<&'static str>,
        names: &[String],
        items: &[PickItem],
    ) -> Option<String> {
        let taken: HashSet<&String> = names.iter().collect();
        let free: Vec<PickItem> = items.iter().filter(|item| !taken.contains(&item.id)).cloned().collect();
        if free.is_empty() && new.is_none() {
            return None;
        }
        let placeholder = self.text("forms-add");
        let name = self.ctx.say(&Message::new("forms-add-to").with("field", title));
        ui.set_max_width(ui.available_width().min(tokens(ui).size.steps(60.0)));
        let new = new.map(|new| self.text(new));
        let picker = Picker::new(&free, self.ctx.language).placeholder(&placeholder);
        let picker = new.as_deref().map_or(picker, |new| picker.new_entry(new));
        match picker.show(ui, &name, None) {
            Some(PickEvent::Chosen(id)) => Some(id),
            Some(PickEvent::New(text)) => {
                let text = text.trim();
                (!text.is_empty() && names.iter().all(|name| name != text)).then(|| text.to_owned())
            }
            _ => None,
        }
    }
}
