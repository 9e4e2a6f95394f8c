//! The tables of a contact database. Owns their names, their types, and what tells such a file from others.
//!
//! A contact database is one SQLite file whose `application_id` is [`APPLICATION`] and whose `user_version` is [`FORMAT`].
//!
//! | Table | What |
//! |---|---|
//! | `vitrine_meta` (`name`, `value`) | `catalog`: the name of the catalog that it was made for |
//! | `vitrine_dimension` (`number`, `name`, `key`, `contacts`, `propositions`, `digest`) | the dimensions; `key` is a JSON list of field names, `contacts` and `propositions` are the names of its two tables, `digest` changes with whatever changes in them |
//! | `vitrine_field` (`dimension`, `position`, `name`, `label`, `type`, `contact_column`) | its fields in their order; `type` as a catalog's JSON has it; the column of the contacts' table |
//! | `vitrine_folder` (`number`, `name`) | the folders that contacts are in |
//! | `vitrine_name` (`number`, `name`) | addresses of offers and spaces that propositions name |
//! | `vitrine_cookie` (`cookie`, `dimension`, `contact`) | the cookies that contacts were seen with, indexed by contact too |
//! | `contact_NAME` (`contact`, `folder`, a column a field) | the contacts of a dimension: text and choice as TEXT, whole numbers as INTEGER, decimals as REAL, booleans as 0 and 1, days as `2026-07-01`, moments as `2026-07-01T06:00:00Z`, lists as JSON; NULL is a missing value |
//! | `proposition_NAME` (`contact`, `at`, `number`, `offer`, `space`, `status`, `weight`, `rank`, `stored`) | what was proposed to them: `at` in microseconds since 1970, `number` tells those of one moment apart in the order in which they were made, `status` counts from 0 in the order of `domain.md`, `stored` is a JSON object |
//! | `vitrine_search_NUMBER` | the words of the contacts of the dimension of that number, for searching: an FTS5 index |
//!
//! The key of a dimension has a unique index, the fields that spaces identify by an index each.

use crate::model::FieldType;

/// `VTRC`: what tells the file from other databases.
pub(super) const APPLICATION: i64 = 0x5654_5243;

/// The version of these tables.
pub(super) const FORMAT: i64 = 1;

/// The tables that every contact database has.
pub(super) const TABLES: &str = "
CREATE TABLE vitrine_meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE vitrine_dimension (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, key TEXT NOT NULL,
    contacts TEXT NOT NULL, propositions TEXT NOT NULL, digest INTEGER NOT NULL) STRICT;
CREATE TABLE vitrine_field (dimension INTEGER, position INTEGER, name TEXT NOT NULL, label TEXT NOT NULL, type TEXT NOT NULL,
    contact_column TEXT NOT NULL, PRIMARY KEY (dimension, position)) STRICT, WITHOUT ROWID;
CREATE TABLE vitrine_folder (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE vitrine_name (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE vitrine_cookie (cookie TEXT, dimension INTEGER, contact INTEGER,
    PRIMARY KEY (cookie, dimension, contact)) STRICT, WITHOUT ROWID;
";

/// Columns of the contacts' table that are no fields.
const OWN_COLUMNS: [&str; 2] = ["contact", "folder"];

/// A name as SQL has it.
pub(in crate::audience) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// How values of a type are kept.
pub(super) fn sql_type(field_type: &FieldType) -> &'static str {
    match field_type {
        FieldType::Integer | FieldType::Boolean => "INTEGER",
        FieldType::Decimal => "REAL",
        FieldType::Text | FieldType::Date | FieldType::DateTime | FieldType::Choice(_) | FieldType::List => {
            "TEXT"
        }
    }
}

/// A name for a table or a column that none of the `taken` ones is, in capitals or not.
pub(super) fn free_name(wanted: &str, taken: &[String]) -> String {
    let is_taken = |name: &str| {
        let own = OWN_COLUMNS.iter().any(|own| own.eq_ignore_ascii_case(name));
        own || taken.iter().any(|known| known.eq_ignore_ascii_case(name))
    };
    let others = (2_u32..).map(|number| format!("{wanted}_{number}"));
    std::iter::once(wanted.to_owned()).chain(others).find(|name| !is_taken(name)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_do_not_collide_with_ours_nor_by_their_case() {
        assert_eq!(free_name("Contact", &[]), "Contact_2");
        assert_eq!(free_name("age", &["AGE".to_owned(), "age_2".to_owned()]), "age_3");
        assert_eq!(quoted("a\"b"), "\"a\"\"b\"");
    }
}
