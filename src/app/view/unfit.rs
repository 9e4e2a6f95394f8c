//! Texts that were typed and stand for no value, such as half a date: they stay in their fields, in sight or not, until
//! they are mended. Owns where they stand, so that nobody leaves a catalog without being told of them.

use super::View;
use crate::model::{InnerTab, Ref};
use crate::text::Message;

/// The first text that stands for no value, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfit {
    /// The entity whose form it stands in.
    pub entity: Ref,
    /// The tab of that form.
    pub tab: InnerTab,
    /// What was typed.
    pub text: String,
}

impl Unfit {
    /// That a file was saved without the text.
    pub(in crate::app) fn not_saved(&self, saved: Message) -> Message {
        Message::new("app-saved-without")
            .with("saved", saved)
            .with("tab", Message::new(self.tab.title()))
            .with("text", self.text.as_str())
    }
}

impl View {
    /// The first text that stands for no value: in a form, or in a cell of a table.
    pub fn unfit(&self) -> Option<Unfit> {
        let cell = || {
            self.sheets.iter().find_map(|(entity, sheet)| {
                let editing = sheet.editing().filter(|editing| editing.problem.is_some())?;
                Some(Unfit { entity: entity.clone(), tab: InnerTab::Offers, text: editing.text.clone() })
            })
        };
        self.unfit.first().cloned().or_else(cell)
    }

    /// Whether a form's tab is known to hold these texts.
    pub fn holds_unfit<'t>(&self, entity: &Ref, tab: InnerTab, texts: impl Iterator<Item = &'t str>) -> bool {
        let known = self.unfit.iter().filter(|it| it.entity == *entity && it.tab == tab);
        known.map(|it| it.text.as_str()).eq(texts)
    }

    /// Takes over which texts of a form's tab, which is in sight, stand for no value.
    pub fn take_unfit(&mut self, entity: &Ref, tab: InnerTab, texts: Vec<String>) {
        self.unfit.retain(|it| it.entity != *entity || it.tab != tab);
        self.unfit.extend(texts.into_iter().map(|text| Unfit { entity: entity.clone(), tab, text }));
    }

    /// Shows the first text that stands for no value, and gives its field the keyboard.
    pub(in crate::app) fn go_to_unfit(&mut self) {
        let Some(Unfit { entity, tab, .. }) = self.unfit() else { return };
        self.open(&entity);
        self.show_inner(entity.clone(), tab);
        if let Some(sheet) = self.sheets.get_mut(&entity).filter(|_| tab == InnerTab::Offers) {
            sheet.ask();
        }
        self.lead.to_unfit += 1;
    }

    /// Forgets the texts that stand for no value, with the forms that they stood in.
    pub(in crate::app) fn forget_unfit(&mut self) {
        self.unfit.clear();
        for sheet in self.sheets.values_mut().filter(|sheet| sheet.editing().is_some()) {
            sheet.stop();
        }
    }
}
