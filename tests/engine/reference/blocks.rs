//! Contacts of a random catalog in columns, of any Arrow type that holds their values: a block of them is ranked as each by
//! itself is, whatever the blocks are cut into.

use super::Trial;
use super::generate::Random;
use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::UInt32Type;
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, DictionaryArray, Float64Array, Int32Array, Int64Array,
    LargeStringArray, ListArray, RecordBatch, StringArray, StringViewArray, StructArray,
    TimestampNanosecondArray,
};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use std::sync::Arc;
use vitrine::contacts::{BlockError, ContactBlock};
use vitrine::engine::{BlockRanker, Ranker, rank_blocks};
use vitrine::model::{Call, Contact, Dimension, FieldType, Value};

/// What an offer was ranked by, of whom.
type Line = (usize, String, [f64; 3]);

impl Trial {
    /// Ranks everybody whom the environment of a call identifies; says how many offers were found.
    pub(super) fn compare_blocks(&self, call: &Call, random: &mut Random) -> usize {
        let ((plan, population), now) = (&self.engine, self.world.now);
        let Ok(mut one_by_one) = Ranker::new(plan, call, now) else { return 0 };
        let (mut contacts, mut expected): (Vec<&Contact>, Vec<Line>) = (Vec::new(), Vec::new());
        for (index, contact) in self.world.catalog.contacts.iter().enumerate() {
            let Some(best) = one_by_one.best(population, index) else { continue };
            let line = |it: &vitrine::engine::RankedOffer<'_>| {
                (contacts.len(), it.offer.to_owned(), [it.weight, it.multiplier, it.final_weight])
            };
            expected.extend(best.iter().map(line));
            contacts.push(contact);
        }
        let Some(first) = contacts.first() else { return 0 };
        let dimension = self.world.catalog.dimension(&first.dimension).expect("it was identified");
        let block = block_of(dimension, &contacts, &self.world.zone, random);
        let answers = BlockRanker::new(plan, call, now).and_then(|mut ranker| ranker.rank(&block));
        let answers = answers.unwrap_or_else(|error| panic!("seed {}: {error:?}", self.seed));
        assert_eq!(lines(&answers, 0), expected, "seed {}, {call:#?}", self.seed);
        let each = 1 + random.below(3);
        let parts = (0..contacts.len()).step_by(each).map(|start| {
            let length = each.min(contacts.len() - start);
            let history = block.history.as_ref().map(|history| history.slice(start, length));
            Ok::<_, BlockError>(ContactBlock { values: block.values.slice(start, length), history })
        });
        let (mut cut, mut start) = (Vec::new(), 0);
        let done = rank_blocks(plan, call, now, parts, |answers| {
            cut.extend(lines(&answers, start));
            start += each;
            Ok(())
        });
        assert_eq!((done, cut), (Ok(()), expected), "seed {}, blocks of {each}", self.seed);
        answers.num_rows()
    }
}

fn lines(answers: &RecordBatch, start: usize) -> Vec<Line> {
    let column = |name: &str| answers.column_by_name(name).expect("a column");
    let contacts = column("contact").as_primitive::<UInt32Type>();
    let ranks = column("rank").as_primitive::<UInt32Type>();
    let offers = column("offer").as_dictionary::<UInt32Type>();
    let offers = offers.downcast_dict::<StringArray>().expect("texts");
    let weights = ["weight", "multiplier", "final_weight"]
        .map(|name| column(name).as_primitive::<arrow_array::types::Float64Type>());
    let mut before = (0, 0);
    (0..answers.num_rows())
        .map(|row| {
            let next = (contacts.value(row), ranks.value(row));
            assert!(next == (before.0, before.1 + 1) || next.0 > before.0 && next.1 == 1, "{next:?}");
            before = next;
            let offer = arrow_array::ArrayAccessor::value(&offers, row).to_owned();
            let contact = usize::try_from(next.0).expect("it was a place");
            (start + contact, offer, weights.map(|weights| weights.value(row)))
        })
        .collect()
}

fn block_of(
    dimension: &Dimension,
    contacts: &[&Contact],
    zone: &TimeZone,
    random: &mut Random,
) -> ContactBlock {
    let columns = dimension.fields.iter().filter_map(|field| {
        let values = contacts.iter().map(|contact| contact.values.get(&field.name)).collect::<Vec<_>>();
        let is_known = values.iter().any(Option::is_some);
        is_known.then(|| (field.name.clone(), column(&field.field_type, &values, random)))
    });
    let rows: ArrayRef = Arc::new(Int32Array::from(vec![0; contacts.len()]));
    let columns = columns.chain([("row".to_owned(), rows)]);
    let values = RecordBatch::try_from_iter_with_nullable(columns.map(|(name, array)| (name, array, true)));
    ContactBlock { values: values.expect("columns of one length"), history: Some(histories(contacts, zone)) }
}

fn column(field_type: &FieldType, values: &[Option<&Value>], random: &mut Random) -> ArrayRef {
    let whole = || {
        values.iter().map(|value| match value {
            Some(Value::Integer(value)) => Some(*value),
            _ => None,
        })
    };
    let texts = || {
        let texts = values.iter().map(|value| match value {
            Some(Value::Text(value)) => Some(value.as_str()),
            _ => None,
        });
        texts.collect::<Vec<_>>()
    };
    match field_type {
        FieldType::Boolean => {
            let of = |value: Option<&Value>| value.map(|value| *value == Value::Boolean(true));
            Arc::new(values.iter().copied().map(of).collect::<BooleanArray>())
        }
        FieldType::Integer if random.percent(50) => Arc::new(whole().collect::<Int64Array>()),
        FieldType::Integer => {
            let small = whole().map(|value| Some(i32::try_from(value?).expect("small")));
            Arc::new(small.collect::<Int32Array>())
        }
        FieldType::Decimal => {
            let of = |value: Option<&Value>| value.map(|value| value.to_string().parse().expect("a number"));
            Arc::new(values.iter().copied().map(of).collect::<Float64Array>())
        }
        FieldType::Date => {
            let day =
                |text: &str| text.parse::<Date>().expect("a day").since(date(1970, 1, 1)).expect("days");
            let days = texts().into_iter().map(|text| text.map(|text| day(text).get_days()));
            Arc::new(days.collect::<Date32Array>())
        }
        FieldType::List => {
            let mut lists = ListBuilder::new(StringBuilder::new());
            for value in values {
                match value {
                    Some(Value::List(texts)) => lists.append_value(texts.iter().map(Some)),
                    _ => lists.append_null(),
                }
            }
            Arc::new(lists.finish())
        }
        _ => match random.below(4) {
            0 => Arc::new(StringArray::from(texts())),
            1 => Arc::new(LargeStringArray::from(texts())),
            2 => Arc::new(StringViewArray::from(texts())),
            _ => Arc::new(texts().into_iter().collect::<DictionaryArray<UInt32Type>>()),
        },
    }
}

fn histories(contacts: &[&Contact], zone: &TimeZone) -> ListArray {
    let all = || contacts.iter().flat_map(|contact| &contact.history);
    let texts = |texts: Vec<&str>| -> ArrayRef { Arc::new(StringArray::from(texts)) };
    let at = all().map(|past| i64::try_from(past.at.start(zone).as_nanosecond()).expect("this century"));
    let at = TimestampNanosecondArray::from_iter_values(at).with_timezone("UTC");
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("offer", texts(all().map(|past| past.offer.as_str()).collect())),
        ("space", texts(all().map(|past| past.space.as_str()).collect())),
        ("status", texts(all().map(|past| past.status.rule_name()).collect())),
        ("at", Arc::new(at)),
        ("weight", Arc::new(all().map(|past| past.weight).collect::<Float64Array>())),
    ];
    let (fields, arrays): (Vec<Field>, Vec<ArrayRef>) = columns
        .into_iter()
        .map(|(name, array)| (Field::new(name, array.data_type().clone(), true), array))
        .unzip();
    let item = Field::new_list_field(DataType::Struct(fields.clone().into()), true);
    let lengths = OffsetBuffer::from_lengths(contacts.iter().map(|contact| contact.history.len()));
    let structs = StructArray::new(fields.into(), arrays, None);
    ListArray::new(item.into(), lengths, Arc::new(structs), None)
}
