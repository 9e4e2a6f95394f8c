//! What can stand where somebody types in a template: content fields, variables and their fields, filters,
//! tests and blocks.

use super::super::root::Root;
use super::super::schema::Schema;
use super::known::{BLOCKS, FILTERS, PROPOSITION, TESTS};
use super::words::{Tag, TagKind, WordKind, tags, words};
use crate::model::FieldType;
use std::ops::Range;

/// The variables that hold fields which are known beforehand.
pub(super) const ROOTS: [Root; 3] = [Root::Offer, Root::Profile, Root::Call];

/// What a template can name.
#[derive(Debug, Clone, Copy)]
pub struct TemplateNames<'a> {
    /// The content fields, by name; those that are required first is the caller's to say. None in a content
    /// field, which is filled in before content is shown.
    pub content: &'a [String],
    /// The fields of `offer`, `profile` and `call`.
    pub schema: &'a Schema,
}

/// What a candidate is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CandidateKind {
    /// A content field.
    Content,
    /// A variable that holds fields.
    Variable,
    /// A field of this type; those of `proposition` have none.
    Field(Option<FieldType>),
    /// The variable of a loop around.
    Item,
    /// A filter.
    Filter,
    /// A test.
    Test,
    /// The word that a block begins with.
    Block,
}

/// Something that can stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What would be written.
    pub text: String,
    /// What it is.
    pub kind: CandidateKind,
}

/// What can stand where somebody types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completed {
    /// The bytes that it would take the place of.
    pub replaces: Range<usize>,
    /// What can stand there, what begins like what was typed first.
    pub candidates: Vec<Candidate>,
}

/// What can stand at a byte of a template; `None` outside tags, and where nothing fits.
pub fn complete_template(source: &str, at: usize, names: TemplateNames<'_>) -> Option<Completed> {
    let before = source.get(..at)?;
    let all = tags(source);
    let inside = |tag: &&Tag| {
        let end = if tag.closed { tag.span.end - 2 } else { tag.span.end };
        tag.kind != TagKind::Comment && (tag.span.start + 2..=end).contains(&at)
    };
    let tag = all.iter().find(inside)?;
    let start =
        before.char_indices().rev().take_while(|(_, c)| c.is_alphanumeric() || matches!(c, '_' | '.'));
    let start = start.last().map_or(at, |(start, _)| start).max(tag.span.start + 2);
    let typed = &source[start..at];
    // What stands in the tag before the word that is typed.
    let part = Tag { kind: tag.kind, span: tag.span.start..start, closed: false };
    let earlier = words(source, &part);
    if earlier.last().is_some_and(|word| {
        word.kind == WordKind::Text && word.span.end == start && is_open(&source[word.span.clone()])
    }) {
        return None;
    }
    let last = earlier.last().map(|word| &source[word.span.clone()]);
    let (replaces, candidates) = match (last, typed.rsplit_once('.')) {
        (Some("|"), _) => (start..at, plain(&FILTERS, &CandidateKind::Filter)),
        (Some("is"), _) => (start..at, plain(&TESTS, &CandidateKind::Test)),
        (_, Some((root, field))) => (at - field.len()..at, fields(root, names.schema)),
        (None, None) if tag.kind == TagKind::Block => (start..at, plain(&BLOCKS, &CandidateKind::Block)),
        (Some("for"), None) => return None,
        (_, None) => (start..at, variables(source, &all, at, names)),
    };
    let typed = source[replaces.clone()].to_lowercase();
    let mut fitting: Vec<Candidate> = candidates;
    // `name` finds `first_name`.
    fitting.retain(|it| it.text.to_lowercase().starts_with(&typed) || has_word(&it.text, &typed));
    fitting.sort_by_key(|candidate| !candidate.text.to_lowercase().starts_with(&typed));
    let done = fitting.len() == 1 && fitting[0].text == source[replaces.clone()];
    (!done && !fitting.is_empty()).then_some(Completed { replaces, candidates: fitting })
}

fn has_word(name: &str, typed: &str) -> bool {
    name.to_lowercase().split('_').any(|word| word.starts_with(typed))
}

/// Whether a text in quotes has no end.
fn is_open(text: &str) -> bool {
    text.len() < 2 || !text.ends_with(['"', '\'']) || text.chars().next() != text.chars().next_back()
}

fn plain(texts: &[&str], kind: &CandidateKind) -> Vec<Candidate> {
    texts.iter().map(|text| Candidate { text: (*text).to_owned(), kind: kind.clone() }).collect()
}

fn fields(root: &str, schema: &Schema) -> Vec<Candidate> {
    if root == "proposition" {
        return plain(&PROPOSITION, &CandidateKind::Field(None));
    }
    let Some(root) = ROOTS.into_iter().find(|known| known.name() == root) else { return Vec::new() };
    let field = |(name, of): &(String, FieldType)| Candidate {
        text: name.clone(),
        kind: CandidateKind::Field(Some(of.clone())),
    };
    schema.fields(root).iter().map(field).collect()
}

/// Content fields, variables that hold fields, and those of the loops that begin before a byte.
fn variables(source: &str, tags: &[Tag], at: usize, names: TemplateNames<'_>) -> Vec<Candidate> {
    let content = names.content.iter().cloned().map(|text| Candidate { text, kind: CandidateKind::Content });
    let roots = ROOTS.into_iter().map(Root::name).chain(["proposition"]);
    let roots = roots.map(|name| Candidate { text: name.to_owned(), kind: CandidateKind::Variable });
    let mut items: Vec<String> = Vec::new();
    for tag in tags.iter().filter(|tag| tag.kind == TagKind::Block && tag.span.end <= at) {
        let words = words(source, tag);
        let word = |place: usize| words.get(place).map(|word| &source[word.span.clone()]);
        match (word(0), word(1)) {
            (Some("for"), Some(item)) => items.push(item.to_owned()),
            (Some("endfor"), _) => drop(items.pop()),
            _ => {}
        }
    }
    let items = items.into_iter().map(|text| Candidate { text, kind: CandidateKind::Item });
    items.chain(content).chain(roots).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Field;

    /// What can stand at the bar, and what it would replace.
    fn at(marked: &str) -> Option<(String, Vec<String>)> {
        let field =
            |name: &str| Field { name: name.to_owned(), label: String::new(), field_type: FieldType::Text };
        let schema = Schema::new(
            &[field("first_name"), field("age")],
            &[field("language")],
            &[field("price")],
            &[],
            jiff::tz::TimeZone::UTC,
        );
        let content = ["title".to_owned(), "html".to_owned()];
        let byte = marked.find('¦').expect("a bar");
        let source = marked.replace('¦', "");
        let names = TemplateNames { content: &content, schema: &schema };
        let completed = complete_template(&source, byte, names)?;
        let texts = completed.candidates.into_iter().map(|it| it.text).collect();
        Some((source[completed.replaces].to_owned(), texts))
    }

    #[track_caller]
    fn check(marked: &str, replaces: &str, texts: &[&str]) {
        let texts = texts.iter().map(|&text| text.to_owned()).collect();
        assert_eq!(at(marked), Some((replaces.to_owned(), texts)), "{marked}");
    }

    #[test]
    fn what_fits_is_offered_where_somebody_types() {
        check("<h1>{{ ¦", "", &["title", "html", "offer", "profile", "call", "proposition"]);
        check("<h1>{{ ti¦ }}", "ti", &["title"]);
        check("{{ profile.¦", "", &["first_name", "age"]);
        check("{{ profile.na¦", "na", &["first_name"]);
        check("{{ offer.p¦ }}", "p", &["price"]);
        check("{{ call.¦ }}", "", &["language"]);
        check("{{ proposition.r¦ }}", "r", &["rank"]);
        check("{{ title|up¦ }}", "up", &["upper"]);
        check("{% if title is def¦ %}", "def", &["defined"]);
        check("{% ¦", "", &BLOCKS);
        check("{% if t¦ %}", "t", &["title"]);
        check("{% for it in profile.tags %}{{ i¦ }}", "i", &["it"]);
    }

    #[test]
    fn nothing_is_offered_where_nothing_fits() {
        for marked in [
            "ti¦",
            "{{ title }} ti¦",
            "{{ 'pro¦' }}",
            "{{ nobody.x¦ }}",
            "{# ti¦ #}",
            "{% for ¦ %}",
            "{{ title¦ }}",
        ] {
            assert_eq!(at(marked), None, "{marked}");
        }
    }
}
