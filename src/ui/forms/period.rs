//! A period: two moments, either of which may be left out.

use super::Form;
use crate::model::{Entity, Period, Step};
use crate::ui::widgets::{Field, moment_row};
use egui::Ui;

impl Form<'_, '_> {
    /// Two rows, for the start and the end of a period. Issues of `key` stand at the end.
    pub(super) fn period_rows(
        &mut self,
        ui: &mut Ui,
        key: &'static str,
        period: &Period,
        put: impl Fn(Period) -> Entity,
    ) {
        self.period_rows_at(ui, key, &[Step::Field(key)], period, put);
    }

    /// The same for a period that is a part of the field `key`: issues of `path` stand at the end.
    pub(super) fn period_rows_at(
        &mut self,
        ui: &mut Ui,
        key: &'static str,
        path: &[Step],
        period: &Period,
        put: impl Fn(Period) -> Entity,
    ) {
        let (from, until, hint) =
            (self.text("forms-from"), self.text("forms-until"), self.text("forms-until-hint"));
        let (placeholder, tip) = (self.text("forms-always"), self.text("forms-from-tip"));
        let mut changed = period.clone();
        ui.push_id(key, |ui| {
            let field =
                Field::new(&from).key("from").tip(&tip).placeholder(&placeholder).enabled(self.enabled);
            let start = moment_row(ui, field, &mut changed.from, self.ctx.language);
            let issues = self.issues_at(path);
            let field = Field::new(&until)
                .key("until")
                .placeholder(&placeholder)
                .hint(&hint)
                .issues(&issues)
                .enabled(self.enabled);
            let end = moment_row(ui, field, &mut changed.until, self.ctx.language);
            // Where something is wrong with it, that is said at the end.
            self.lead_to_place(ui, path, if issues.is_empty() { &start } else { &end });
            self.settle(&start);
            self.settle(&end);
        });
        if changed != *period {
            self.put(put(changed), key, "forms-period", true);
        }
    }
}
