//! A moment: typed as a text, or picked from a calendar. Empty is none.
//!
//! The calendar is drawn here because the one of `egui_extras` speaks English only and its days have
//! no accessible names.

use super::Icon;
use super::button::{icon_button, icon_button_of};
use super::field::{Field, frame, parsed_edit, wrong_ui};
use super::keyboard::{enter, keep_arrows};
use crate::model::Moment;
use crate::text::{Language, Message, customary_moment, iso_moment};
use crate::ui::theme::tokens;
use egui::{
    Align2, Context, CornerRadius, FontId, Id, Key, Modifiers, Popup, PopupCloseBehavior, Rect, RectAlign,
    Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2,
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
        wrong_ui(ui, &response, &language.text(wanted));
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
    let button =
        icon_button_of(ui, ui.make_persistent_id("calendar"), Icon::Calendar, &language.text("kit-calendar"));
    let id = Popup::default_response_id(&button);
    let popup =
        Popup::from_toggle_button_response(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    // Beside its button, where there is no room above or below it: it must not cover what it belongs to.
    let popup = popup.align(RectAlign::BOTTOM_START).align_alternatives(&RectAlign::MENU_ALIGNS);
    let chosen = date_of(moment.as_ref());
    let shown = popup.gap(tokens(ui).size.space).show(|ui| {
        let at = ui.data(|data| data.get_temp::<Date>(id));
        let mut at = at.or(chosen).unwrap_or_else(|| today(ui));
        let picked = calendar_ui(ui, &mut at, chosen, language);
        ui.data_mut(|data| data.insert_temp(id, at));
        picked
    });
    let Some(shown) = shown else {
        ui.data_mut(|data| data.remove::<Date>(id));
        return false;
    };
    let Some(date) = shown.inner else { return false };
    *moment = Some(with_date(moment.as_ref(), date));
    Popup::close_id(ui.ctx(), id);
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

fn today_id() -> Id {
    Id::unique("today")
}

/// Says which day it is, where the window knows better than the system: a catalog has a time zone.
pub fn set_today(ctx: &Context, today: Date) {
    ctx.data_mut(|data| data.insert_temp(today_id(), today));
}

fn today(ui: &Ui) -> Date {
    ui.data(|data| data.get_temp(today_id())).unwrap_or_else(|| Zoned::now().date())
}

/// The month around a day, in weeks from Monday. The days are one stop of the Tab key, with a cursor at that day. Returns
/// the day that was picked.
fn calendar_ui(ui: &mut Ui, at: &mut Date, chosen: Option<Date>, language: Language) -> Option<Date> {
    let tokens = tokens(ui);
    ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
    let days = ui.make_persistent_id("days");
    let has_keyboard = ui.memory(|memory| memory.has_focus(days));
    let mut picked = (has_keyboard && keys(ui, at)).then_some(*at);
    ui.horizontal(|ui| {
        turn_ui(ui, at, language, Icon::Left, -1);
        let month = month_name(language, at.month());
        let side = tokens.size.control;
        let (rect, title) = ui.allocate_exact_size(vec2(side * 5.0 + 8.0, side), Sense::hover());
        let text = format!("{month} {}", at.year());
        title.widget_info(|| WidgetInfo::labeled(Role::Label, true, &text));
        let font = FontId::proportional(tokens.size.body);
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, text, font, tokens.color.text);
        turn_ui(ui, at, language, Icon::Right, 1);
    });
    weekdays_ui(ui, language);
    let weeks = weeks(*at);
    #[expect(clippy::cast_precision_loss, reason = "a handful of weeks")]
    let size = vec2(7.0, weeks.len() as f32) * (tokens.size.control + 2.0) - vec2(2.0, 2.0);
    let whole =
        ui.interact(Rect::from_min_size(ui.cursor().min, size), days, Sense::focusable_noninteractive());
    whole.widget_info(|| WidgetInfo::labeled(Role::Grid, true, language.text("kit-calendar")));
    if whole.has_focus() {
        keep_arrows(ui, days, false);
    }
    for week in weeks {
        ui.horizontal(|ui| {
            for day in week {
                let at_cursor = day == *at;
                let looks = DayLooks { page: *at, chosen, ring: at_cursor && whole.has_focus() };
                let response = day_ui(ui, day, &looks, language);
                if at_cursor {
                    ui.ctx().accesskit_node_builder(days, |node| {
                        node.set_active_descendant(response.id.accesskit_id());
                    });
                }
                if response.clicked() {
                    picked = Some(day);
                }
            }
        });
    }
    enter(ui.ctx(), ui.layer_id(), Some(days));
    picked
}

/// Moves the cursor: by days and weeks, to either end of the week, by months, and with Shift by years. Says whether its
/// day is picked.
fn keys(ui: &Ui, at: &mut Date) -> bool {
    let times = |modifiers, key| {
        let count = ui.input_mut(|input| input.count_and_consume_key(modifiers, key));
        i64::try_from(count).unwrap_or(0)
    };
    let (none, shift) = (Modifiers::NONE, Modifiers::SHIFT);
    let years = times(shift, Key::PageDown) - times(shift, Key::PageUp);
    let months = times(none, Key::PageDown) - times(none, Key::PageUp);
    let weeks = times(none, Key::ArrowDown) - times(none, Key::ArrowUp);
    let days = times(none, Key::ArrowRight) - times(none, Key::ArrowLeft);
    let weekday = i64::from(at.weekday().to_monday_zero_offset());
    let to_first = if times(none, Key::Home) > 0 { weekday } else { 0 };
    let to_last = if times(none, Key::End) > 0 { 6 - weekday } else { 0 };
    // What lies beyond the calendar's end is not gone to.
    for by in [years.years(), months.months(), (7 * weeks + days + to_last - to_first).days()] {
        *at = at.checked_add(by).unwrap_or(*at);
    }
    times(none, Key::Enter) + times(none, Key::Space) > 0
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

/// A button that moves by so many months.
fn turn_ui(ui: &mut Ui, at: &mut Date, language: Language, icon: Icon, months: i64) {
    let name = language.text(if months < 0 { "kit-month-before" } else { "kit-month-after" });
    if icon_button(ui, icon, &name).clicked() {
        *at = at.checked_add(months.months()).unwrap_or(*at);
    }
}

/// What a day looks like beside its number.
struct DayLooks {
    /// A day of the month that is shown.
    page: Date,
    chosen: Option<Date>,
    ring: bool,
}

/// The whole name of a day: Friday 27 November 2026.
fn day_name(day: Date, language: Language) -> String {
    let weekday = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or_default();
    let month = usize::try_from(day.month() - 1).unwrap_or_default();
    let name = Message::new("kit-day")
        .with("weekday", language.text(WEEKDAYS[weekday]))
        .with("day", day.day().to_string())
        .with("month", language.text(crate::text::MONTHS[month]))
        .with("year", day.year().to_string());
    language.say(&name)
}

fn day_ui(ui: &mut Ui, day: Date, looks: &DayLooks, language: Language) -> Response {
    let DayLooks { page, chosen, ring } = *looks;
    let tokens = tokens(ui);
    let side = tokens.size.control;
    let (rect, response) = ui.allocate_exact_size(vec2(side, side), Sense::CLICK);
    let is_chosen = chosen == Some(day);
    response.widget_info(|| {
        WidgetInfo::selected(Role::Button, ui.is_enabled(), is_chosen, day_name(day, language))
    });
    let radius = CornerRadius::from(tokens.size.radius);
    if is_chosen {
        ui.painter().rect_filled(rect, radius, tokens.color.accent);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, radius, tokens.color.hover);
    }
    if day == today(ui) && !is_chosen {
        ui.painter().rect_stroke(
            rect,
            radius,
            Stroke::new(1.0, tokens.color.border_strong),
            StrokeKind::Inside,
        );
    }
    if ring {
        let ring = Stroke::new(2.0, tokens.color.focus);
        ui.painter().rect_stroke(rect.expand(1.0), radius, ring, StrokeKind::Outside);
    }
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

/// The ids of the weekdays' names, from Monday.
const WEEKDAYS: [&str; 7] = [
    "kit-monday",
    "kit-tuesday",
    "kit-wednesday",
    "kit-thursday",
    "kit-friday",
    "kit-saturday",
    "kit-sunday",
];

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
