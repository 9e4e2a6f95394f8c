//! The values of a row over a split: from which share to which, and the name of the split.

use super::Builder;
use super::value::cell;
use crate::model::is_name;
use crate::rule::Root;
use crate::rule::rows::{Operand, Path, Row};
use crate::ui::rules::splits_of;
use crate::ui::theme::tokens;
use crate::ui::widgets::{PickEvent, PickItem, Picker, Severity, issue_line, optional_number};
use egui::Ui;

/// So many steps of the grid are wide enough for a share, and for the name of a split.
const SHARE: f32 = 16.0;
const NAME: f32 = 40.0;

impl Builder<'_> {
    /// From, to, and the split.
    pub(super) fn part_ui(&mut self, ui: &mut Ui, row: &mut Row, number: &str) {
        row.values.resize(2, None);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::Vec2::splat(tokens(ui).size.space);
            self.share_ui(ui, &mut row.values[0], &self.name(number, "rules-control-from"));
            self.word_ui(ui, "rules-to");
            self.share_ui(ui, &mut row.values[1], &self.name(number, "rules-control-to"));
            self.word_ui(ui, "rules-percent");
            self.split_ui(ui, row, number);
        });
    }

    fn share_ui(&mut self, ui: &mut Ui, value: &mut Option<Operand>, name: &str) {
        let mut share = value.as_ref().and_then(super::value::decimal);
        let width = tokens(ui).size.steps(SHARE);
        let language = self.rule.ctx.language;
        let response = cell(ui, width, |ui| {
            ui.push_id(name, |ui| optional_number(ui, "", &mut share, 0.0..=100.0, language))
        })
        .inner;
        if response.changed() {
            *value = share.map(Operand::Decimal);
        }
        self.note(&response.accessible_name(name));
    }

    /// The name: one that rules of the catalog call already, or another one.
    fn split_ui(&mut self, ui: &mut Ui, row: &mut Row, number: &str) {
        let Some(Path::Field(Root::Split, chosen)) = row.field.clone() else { return };
        let known = splits_of(ui, &self.rule.ctx);
        let mut names: Vec<&String> = known.iter().collect();
        if !chosen.is_empty() && !names.contains(&&chosen) {
            names.push(&chosen);
        }
        let item =
            |name: &&String| PickItem { id: (*name).clone(), label: (*name).clone(), detail: String::new() };
        let items: Vec<PickItem> = names.iter().map(item).collect();
        let (placeholder, new) = (self.text("rules-choose-split"), self.text("rules-new-split"));
        let picker = Picker::new(&items, self.rule.ctx.language).placeholder(&placeholder).new_entry(&new);
        let name = self.name(number, "rules-control-split");
        let width = tokens(ui).size.steps(NAME).min(ui.available_width());
        let event = cell(ui, width, |ui| {
            picker.show(ui, &name, Some(chosen.as_str()).filter(|chosen| !chosen.is_empty()))
        });
        if let Some(PickEvent::Chosen(name) | PickEvent::New(name)) = event
            && !name.trim().is_empty()
        {
            row.field = Some(Path::field(Root::Split, name.trim()));
            self.settled = true;
        }
        if !chosen.is_empty() && !is_name(&chosen) {
            issue_line(ui, Severity::Error, &self.text("rules-no-split-name"));
        }
    }
}
