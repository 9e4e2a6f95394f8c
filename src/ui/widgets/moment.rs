//! A moment: typed as a text, or picked from a calendar. Empty is none.
//!
//! The calendar is drawn here because the one of `egui_extras` speaks English only and its days have
//! no accessible names.

use super::Icon;
use super::button::icon_button;
use super::field::{Field, frame, parsed_edit};
use super::paint::focus_ring;
use super::severity::{Severity, issue_line};
use crate::model::Moment;
use crate::text::{Language, customary_moment, iso_moment};
use crate::ui::theme::tokens;
use egui::{
    Align2, CornerRadius, FontId, Popup, PopupCloseBehavior, Response, Role, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, vec2,
};
use jiff::civil::{Date, DateTime, Time};
use jiff::{ToSpan, Zoned};

/// A row of a form with a moment. What is typed and is no moment is said below it; the value then stays.
pub fn moment_row<'a>(
    ui: &mut Ui,
    field: impl Into<Field<'a>>,
    moment: &mut Option<Moment>,
    language: Language,
) -> Response {
    let field = field.into();
    frame(ui, &field, |ui| (moment_field(ui, field.placeholder, moment, language), ())).0
}

/// A row of a form with a day: a moment with a time is none, since its time would be lost.
pub fn day_row<'a>(
    ui: &mut Ui,
    field: impl Into<Field<'a>>,
    day: &mut Option<Moment>,
    language: Language,
) -> Response {
    let field = field.into();
    let is_day = |moment: &Moment| matches!(moment, Moment::Date(_));
    frame(ui, &field, |ui| (field_ui(ui, field.placeholder, day, language, ("kit-no-day", is_day)), ())).0
}

/// The field of a moment, without a row: the caller names it. Its id is the ui's own.
pub fn moment_field(
    ui: &mut Ui,
    placeholder: &str,
    moment: &mut Option<Moment>,
    language: Language,
) -> Response {
    field_ui(ui, placeholder, moment, language, ("kit-no-moment", |_: &Moment| true))
}

/// A field that takes the moments that it is asked to, and says what it wants where something else is typed.
fn field_ui(
    ui: &mut Ui,
    placeholder: &str,
    moment: &mut Option<Moment>,
    language: Language,
    (wanted, takes): (&str, fn(&Moment) -> bool),
) -> Response {
    let written =
        moment.as_ref().map_or_else(String::new, |moment| customary_moment(&moment.to_string(), language));
    let size = &tokens(ui).size;
    let mut picked = false;
    let row = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = size.space;
        let width = (ui.available_width() - size.control - size.space).min(size.steps(56.0));
        let text = ui.scope(|ui| {
            ui.set_max_width(width);
            parsed_edit(ui, &written, placeholder, moment, |text| {
                meant(text).filter(|moment| moment.as_ref().is_none_or(takes))
            })
        });
        picked = calendar_button(ui, moment, language);
        text.inner
    });
    let (mut response, valid) = row.inner;
    if !valid {
        issue_line(ui, Severity::Error, &language.text(wanted));
    }
    if picked {
        response.mark_changed();
    }
    response
}

/// What was typed, if it is a moment or nothing.
#[expect(clippy::option_option, reason = "whether it is one of both, and which")]
fn meant(text: &str) -> Option<Option<Moment>> {
    let text = text.trim();
    if text.is_empty() { Some(None) } else { iso_moment(text).parse().ok().map(Some) }
}

fn calendar_button(ui: &mut Ui, moment: &mut Option<Moment>, language: Language) -> bool {
    let button = icon_button(ui, Icon::Calendar, &language.text("kit-calendar"));
    let id = Popup::default_response_id(&button);
    let popup =
        Popup::from_toggle_button_response(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let shown = popup.gap(tokens(ui).size.space).show(|ui| {
        let page = ui.data(|data| data.get_temp::<Date>(id));
        let mut page =
            page.unwrap_or_else(|| date_of(moment.as_ref()).unwrap_or_else(today).first_of_month());
        let picked = calendar_ui(ui, &mut page, date_of(moment.as_ref()), language);
        ui.data_mut(|data| data.insert_temp(id, page));
        picked
    });
    let Some(shown) = shown else {
        ui.data_mut(|data| data.remove::<Date>(id));
        return false;
    };
    let Some(date) = shown.inner else { return false };
    *moment = Some(with_date(moment.as_ref(), date));
    Popup::close_id(ui.ctx(), id);
    button.request_focus();
    true
}

/// The moment on another day: its time and offset stay.
fn with_date(moment: Option<&Moment>, date: Date) -> Moment {
    let at = |time: Time| DateTime::from_parts(date, time);
    match moment {
        None | Some(Moment::Date(_)) => Moment::Date(date),
        Some(Moment::Local(moment)) => Moment::Local(at(moment.time())),
        Some(Moment::Offset(moment, seconds)) => Moment::Offset(at(moment.time()), *seconds),
    }
}

fn date_of(moment: Option<&Moment>) -> Option<Date> {
    Some(match moment? {
        Moment::Date(date) => *date,
        Moment::Local(moment) | Moment::Offset(moment, _) => moment.date(),
    })
}

fn today() -> Date {
    Zoned::now().date()
}

/// A month, its days in weeks from Monday. Returns the day that was picked.
fn calendar_ui(ui: &mut Ui, page: &mut Date, chosen: Option<Date>, language: Language) -> Option<Date> {
    let tokens = tokens(ui);
    ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
    ui.horizontal(|ui| {
        turn_ui(ui, page, language, Icon::Left, -1);
        let month = language.text(MONTHS[usize::try_from(page.month() - 1).unwrap_or(0)]);
        let side = tokens.size.control;
        let (rect, title) = ui.allocate_exact_size(vec2(side * 5.0 + 8.0, side), Sense::hover());
        let text = format!("{month} {}", page.year());
        title.widget_info(|| WidgetInfo::labeled(Role::Label, true, &text));
        let font = FontId::proportional(tokens.size.body);
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, text, font, tokens.color.text);
        turn_ui(ui, page, language, Icon::Right, 1);
    });
    weekdays_ui(ui, language);
    let mut picked = None;
    for days in weeks(*page) {
        ui.horizontal(|ui| {
            for day in days {
                if day_ui(ui, day, *page, chosen).clicked() {
                    picked = Some(day);
                }
            }
        });
    }
    picked
}

/// The initials of the weekdays, from Monday.
fn weekdays_ui(ui: &mut Ui, language: Language) {
    let tokens = tokens(ui);
    let initials = language.text("kit-weekdays");
    ui.horizontal(|ui| {
        for initial in initials.split_whitespace() {
            let size = vec2(tokens.size.control, tokens.size.steps(5.0));
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            let font = FontId::proportional(tokens.size.small);
            let color = tokens.color.text_muted;
            ui.painter().text(rect.center(), Align2::CENTER_CENTER, initial, font, color);
        }
    });
}

/// A button that turns the page by so many months.
fn turn_ui(ui: &mut Ui, page: &mut Date, language: Language, icon: Icon, months: i64) {
    let name = language.text(if months < 0 { "kit-month-before" } else { "kit-month-after" });
    if icon_button(ui, icon, &name).clicked() {
        *page = page.checked_add(months.months()).unwrap_or(*page);
    }
}

fn day_ui(ui: &mut Ui, day: Date, page: Date, chosen: Option<Date>) -> Response {
    let tokens = tokens(ui);
    let side = tokens.size.control;
    let (rect, response) = ui.allocate_exact_size(vec2(side, side), Sense::click());
    let is_chosen = chosen == Some(day);
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), is_chosen, day));
    let radius = CornerRadius::from(tokens.size.radius);
    if is_chosen {
        ui.painter().rect_filled(rect, radius, tokens.color.accent);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, radius, tokens.color.hover);
    }
    if day == today() && !is_chosen {
        ui.painter().rect_stroke(
            rect,
            radius,
            Stroke::new(1.0, tokens.color.border_strong),
            StrokeKind::Inside,
        );
    }
    focus_ring(ui, rect, &response);
    let color = match (is_chosen, day.month() == page.month()) {
        (true, _) => tokens.color.accent_text,
        (false, true) => tokens.color.text,
        (false, false) => tokens.color.text_muted,
    };
    let font = FontId::proportional(tokens.size.body);
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, day.day(), font, color);
    response
}

/// The weeks that a month touches, each from Monday to Sunday. Days beyond the calendar's end are left out.
fn weeks(page: Date) -> Vec<Vec<Date>> {
    let first = page.first_of_month();
    let back = i64::from(first.weekday().to_monday_zero_offset());
    let start = first.checked_sub(back.days()).unwrap_or(first);
    let days: Vec<Date> = (0..42).filter_map(|day: i64| start.checked_add(day.days()).ok()).collect();
    let touches = |week: &&[Date]| week.iter().any(|day| day.month() == page.month());
    days.chunks(7).filter(touches).map(<[Date]>::to_vec).collect()
}

/// The name of a month, from 1.
pub fn month_name(language: Language, month: i8) -> String {
    let id = usize::try_from(month - 1).ok().and_then(|index| MONTHS.get(index));
    id.map(|id| language.text(id)).unwrap_or_default()
}

/// The ids of the months' names.
const MONTHS: [&str; 12] = [
    "kit-january",
    "kit-february",
    "kit-march",
    "kit-april",
    "kit-may",
    "kit-june",
    "kit-july",
    "kit-august",
    "kit-september",
    "kit-october",
    "kit-november",
    "kit-december",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_shown_in_whole_weeks() {
        let february = weeks("2026-02-10".parse().expect("a date"));
        assert_eq!(february.len(), 5);
        assert!(february.iter().all(|week| week.len() == 7));
        assert_eq!(february[0][0].to_string(), "2026-01-26");
        assert_eq!(weeks("2027-02-01".parse().expect("a date")).len(), 4);
        assert!(!weeks(Date::MAX).is_empty());
        assert!(!weeks(Date::MIN).is_empty());
    }

    #[test]
    fn another_day_keeps_the_time() {
        let date = "2026-03-05".parse().expect("a date");
        let moved = |text: &str| with_date(text.parse().ok().as_ref(), date).to_string();
        assert_eq!(moved("2026-01-01"), "2026-03-05");
        assert_eq!(moved("2026-01-01T08:30"), "2026-03-05T08:30");
        assert_eq!(moved("2026-01-01T08:30+02:00"), "2026-03-05T08:30+02:00");
        assert_eq!(moved(""), "2026-03-05");
    }

    #[test]
    fn what_is_typed_is_taken_if_it_is_a_moment() {
        let text = |text: &str| meant(text).map(|moment| moment.map(|it| it.to_string()));
        assert_eq!(text(" 2026-03-05 "), Some(Some("2026-03-05".to_owned())));
        assert_eq!(text("5/3/2026"), Some(Some("2026-03-05".to_owned())));
        assert_eq!(text("soon"), None);
        assert_eq!(text("31/2/2026"), None);
        assert_eq!(text(""), Some(None));
    }
}
