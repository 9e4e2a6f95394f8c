//! What the scenarios touch of an entity, in its own form: how many, and which conditions they never put to the test. Leads to
//! the whole of it.

use super::Form;
use crate::model::Ref;
use crate::text::Message;
use crate::ui::bottom::show_coverage;
use crate::ui::memo::{Same, memo};
use crate::ui::widgets::{Button, Icon};
use egui::{Id, Ui};

/// A line about an offer or a space; none where nothing of it can be touched.
pub(super) fn coverage_ui(ui: &mut Ui, form: &mut Form<'_, '_>) {
    let report = form.ctx.app.workspace().coverage();
    let Some(count) = report.scenarios_of(form.entity) else { return };
    let conditions = memo(ui, Id::unique(("untested", form.entity)), Same::of(report), |report| {
        report.0.untested_of(form.entity).count()
    });
    let id = match form.entity {
        Ref::Offer(..) => "coverage-of-offer",
        _ => "coverage-of-space",
    };
    let mut said = form.ctx.say(&Message::new(id).with("count", count));
    if *conditions > 0 {
        let untested = Message::new("coverage-of-conditions").with("count", *conditions);
        said = format!("{said} · {}", form.ctx.say(&untested));
    }
    let icon = if count > 0 { Icon::Scenario } else { Icon::Warning };
    let line = ui.add(Button::ghost(&said).icon(icon).shorten());
    if line.on_hover_text(form.text("coverage-of-tip")).clicked() {
        show_coverage(ui, &form.ctx, form.actions);
    }
}
