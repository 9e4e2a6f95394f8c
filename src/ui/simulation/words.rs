//! Numbers, shares and values of results, as the language writes them.

use crate::model::Catalog;
use crate::simulation::{self, Axis, AxisValue, Example};
pub(super) use crate::text::thousands as whole;
use crate::text::{Language, Message, customary_moment};
use crate::ui::ctx::UiCtx;
use crate::ui::labels::{label_or_name, short_label, value_said};
use std::time::Duration;

/// A count as a number that a chart or a column can hold.
#[expect(clippy::cast_precision_loss, reason = "shown, or drawn: no more digits are seen")]
pub(super) fn float(count: u64) -> f64 {
    count as f64
}

/// A place in a list, as a coordinate of a chart.
#[expect(clippy::cast_precision_loss, reason = "a chart has some dozens of bars")]
pub(super) fn place(index: usize) -> f64 {
    index as f64
}

/// A share from 0 to 1, in percent.
pub(super) fn percent(language: Language, share: f64) -> String {
    language.say(&simulation::percent(share))
}

/// A mean, with two decimals; a dash where there is none.
pub(super) fn mean(language: Language, mean: Option<f64>) -> String {
    mean.map_or_else(|| "–".to_owned(), |mean| language.number(mean, 2))
}

/// How long something takes.
pub(super) fn span(ctx: &UiCtx<'_>, span: Duration) -> String {
    let seconds = span.as_secs();
    if seconds < 120 {
        return ctx.say(&Message::new("population-seconds").with("count", seconds.max(1).to_string()));
    }
    ctx.say(&Message::new("population-minutes").with("count", seconds.div_ceil(60).to_string()))
}

/// What an axis tells apart.
pub(super) fn axis(ctx: &UiCtx<'_>, dimension: &str, axis: &Axis) -> String {
    let catalog = ctx.catalog();
    match axis {
        Axis::Contact(name) => field_label(catalog, dimension, name),
        Axis::OfferCategory => ctx.text("domain-category"),
        Axis::OfferTheme => ctx.text("population-axis-theme"),
        Axis::OfferField(name) => {
            let field = catalog.offer_fields.iter().find(|field| field.name == *name);
            field.map_or(name.as_str(), |field| label_or_name(&field.label, &field.name)).to_owned()
        }
        Axis::Split(name) => ctx.say(&Message::new("population-axis-split").with("name", name.as_str())),
    }
}

/// The label of a field of the contacts.
pub(super) fn field_label(catalog: &Catalog, dimension: &str, name: &str) -> String {
    let dimension = catalog.dimension(dimension);
    let field = dimension.and_then(|it| it.fields.iter().find(|field| field.name == *name));
    field.map_or(name, |field| label_or_name(&field.label, &field.name)).to_owned()
}

/// A value on an axis.
pub(super) fn axis_value(ctx: &UiCtx<'_>, value: &AxisValue) -> String {
    match value {
        AxisValue::Text(text) => customary_moment(short_label(text), ctx.language),
        value => ctx.say(&value.message()),
    }
}

/// A contact in a line: its key, and its first values.
pub(super) fn contact(ctx: &UiCtx<'_>, dimension: &str, example: &Example) -> String {
    let values = example.values.iter().filter(|(_, value)| !example.key.contains(&value.to_string()));
    let values = values.take(6).map(|(name, value)| {
        let said = Message::new("population-value")
            .with("field", field_label(ctx.catalog(), dimension, name))
            .with("value", value_said(ctx.language, value));
        ctx.say(&said)
    });
    let key = example.key.join(", ");
    let line: Vec<String> = (!key.is_empty()).then_some(key).into_iter().chain(values).collect();
    line.join(" · ")
}

#[cfg(test)]
mod tests {
    use crate::text::{Arg, Language, Message};

    #[test]
    fn one_contact_is_said_as_one() {
        let said = |language: Language, count| {
            let message = Message::new("population-gets").with("count", Arg::Count(count));
            language.say(&message.with("share", "9"))
        };
        assert_eq!(said(Language::En, 1), "1 contact gets it (9)");
        assert_eq!(said(Language::En, 10_000), "10,000 contacts get it (9)");
        assert_eq!(said(Language::Fr, 1), "1 contact la reçoit (9)");
        assert_eq!(said(Language::Fr, 10_000), "10\u{202f}000 contacts la reçoivent (9)");
    }
}
