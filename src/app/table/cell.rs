//! The cells of the table of offers: reading the value of one, and writing another. Text that is typed or pasted
//! is typed here too. Knows neither rows nor the window.

use super::column::Column;
use crate::model::{FieldType, Moment, Offer, Period, Value, Weight, WeightValue};
use crate::text::{Language, Message, customary_moment, folded, iso_moment, parse_number};

/// What separates the texts of a list in one cell.
const LIST: char = ';';

/// The value of a cell that can be written; none for an empty one.
pub(super) fn read(offer: &Offer, column: &Column) -> Option<Value> {
    let text = |text: &String| (!text.is_empty()).then(|| Value::Text(text.clone()));
    let moment = |moment: &Option<Moment>| moment.as_ref().map(|it| Value::Text(it.to_string()));
    match column {
        Column::Label => text(&offer.label),
        Column::Name => text(&offer.name),
        Column::Code => text(&offer.code),
        Column::Enabled => Some(Value::Boolean(offer.enabled)),
        Column::From => moment(&offer.period.from),
        Column::Until => moment(&offer.period.until),
        Column::Target => text(&offer.target),
        Column::Weight => weight(offer),
        Column::Weights => i64::try_from(offer.weights.len()).ok().map(Value::Integer),
        Column::Title => text(&offer.content.title),
        Column::DestinationUrl => text(&offer.content.destination_url),
        Column::Field(name) => offer.content.fields.get(name).cloned(),
        Column::Category | Column::ContentApproval | Column::EligibilityApproval | Column::Problems => None,
    }
}

/// The highest of an offer's own weights; a formula where all are formulas.
fn weight(offer: &Offer) -> Option<Value> {
    let numbers = offer.weights.iter().filter_map(|weight| match weight.value {
        WeightValue::Number(number) => Some(number),
        WeightValue::Formula(_) => None,
    });
    let highest = numbers.max_by(f64::total_cmp).map(Value::Decimal);
    highest.or_else(|| {
        offer.weights.iter().find_map(|weight| match &weight.value {
            WeightValue::Formula(formula) => Some(Value::Text(formula.clone())),
            WeightValue::Number(_) => None,
        })
    })
}

/// Why a cell of an offer cannot be written, although its column can.
pub(super) fn fixed(offer: &Offer, column: &Column) -> Option<&'static str> {
    match column {
        Column::Weight => {
            let simple =
                matches!(offer.weights.as_slice(), [] | [Weight { value: WeightValue::Number(_), .. }]);
            (!simple).then_some("table-fixed-weight")
        }
        Column::Field(name) => match offer.content.fields.get(name) {
            Some(Value::List(items)) if items.iter().any(|item| item.contains(LIST)) => {
                Some("table-fixed-list")
            }
            _ => None,
        },
        _ => None,
    }
}

/// A value as a cell shows it, and as it is typed.
pub(super) fn print(value: Option<&Value>, is_moment: bool, language: Language) -> String {
    match value {
        None => String::new(),
        Some(Value::Boolean(true)) => language.text("preview-yes"),
        Some(Value::Boolean(false)) => language.text("preview-no"),
        Some(Value::Integer(number)) => number.to_string(),
        Some(Value::Decimal(number)) => match language {
            Language::En => number.to_string(),
            Language::Fr => number.to_string().replace('.', ","),
        },
        Some(Value::Text(text)) if is_moment => customary_moment(text, language),
        Some(Value::Text(text)) => text.clone(),
        Some(Value::List(items)) => items.join("; "),
    }
}

/// The value that a text stands for in a cell of that type, as either language writes it; none for an empty
/// cell. Says why it stands for none.
pub(super) fn parse(text: &str, field_type: &FieldType) -> Result<Option<Value>, Message> {
    if *field_type == FieldType::Text {
        return Ok((!text.is_empty()).then(|| Value::Text(text.to_owned())));
    }
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let plain = || text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let value = match field_type {
        FieldType::Text => Value::Text(text.to_owned()),
        FieldType::Integer => {
            let number = plain().parse().map_err(|_| Message::new("kit-no-whole-number"))?;
            Value::Integer(number)
        }
        FieldType::Decimal => {
            Value::Decimal(parse_number(text).ok_or_else(|| Message::new("kit-no-number"))?)
        }
        FieldType::Boolean => Value::Boolean(truth(text).ok_or_else(|| Message::new("table-no-truth"))?),
        FieldType::Date => match iso_moment(text).parse() {
            Ok(moment @ Moment::Date(_)) => Value::Text(moment.to_string()),
            _ => return Err(Message::new("table-no-date")),
        },
        FieldType::DateTime => {
            let moment: Moment = iso_moment(text).parse().map_err(|_| Message::new("kit-no-moment"))?;
            Value::Text(moment.to_string())
        }
        FieldType::Choice(choices) => {
            let same = |choice: &&String| choice.as_str() == text;
            let alike = |choice: &&String| folded(choice) == folded(text);
            let choice = choices.iter().find(same).or_else(|| choices.iter().find(alike));
            let none = || Message::new("table-no-choice").with("choices", choices.join(", "));
            Value::Text(choice.ok_or_else(none)?.clone())
        }
        FieldType::List => {
            let items = text.split(LIST).map(str::trim).filter(|item| !item.is_empty());
            Value::List(items.map(str::to_owned).collect())
        }
    };
    Ok(Some(value))
}

/// Yes or no, as the languages and spreadsheets write them.
fn truth(text: &str) -> Option<bool> {
    let text = folded(text);
    let is = |id: &str| Language::ALL.iter().any(|language| folded(&language.text(id)) == text);
    match text.as_str() {
        "true" | "vrai" | "1" | "x" => Some(true),
        "false" | "faux" | "0" => Some(false),
        _ if is("preview-yes") => Some(true),
        _ if is("preview-no") => Some(false),
        _ => None,
    }
}

/// The offer with what was typed in a cell. Says why it cannot be.
pub(super) fn write(offer: &Offer, column: &Column, value: Option<Value>) -> Result<Offer, Message> {
    if let Some(reason) = fixed(offer, column) {
        return Err(Message::new(reason));
    }
    put(offer, column, value)
}

/// The offer with another value in a cell that is not [`fixed`]. Says why it cannot be.
pub(super) fn put(offer: &Offer, column: &Column, value: Option<Value>) -> Result<Offer, Message> {
    let mut offer = offer.clone();
    let text = |value: Option<Value>| value.map(|value| value.to_string()).unwrap_or_default();
    let Offer { label, code, enabled, period, target, weights, content, .. } = &mut offer;
    match column {
        Column::Label => *label = text(value),
        Column::Code => *code = text(value),
        Column::Target => *target = text(value),
        Column::Title => content.title = text(value),
        Column::DestinationUrl => content.destination_url = text(value),
        Column::Enabled => match value {
            Some(Value::Boolean(on)) => *enabled = on,
            _ => return Err(Message::new("table-no-truth")),
        },
        Column::From => period.from = at(value)?,
        Column::Until => period.until = at(value)?,
        Column::Weight => match value {
            Some(Value::Decimal(number)) => set_weight(weights, number),
            _ => return Err(Message::new("kit-no-number")),
        },
        Column::Field(name) => match value {
            Some(value) => drop(content.fields.insert(name.clone(), value)),
            None => drop(content.fields.shift_remove(name)),
        },
        Column::Name
        | Column::Category
        | Column::Weights
        | Column::ContentApproval
        | Column::EligibilityApproval
        | Column::Problems => return Err(Message::new("table-fixed")),
    }
    Ok(offer)
}

fn at(value: Option<Value>) -> Result<Option<Moment>, Message> {
    let read = |value: Value| value.to_string().parse().map_err(|_| Message::new("kit-no-moment"));
    value.map(read).transpose()
}

/// Sets the one weight, or makes it.
fn set_weight(weights: &mut Vec<Weight>, number: f64) {
    let value = WeightValue::Number(number);
    match weights.first_mut() {
        Some(weight) => weight.value = value,
        None => weights.push(Weight {
            label: String::new(),
            value,
            period: Period::default(),
            space: None,
            target: String::new(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts_are_typed_as_both_languages_and_spreadsheets_write_them() {
        use FieldType::{Boolean, Choice, Date, DateTime, Decimal, Integer, List, Text};
        let choices = Choice(vec!["Gold".into(), "Silver".into()]);
        let text = |text: &str| Some(Value::from(text));
        for (typed, field_type, value) in [
            (" a ", &Text, text(" a ")),
            ("", &Integer, None),
            (" 12 ", &Integer, Some(Value::Integer(12))),
            ("9 223 372 036 854 775 807", &Integer, Some(Value::Integer(i64::MAX))),
            ("9,90", &Decimal, Some(Value::Decimal(9.9))),
            ("1\u{202f}250.5", &Decimal, Some(Value::Decimal(1250.5))),
            ("Oui", &Boolean, Some(Value::Boolean(true))),
            ("FALSE", &Boolean, Some(Value::Boolean(false))),
            ("no", &Boolean, Some(Value::Boolean(false))),
            ("1/7/2026", &Date, text("2026-07-01")),
            ("2026-07-01 08:00", &DateTime, text("2026-07-01T08:00")),
            ("01/07/2026 08:00", &DateTime, text("2026-07-01T08:00")),
            ("gold", &choices, text("Gold")),
            ("a; b ;", &List, Some(Value::List(vec!["a".into(), "b".into()]))),
        ] {
            assert_eq!(parse(typed, field_type), Ok(value), "{typed}");
        }
        for (typed, field_type) in [
            ("1.5", &Integer),
            ("twelve", &Decimal),
            ("1e999", &Decimal),
            ("perhaps", &Boolean),
            ("2026-07-01T08:00", &Date),
            ("tomorrow", &DateTime),
            ("Bronze", &choices),
        ] {
            assert!(parse(typed, field_type).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_weight_is_written_where_there_is_one_number_at_most() {
        let offer = Offer::new("a", "A");
        let one = write(&offer, &Column::Weight, Some(Value::Decimal(5.0))).expect("made");
        assert_eq!(one.weights.len(), 1);
        let two = write(&one, &Column::Weight, Some(Value::Decimal(7.0))).expect("changed");
        assert_eq!(read(&two, &Column::Weight), Some(Value::Decimal(7.0)));
        assert_eq!(two.weights.len(), 1);
        assert!(write(&two, &Column::Weight, None).is_err(), "a weight is a number");
        let mut several = two;
        several.weights.push(Weight { value: WeightValue::Number(9.0), ..several.weights[0].clone() });
        assert_eq!(read(&several, &Column::Weight), Some(Value::Decimal(9.0)), "the highest");
        assert!(write(&several, &Column::Weight, Some(Value::Decimal(1.0))).is_err());
    }

    fn any_value() -> impl Strategy<Value = (FieldType, Value)> {
        prop_oneof![
            any::<i64>().prop_map(|it| (FieldType::Integer, Value::Integer(it))),
            prop::num::f64::NORMAL.prop_map(|it| (FieldType::Decimal, Value::Decimal(it))),
            any::<bool>().prop_map(|it| (FieldType::Boolean, Value::Boolean(it))),
            (1970..2100, 1..=12, 1..=28, 0..24).prop_map(|(year, month, day, hour)| {
                let moment = format!("{year}-{month:02}-{day:02}T{hour:02}:30");
                (FieldType::DateTime, Value::Text(moment))
            }),
            "\\PC{1,8}".prop_map(|it| (FieldType::Text, Value::Text(it))),
            prop::collection::vec("[a-z]{1,4}", 1..4).prop_map(|it| (FieldType::List, Value::List(it))),
        ]
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_typed_again((field_type, value) in any_value(), french in any::<bool>()) {
            let language = if french { Language::Fr } else { Language::En };
            let is_moment = matches!(field_type, FieldType::Date | FieldType::DateTime);
            let shown = print(Some(&value), is_moment, language);
            prop_assert_eq!(parse(&shown, &field_type), Ok(Some(value)));
        }

        #[test]
        fn a_field_that_is_written_is_read_again((_, value) in any_value()) {
            let column = Column::Field("price".into());
            let offer = write(&Offer::new("a", "A"), &column, Some(value.clone())).expect("written");
            prop_assert_eq!(read(&offer, &column), Some(value));
            let cleared = Offer { label: "B".into(), ..Offer::new("a", "A") };
            prop_assert_eq!(write(&cleared, &column, None), Ok(cleared));
        }
    }
}
