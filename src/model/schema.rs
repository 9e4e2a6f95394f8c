//! The JSON Schema of a catalog: what its declarations say, and what the values that are written by hand look like.
//! Owns what of that the derived parts cannot know.

use super::{Catalog, FORMAT, Moment, Span, Value, WeightValue};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

/// The JSON Schema (draft 2020-12) of a catalog as an export in JSON has it.
pub fn json_schema() -> serde_json::Value {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Catalog>();
    schema.insert("title".to_owned(), format!("Vitrine catalog, format {FORMAT}").into());
    schema.to_value()
}

macro_rules! described {
    ($type:ty, $name:literal, $schema:tt) => {
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    };
}

described!(Moment, "Moment", {
    "description": "A day, a time in the catalog's time zone, or a time with its offset: \"2026-07-01\", \"2026-07-01T08:00\", \"2026-07-01T08:00+02:00\".",
    "type": "string",
    "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?([Zz]|[+-][0-9]{2}(:?[0-9]{2})?)?)?$",
});

described!(Span, "Span", {
    "description": "A length of time in weeks (w), days (d), hours (h), minutes (m) and seconds (s), such as \"2d 6h\".",
    "type": "string",
});

described!(Value, "Value", {
    "description": "A value of a field: a text, a number, true, false or a list of texts. Dates and moments are texts.",
    "anyOf": [
        {"type": ["boolean", "number", "string"]},
        {"type": "array", "items": {"type": "string"}},
    ],
});

described!(WeightValue, "WeightValue", {
    "description": "A number for everyone, or a formula in the rule language, computed for each contact.",
    "type": ["number", "string"],
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_is_the_same_each_time_and_describes_every_field() {
        let schema = json_schema();
        assert_eq!(schema, json_schema());
        let mut undescribed = Vec::new();
        let kinds = schema["$defs"].as_object().expect("definitions").values();
        for schema in kinds.chain([&schema]) {
            assert!(schema.get("description").is_some(), "{schema}");
            let fields = schema.get("properties").and_then(|it| it.as_object()).into_iter().flatten();
            undescribed.extend(fields.filter(|(_, it)| it.get("description").is_none()).map(|(it, _)| it));
        }
        assert!(undescribed.is_empty(), "{undescribed:?}");
    }
}
