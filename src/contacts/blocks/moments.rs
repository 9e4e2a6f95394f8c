//! Days and moments of Arrow arrays, and the instants that they are. Owns which one is meant where none has an offset of its
//! own: that of the catalog's time zone.

use super::error::cast;
use crate::model::Moment;
use crate::rule::{Instant, Typed};
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{ArrowError, DataType, TimeUnit};
use jiff::civil::{DateTime, Time, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span};
use std::collections::HashMap;

/// Days, or the moments of an array of them; `None` where the array has neither. Those of no calendar are missing.
pub(super) fn moments(array: &ArrayRef) -> Option<Result<Vec<Option<Moment>>, ArrowError>> {
    match array.data_type() {
        DataType::Date32 | DataType::Date64 => Some(days(array)),
        DataType::Timestamp(unit, zone) => {
            let moment = |count: i64| {
                let local = civil(since_1970(count, *unit))?;
                // With a time zone they are counted in UTC, whatever zone that is.
                Some(if zone.is_none() { Moment::Local(local) } else { Moment::Offset(local, 0) })
            };
            Some(Ok(counts(array, *unit).into_iter().map(|count| moment(count?)).collect()))
        }
        _ => None,
    }
}

fn days(array: &ArrayRef) -> Result<Vec<Option<Moment>>, ArrowError> {
    let days = cast(array, &DataType::Date32)?;
    let day = |day: i32| {
        let since = Span::new().try_days(day).ok()?;
        date(1970, 1, 1).checked_add(since).ok().map(Moment::Date)
    };
    Ok(days.as_primitive::<Date32Type>().iter().map(|count| day(count?)).collect())
}

/// The instants at which moments start in a time zone, each looked up once.
pub(super) fn instants(moments: &[Option<Moment>], zone: &TimeZone) -> Vec<Option<Typed>> {
    let mut known: HashMap<&Moment, Option<Typed>> = HashMap::new();
    let mut instant = |moment| {
        let found = known.entry(moment).or_insert_with(|| Instant::of(moment, zone).map(Typed::Moment));
        found.clone()
    };
    moments.iter().map(|moment| instant(moment.as_ref()?)).collect()
}

fn counts(array: &ArrayRef, unit: TimeUnit) -> Vec<Option<i64>> {
    match unit {
        TimeUnit::Second => array.as_primitive::<TimestampSecondType>().iter().collect(),
        TimeUnit::Millisecond => array.as_primitive::<TimestampMillisecondType>().iter().collect(),
        TimeUnit::Microsecond => array.as_primitive::<TimestampMicrosecondType>().iter().collect(),
        TimeUnit::Nanosecond => array.as_primitive::<TimestampNanosecondType>().iter().collect(),
    }
}

fn since_1970(count: i64, unit: TimeUnit) -> SignedDuration {
    match unit {
        TimeUnit::Second => SignedDuration::from_secs(count),
        TimeUnit::Millisecond => SignedDuration::from_millis(count),
        TimeUnit::Microsecond => SignedDuration::from_micros(count),
        TimeUnit::Nanosecond => SignedDuration::from_nanos(count),
    }
}

fn civil(since: SignedDuration) -> Option<DateTime> {
    date(1970, 1, 1).to_datetime(Time::midnight()).checked_add(since).ok()
}
