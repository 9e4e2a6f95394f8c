//! Moments between a person's writing (`2026-07-01`, in the catalog's time zone) and `timestamp('…')`.

use crate::model::Moment;
use crate::rule::Instant;
use jiff::ToSpan;
use jiff::tz::TimeZone;

/// The text of `timestamp('…')` for a moment: with the offset that holds in the time zone.
pub fn timestamp_of(moment: &Moment, zone: &TimeZone) -> String {
    let at = Instant::of(moment, zone).unwrap_or(Instant::MIN);
    // CEL knows no offset with seconds, as local mean times had.
    let known = at.local(zone).filter(|(_, offset)| offset.seconds() % 60 == 0);
    let Some((local, offset)) = known else { return at.to_string() };
    let minutes = offset.seconds().abs() / 60;
    let sign = if offset.is_negative() { '-' } else { '+' };
    format!("{}{sign}{:02}:{:02}", local.strftime("%Y-%m-%dT%H:%M:%S%.f"), minutes / 60, minutes % 60)
}

/// The moment that a text of `timestamp('…')` stands for: a day where it is a midnight of the time zone and
/// `as_day` is asked for, else a day and a time. `None` when it is none, or is written in another way.
pub fn moment_of(text: &str, zone: &TimeZone, as_day: bool) -> Option<Moment> {
    let at = text.parse::<Instant>().ok()?;
    let (local, _) = at.local(zone)?;
    let day = Moment::Date(local.date());
    if as_day && timestamp_of(&day, zone) == text {
        return Some(day);
    }
    // What was written with another offset, or with parts of a second, is shown as it is.
    let local = at.written(zone);
    if timestamp_of(&local, zone) == text { Some(local) } else { text.parse().ok() }
}

/// The midnight after a day's, both as texts of `timestamp('…')`; `None` when the text is no midnight.
pub fn day_after(text: &str, zone: &TimeZone) -> Option<String> {
    let Some(Moment::Date(day)) = moment_of(text, zone, true) else { return None };
    let next = day.checked_add(1.day()).ok()?;
    Some(timestamp_of(&Moment::Date(next), zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_take_the_time_zones_offset_and_come_back() {
        let paris = TimeZone::get("Europe/Paris").expect("bundled");
        for (written, text) in [
            ("2026-01-01", "2026-01-01T00:00:00+01:00"),
            ("2026-07-01", "2026-07-01T00:00:00+02:00"),
            ("2026-07-01T08:30", "2026-07-01T08:30:00+02:00"),
            ("9999-12-31", "9999-12-31T00:00:00+01:00"),
            ("9999-12-31T23:59", "9999-12-31T23:59:00+01:00"),
        ] {
            let moment: Moment = written.parse().expect("a moment");
            assert_eq!(timestamp_of(&moment, &paris), text);
            assert_eq!(moment_of(text, &paris, true), Some(moment));
        }
        let back = |text| moment_of(text, &paris, true).map(|moment| moment.to_string());
        assert_eq!(
            back("2026-01-01T00:00:00Z").as_deref(),
            Some("2026-01-01T00:00Z"),
            "another offset stays"
        );
        assert_eq!(back("soon"), None);
        let day = moment_of("2026-01-01T00:00:00+01:00", &paris, false).expect("a moment");
        assert_eq!(day.to_string(), "2026-01-01T00:00");
        assert_eq!(
            day_after("2026-03-28T00:00:00+01:00", &paris).as_deref(),
            Some("2026-03-29T00:00:00+01:00")
        );
        assert_eq!(day_after("2026-03-28T01:00:00+01:00", &paris), None);
    }
}
