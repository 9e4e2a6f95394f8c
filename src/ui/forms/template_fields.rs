//! The button beside a template that lists the fields which it can name, by their labels, and puts one into the text.

use super::Form;
use super::space_content::field_items;
use super::template::Of;
use crate::document::CatalogLabels;
use crate::model::Space;
use crate::rule::{Labels, Root, Schema, TagKind, tags};
use crate::text::Message;
use crate::ui::memo::{Same, memo};
use crate::ui::rules::standard_field;
use crate::ui::widgets::{Icon, PickEvent, PickItem, Picker, insert_at_cursor};
use egui::{Id, Ui};
use std::sync::Arc;

/// What a template sees, in the order of the list.
const ROOTS: [Root; 3] = [Root::Profile, Root::Call, Root::Offer];

impl Form<'_, '_> {
    /// The button beside the template's `field`. Says whether something was put into its text.
    pub(super) fn insert_ui(
        &self,
        ui: &mut Ui,
        (of, title, schema): (Of<'_>, &str, &Schema),
        field: Id,
        text: &mut String,
    ) -> bool {
        let items = self.template_fields(ui, of, schema);
        let name = self.ctx.say(&Message::new("forms-insert").with("field", title));
        let picker = Picker::new(&items, self.ctx.language);
        let Some(PickEvent::Chosen(named)) = picker.show_icon(ui, Icon::Insert, &name) else { return false };
        insert_at_cursor(ui.ctx(), field, text, |text, at| naming(text, at, &named));
        true
    }

    /// The fields that a template can name: those of its space's content, then those of the contact, the call and the
    /// offer.
    fn template_fields(&self, ui: &Ui, of: Of<'_>, schema: &Schema) -> Arc<Vec<PickItem>> {
        let space = if let Of::Space(space, _) = of { Some(space) } else { None };
        let id = Id::unique(("template fields", self.entity));
        memo(ui, id, (Same::of(self.ctx.catalog()), self.ctx.language), |_| {
            let mut items = space.map(|space| self.content_fields(space)).unwrap_or_default();
            let labels = CatalogLabels::of(self.ctx.catalog(), self.entity);
            for root in ROOTS {
                items.extend(schema.fields(root).iter().map(|(name, _)| {
                    let declared = || labels.field(root, name).map(|(label, _)| label);
                    let label = standard_field(root, name).map(|id| self.text(id)).or_else(declared);
                    item(format!("{}.{name}", root.name()), label.unwrap_or_else(|| name.clone()))
                }));
            }
            items
        })
    }

    fn content_fields(&self, space: &Space) -> Vec<PickItem> {
        let known = field_items(self);
        let label = |name: &str| known.iter().find(|it| it.id == name).map(|it| it.label.clone());
        let fields = space.content_fields.iter();
        fields
            .map(|field| item(field.name.clone(), label(&field.name).unwrap_or_else(|| field.name.clone())))
            .collect()
    }
}

fn item(expression: String, label: String) -> PickItem {
    PickItem { id: expression.clone(), label, detail: expression }
}

/// What names a field at a byte of a template: inside a tag the field alone.
fn naming(text: &str, at: usize, named: &str) -> String {
    let inside = tags(text).iter().any(|tag| {
        let end = if tag.closed { tag.span.end - 2 } else { tag.span.end };
        tag.kind != TagKind::Comment && (tag.span.start + 2..=end).contains(&at)
    });
    if inside { named.to_owned() } else { format!("{{{{ {named} }}}}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_named_by_a_tag_and_inside_one_alone() {
        for (text, at, put) in [
            ("", 0, "{{ profile.age }}"),
            ("Hello {{ call.x }}", 6, "{{ profile.age }}"),
            ("Hello {{  }}", 9, "profile.age"),
            ("Hello {% if  %}", 12, "profile.age"),
            ("Hello {{ call.x }}", 18, "{{ profile.age }}"),
        ] {
            assert_eq!(naming(text, at, "profile.age"), put, "{text} {at}");
        }
    }
}
