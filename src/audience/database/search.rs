//! What a person searches contacts by: the beginnings of the words in their texts, by an index of SQLite (FTS5) a dimension.
//! Owns the index, and how a query is answered in few milliseconds however many contacts there are.
//!
//! Beginnings of one, two and three letters are indexed as such. A longer one that very many contacts have would be put
//! together from all of them: so the first contacts that have its first three letters are looked at one by one, and only where
//! that gives too few the index is asked for all of it: by the words that begin so, where they are few, since those of a word
//! come one by one however many have it.

use super::Database;
use super::layout::KeptDimension;
use super::schema::quoted;
use super::table::Table;
use crate::contacts::StoreError;
use crate::model::FieldType;
use crate::text::folded;
use rusqlite::{Connection, OptionalExtension, params};
use unicode_normalization::char::is_combining_mark;

/// So many letters of a word are indexed as its beginning.
const BEGINNING: usize = 3;

/// So many contacts with the beginnings of all words are looked at one by one.
const LOOKED_AT: usize = 500;

/// So many words with one beginning are asked for in its place.
const MOST_WORDS: usize = 32;

/// How much the index gathers before it writes, in bytes: 1,000,000 contacts take 5 s with this, and 7 s with what is usual.
const GATHERED: i64 = 16 << 20;

fn index_name(kept: &KeptDimension) -> String {
    format!("vitrine_search_{}", kept.number)
}

/// The texts of a contact, as an expression of SQL: the key, and all that is written in words.
fn texts(kept: &KeptDimension) -> String {
    let in_words =
        |field: &FieldType| matches!(field, FieldType::Text | FieldType::Choice(_) | FieldType::List);
    let fields = kept.fields.iter();
    let own = fields.filter(|field| kept.key.contains(&field.name) || in_words(&field.field_type));
    let own: Vec<String> = own.map(|field| format!("ifnull({}, '')", quoted(&field.column))).collect();
    if own.is_empty() { "''".to_owned() } else { own.join(" || ' ' || ") }
}

/// Makes the index of a dimension anew, and one by which the cookies of a contact are told.
pub(super) fn index(connection: &Connection, kept: &KeptDimension) -> rusqlite::Result<()> {
    let (name, texts, contacts) = (index_name(kept), texts(kept), quoted(&kept.contacts));
    connection.execute_batch(&format!(
        "DROP TABLE IF EXISTS {name};
        CREATE VIRTUAL TABLE {name} USING fts5(texts, content='', detail=none, columnsize=0, prefix='1 2 3',
            tokenize=\"unicode61 remove_diacritics 2 categories 'L* N* M* Co'\");
        INSERT INTO {name} ({name}, rank) VALUES ('hashsize', {GATHERED});
        INSERT INTO {name} (rowid, texts) SELECT contact, {texts} FROM {contacts} ORDER BY contact;
        CREATE INDEX IF NOT EXISTS vitrine_cookie_of ON vitrine_cookie (dimension, contact);"
    ))
}

/// Takes the index of a dimension away.
pub(super) fn forget(connection: &Connection, kept: &KeptDimension) -> rusqlite::Result<()> {
    connection.execute_batch(&format!("DROP TABLE IF EXISTS {}", index_name(kept)))
}

/// Adds a contact to the index.
pub(super) fn add(connection: &Connection, kept: &KeptDimension, contact: i64) -> rusqlite::Result<()> {
    if !is_indexed(connection, kept)? {
        return Ok(());
    }
    let (name, texts, contacts) = (index_name(kept), texts(kept), quoted(&kept.contacts));
    let sql = format!(
        "INSERT INTO {name} (rowid, texts) SELECT contact, {texts} FROM {contacts} WHERE contact = ?"
    );
    connection.execute(&sql, [contact]).map(drop)
}

fn is_indexed(connection: &Connection, kept: &KeptDimension) -> rusqlite::Result<bool> {
    let sql = "SELECT 1 FROM sqlite_schema WHERE name = ?";
    Ok(connection.query_row(sql, [index_name(kept)], |_| Ok(())).optional()?.is_some())
}

/// The words of a text, as the index tells them apart.
fn words(text: &str) -> Vec<String> {
    let is_of_word = |c: char| c.is_alphanumeric() || is_combining_mark(c);
    let words = text.split(|c: char| !is_of_word(c)).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// A query of the index: all words, each by so many of its first letters, or whole.
fn asked(words: &[String], letters: Option<usize>) -> String {
    let term = |word: &String| match letters {
        Some(letters) => format!("\"{}\"*", word.chars().take(letters).collect::<String>()),
        None => format!("\"{word}\""),
    };
    words.iter().map(term).collect::<Vec<_>>().join(" AND ")
}

impl Table {
    /// The numbers of contacts in which each word begins a word, those first in which each is one.
    fn search(&self, connection: &Connection, query: &[String], most: usize) -> rusqlite::Result<Vec<i64>> {
        let (name, contacts, texts) =
            (index_name(&self.kept), quoted(&self.kept.contacts), texts(&self.kept));
        let sql = format!("SELECT rowid FROM {name} WHERE {name} MATCH ? LIMIT ?");
        let limit = |most: usize| i64::try_from(most).unwrap_or(i64::MAX);
        let numbers = |asked: String| {
            let mut statement = connection.prepare_cached(&sql)?;
            let rows = statement.query_map(params![asked, limit(most)], |row| row.get(0))?;
            rows.collect::<rusqlite::Result<Vec<i64>>>()
        };
        let mut found = numbers(asked(query, None))?;
        if query.iter().all(|word| word.chars().count() <= BEGINNING) {
            add_new(&mut found, numbers(asked(query, Some(BEGINNING)))?);
        } else if found.len() < most {
            let beginnings: Vec<String> = query.iter().map(|word| folded(word)).collect();
            let sql = format!(
                "SELECT contact, {texts} FROM {name} JOIN {contacts} ON contact = {name}.rowid
                WHERE {name} MATCH ? LIMIT ?"
            );
            let mut statement = connection.prepare_cached(&sql)?;
            let mut rows = statement.query(params![asked(query, Some(BEGINNING)), limit(LOOKED_AT)])?;
            let mut looked_at = 0;
            while let Some(row) = rows.next()? {
                looked_at += 1;
                let words = words(&folded(&row.get::<_, String>(1)?));
                let begins = |beginning: &String| words.iter().any(|word| word.starts_with(beginning));
                if beginnings.iter().all(begins) {
                    add_new(&mut found, [row.get(0)?]);
                }
            }
            if looked_at == LOOKED_AT
                && found.len() < most
                && let Some(asked) = self.by_whole_words(connection, query)?
            {
                add_new(&mut found, numbers(asked)?);
            }
        }
        found.truncate(most);
        Ok(found)
    }

    /// A query of the index for all beginnings, with the words that have one in its place where they are few; none where there
    /// is no such word.
    fn by_whole_words(&self, connection: &Connection, query: &[String]) -> rusqlite::Result<Option<String>> {
        let name = index_name(&self.kept);
        let words = format!("{name}_words");
        connection.execute_batch(&format!(
            "PRAGMA query_only = 0;
            CREATE VIRTUAL TABLE IF NOT EXISTS temp.{words} USING fts5vocab('main', '{name}', 'row');
            PRAGMA query_only = 1;"
        ))?;
        let sql = format!("SELECT term FROM temp.{words} WHERE term >= ? AND term < ? LIMIT ?");
        let mut statement = connection.prepare_cached(&sql)?;
        let most = i64::try_from(MOST_WORDS + 1).unwrap_or(i64::MAX);
        let mut asked = Vec::with_capacity(query.len());
        for word in query {
            // How the index writes other letters is its own.
            if !word.is_ascii() || word.len() <= BEGINNING {
                asked.push(format!("\"{word}\"*"));
                continue;
            }
            let first = word.to_ascii_lowercase();
            let rows = statement.query_map(params![first, format!("{first}\u{10ffff}"), most], |row| {
                row.get::<_, String>(0)
            })?;
            let found: Vec<String> = rows.collect::<rusqlite::Result<_>>()?;
            if found.is_empty() {
                return Ok(None);
            }
            asked.push(if found.len() > MOST_WORDS {
                format!("\"{word}\"*")
            } else {
                format!("(\"{}\")", found.join("\" OR \""))
            });
        }
        Ok(Some(asked.join(" AND ")))
    }
}

fn add_new(found: &mut Vec<i64>, more: impl IntoIterator<Item = i64>) {
    for number in more {
        if !found.contains(&number) {
            found.push(number);
        }
    }
}

impl Database {
    /// How many contacts there are, of all dimensions that the catalog has.
    ///
    /// # Errors
    /// They cannot be read.
    pub fn contacts(&self) -> Result<usize, StoreError> {
        let mut all = 0;
        for table in self.tables.iter() {
            let sql = format!("SELECT count(*) FROM {}", quoted(&table.kept.contacts));
            let count: i64 = self.answered(|connection| connection.query_row(&sql, [], |row| row.get(0)))?;
            all += usize::try_from(count).unwrap_or_default();
        }
        Ok(all)
    }

    /// The places of contacts of these dimensions in which every word of a query begins a word of a text or of the key, so many
    /// at most: those first in which each is a whole word. Without a word, the first contacts.
    ///
    /// # Errors
    /// They cannot be read.
    pub fn searched(
        &self,
        dimensions: &[String],
        query: &str,
        most: usize,
    ) -> Result<Vec<usize>, StoreError> {
        let words = words(query);
        let mut found = Vec::new();
        for table in self.tables.iter().filter(|table| dimensions.contains(&table.kept.name)) {
            let left = most - found.len();
            if words.is_empty() {
                found.extend(self.behind(&table.kept.name, None, left)?);
                continue;
            }
            let numbers = self.answered(|connection| {
                let is_indexed = is_indexed(connection, &table.kept)?;
                if is_indexed { table.search(connection, &words, left) } else { Ok(Vec::new()) }
            })?;
            found.extend(numbers.into_iter().map(|number| table.place(number)));
        }
        Ok(found)
    }

    /// The places of the contacts of a dimension that follow one, or of the first ones, so many at most.
    ///
    /// # Errors
    /// They cannot be read.
    pub fn behind(
        &self,
        dimension: &str,
        place: Option<usize>,
        most: usize,
    ) -> Result<Vec<usize>, StoreError> {
        let Some(table) = self.table(dimension) else { return Ok(Vec::new()) };
        let after = place.and_then(|place| self.at(place)).map_or(i64::MIN, |(_, contact)| contact);
        let contacts = quoted(&table.kept.contacts);
        let sql = format!("SELECT contact FROM {contacts} WHERE contact > ? ORDER BY contact LIMIT ?");
        self.answered(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let most = i64::try_from(most).unwrap_or(i64::MAX);
            let rows = statement.query_map(params![after, most], |row| Ok(table.place(row.get(0)?)))?;
            rows.collect()
        })
    }

    /// The place of a contact of a dimension: the one that stands at that part, from 0 to 1, of all.
    ///
    /// # Errors
    /// They cannot be read.
    pub fn at_part(&self, dimension: &str, part: f64) -> Result<Option<usize>, StoreError> {
        let Some(table) = self.table(dimension) else { return Ok(None) };
        let contacts = quoted(&table.kept.contacts);
        let sql = format!(
            "SELECT contact FROM {contacts}, (SELECT min(contact) AS first, max(contact) AS last FROM {contacts})
            WHERE contact >= first + cast((last - first + 1) * ? AS INTEGER) ORDER BY contact LIMIT 1"
        );
        self.answered(|connection| {
            connection.query_row(&sql, [part], |row| Ok(table.place(row.get(0)?))).optional()
        })
    }

    /// The cookies that a contact was seen with.
    ///
    /// # Errors
    /// They cannot be read.
    pub fn cookies_of(&self, place: usize) -> Result<Vec<String>, StoreError> {
        let Some((table, contact)) = self.at(place) else { return Ok(Vec::new()) };
        let sql = "SELECT cookie FROM vitrine_cookie WHERE dimension = ? AND contact = ? ORDER BY cookie";
        self.answered(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map(params![table.kept.number, contact], |row| row.get(0))?;
            rows.collect()
        })
    }

    fn answered<T>(&self, ask: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, StoreError> {
        self.asked(|connection| ask(connection).map_err(|error| self.failed(&error)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Builder, Kept, NewContact};
    use super::*;
    use crate::contacts::{ContactStore, Person};
    use crate::model::Catalog;
    use proptest::prelude::*;
    use std::path::Path;
    use std::sync::Arc;

    fn catalog() -> Arc<Catalog> {
        let text = r#"#![enable(unwrap_newtypes, implicit_some)] (format: 1, name: "c",
            dimensions: [(name: "r", kind: Recipient, key: ["id"], fields: [(name: "id", type: Integer),
                (name: "name", type: Text), (name: "mail", type: Text), (name: "age", type: Integer)])])"#;
        Arc::new(ron::from_str(text).expect("a catalog"))
    }

    fn database(folder: &Path, people: &[(&str, &str)]) -> Database {
        let (catalog, path) = (catalog(), folder.join("c.sqlite"));
        let mut builder = Builder::new(&path, "c").expect("a folder");
        builder.begin(&catalog.dimensions[0], &catalog.dimensions[0].fields).expect("written");
        let text = |text: &str| if text.is_empty() { Kept::Missing } else { Kept::Text(text.to_owned()) };
        let contacts = people.iter().zip(1000..).map(|((name, mail), id)| NewContact {
            values: vec![Kept::Whole(id), text(name), text(mail), Kept::Whole(77)],
            cookies: vec![format!("b-{id}"), format!("a-{id}")],
            ..NewContact::default()
        });
        builder.add(&contacts.collect::<Vec<_>>()).expect("written");
        builder.index(&[]).expect("written");
        builder.end().expect("written");
        builder.finish().expect("written");
        Database::open(&path, &catalog).expect("a database")
    }

    /// The numbers of those that a query finds, from 0.
    fn found(database: &Database, query: &str) -> Vec<usize> {
        let places = database.searched(&["r".to_owned()], query, 50).expect("read");
        places.into_iter().map(|place| (place & 0xffff) - 1).collect()
    }

    #[test]
    fn contacts_are_found_by_the_beginnings_of_words_in_any_text_and_the_key() {
        let folder = tempfile::tempdir().expect("a folder");
        let people = [
            ("Chloé Martin-Durand", "chloe@mail.example"),
            ("Ann", "ann.a@mail.example"),
            ("Anne Märtens", ""),
            ("王芳", ""),
        ];
        let mut database = database(folder.path(), &people);
        assert_eq!(found(&database, "chloe"), [0]);
        assert_eq!(found(&database, "CHLOÉ dur"), [0], "in any order of texts, whatever the accents");
        assert_eq!(found(&database, "martin"), [0]);
        assert_eq!(found(&database, "mart"), [0, 2]);
        assert_eq!(found(&database, "ann"), [1, 2], "a whole word first");
        assert_eq!(found(&database, "exampl"), [0, 1]);
        assert_eq!(found(&database, "ann.a@mail"), [1]);
        assert_eq!(found(&database, "王"), [3]);
        assert_eq!(found(&database, "1002"), [2], "the key");
        assert_eq!(found(&database, "77"), [0_usize; 0], "no text");
        assert_eq!(found(&database, "nobody ann"), [0_usize; 0]);
        assert_eq!(found(&database, " \"*-' "), [0, 1, 2, 3], "no word");
        assert_eq!(database.searched(&["other".to_owned()], "ann", 9), Ok(Vec::new()));
        assert_eq!(
            database.cookies_of(database.behind("r", None, 1).expect("read")[0]).expect("read").len(),
            2
        );
        let zone = catalog().zone();
        let new = Person::unknown(&catalog().dimensions[0], "f", "4711", &zone);
        let place = database.create(new, &[]).expect("written");
        assert_eq!(database.searched(&["r".to_owned()], "471", 9), Ok(vec![place]), "a visitor of now, too");
        assert_eq!(database.contacts(), Ok(5));
    }

    #[test]
    fn contacts_follow_one_another_and_stand_at_a_part_of_all() {
        let folder = tempfile::tempdir().expect("a folder");
        let database = database(folder.path(), &[("a", ""), ("b", ""), ("c", "")]);
        let all = database.behind("r", None, 9).expect("read");
        assert_eq!(all.len(), 3);
        assert_eq!(database.behind("r", Some(all[0]), 1), Ok(vec![all[1]]));
        assert_eq!(database.behind("r", Some(all[2]), 1), Ok(Vec::new()));
        for (part, place) in [(0.0, 0), (0.4, 1), (0.99, 2)] {
            assert_eq!(database.at_part("r", part), Ok(Some(all[place])), "{part}");
        }
        assert_eq!(database.at_part("other", 0.5), Ok(None));
    }

    /// So many of the first contacts have the first letters that the index is asked for the rest.
    #[test]
    fn who_stands_behind_many_that_begin_alike_is_found() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut people: Vec<(String, String)> =
            (0..LOOKED_AT + 9).map(|n| (format!("Martin{n}"), "m@mail.example".to_owned())).collect();
        for (name, mail) in [("Marzel", "z@mail.example"), ("Mârzel", "z@other.example"), ("Marzo", "")] {
            people.push((name.to_owned(), mail.to_owned()));
        }
        let pairs: Vec<(&str, &str)> = people.iter().map(|(name, mail)| (&**name, &**mail)).collect();
        let database = database(folder.path(), &pairs);
        let first = LOOKED_AT + 9;
        assert_eq!(found(&database, "marz"), [first, first + 1, first + 2]);
        assert_eq!(found(&database, "MARZE exampl"), [first, first + 1]);
        assert_eq!(found(&database, "mârzel exampl"), [first, first + 1], "other letters");
        assert_eq!(found(&database, "marz mai"), [first]);
        assert_eq!(found(&database, "marzu exampl"), [0_usize; 0], "no such word");
        assert_eq!(found(&database, "martin exampl").len(), 50, "more words than are asked for one by one");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
        #[test]
        fn the_index_finds_whom_a_look_at_all_finds(
            people in proptest::collection::vec(("[abé]{1,5}( [ab]{1,6})?", "[ab]{0,5}(@[ab.]{1,4})?"), 1..12),
            query in "[abé]{1,6}( [ab]{1,4})?",
        ) {
            let folder = tempfile::tempdir().expect("a folder");
            let pairs: Vec<(&str, &str)> = people.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
            let database = database(folder.path(), &pairs);
            let wanted = words(&folded(&query));
            let has = |(name, mail): &(&str, &str)| {
                let own = words(&folded(&format!("{name} {mail}")));
                wanted.iter().all(|wanted| own.iter().any(|word| word.starts_with(wanted.as_str())))
            };
            let expected: Vec<usize> = (0..pairs.len()).filter(|place| has(&pairs[*place])).collect();
            let mut places = found(&database, &query);
            places.sort_unstable();
            prop_assert_eq!(places, expected);
        }
    }
}
