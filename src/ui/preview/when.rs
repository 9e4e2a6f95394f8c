//! The moment of the call: a field, empty for now, and a slider over the days of its year.

use super::parts::beside;
use crate::app::{Action, PreviewChange};
use crate::model::Moment;
use crate::text::customary_moment;
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::theme::tokens;
use crate::ui::widgets::{Icon, icon_button, moment_row, row};
use egui::{Slider, Ui};
use jiff::civil::{Date, DateTime};

pub(super) fn when_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let (label, now) = (ctx.text("preview-when"), ctx.text("preview-now"));
    let mut at = ctx.app.preview().at().cloned();
    let field = beside(ui, &label, "when").placeholder(&now);
    if moment_row(ui, field, &mut at, ctx.language).changed() {
        actions.push(Action::Preview(PreviewChange::At(at)));
    }
}

/// The days of the moment's year, to be slid through.
pub(super) fn day_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let at = ctx.app.preview().at();
    let (label, now) = (ctx.text("preview-day"), ctx.text("preview-now"));
    let here = ctx.app.now().to_zoned(ctx.catalog().zone()).datetime();
    let date = date_of(at).unwrap_or(here.date());
    let mut day = date.day_of_year();
    let slider = row(ui, beside(ui, &label, "day"), |ui| {
        ui.horizontal(|ui| {
            let size = &tokens(ui).size;
            ui.spacing_mut().slider_width = ui.available_width() - size.control - size.steps(2.0);
            let slider = Slider::new(&mut day, 1..=date.days_in_year()).show_value(false);
            let text = customary_moment(&date.to_string(), ctx.language);
            let slider = ui.add(slider).on_hover_text(&text);
            ui.ctx().accesskit_node_builder(slider.id, |node| node.set_value(text));
            let button = ui.add_enabled_ui(at.is_some(), |ui| icon_button(ui, Icon::Time, &now)).inner;
            if button.clicked() {
                actions.push(Action::Preview(PreviewChange::At(None)));
            }
            slider
        })
        .inner
    });
    if slider.changed()
        && let Ok(date) = date.with().day_of_year(day).build()
    {
        actions.push(Action::Preview(PreviewChange::At(Some(moved(at, date, here)))));
    }
}

fn date_of(moment: Option<&Moment>) -> Option<Date> {
    Some(match moment? {
        Moment::Date(date) => *date,
        Moment::Local(moment) | Moment::Offset(moment, _) => moment.date(),
    })
}

/// The moment on another day: its time stays, that of now where there is no moment.
fn moved(moment: Option<&Moment>, date: Date, now: DateTime) -> Moment {
    let at = |time| DateTime::from_parts(date, time);
    match moment {
        Some(Moment::Date(_)) => Moment::Date(date),
        Some(Moment::Local(moment)) => Moment::Local(at(moment.time())),
        Some(Moment::Offset(moment, seconds)) => Moment::Offset(at(moment.time()), *seconds),
        None => Moment::Local(date.at(now.hour(), now.minute(), 0, 0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_day_keeps_the_time() {
        let (date, now) =
            ("2026-03-05".parse().expect("a date"), "2026-11-21T10:15:42".parse().expect("a time"));
        let written = |text: &str| moved(text.parse().ok().as_ref(), date, now).to_string();
        assert_eq!(written("2026-01-01"), "2026-03-05");
        assert_eq!(written("2026-01-01T08:30"), "2026-03-05T08:30");
        assert_eq!(written("2026-01-01T08:30+02:00"), "2026-03-05T08:30+02:00");
        assert_eq!(moved(None, date, now).to_string(), "2026-03-05T10:15");
    }
}
