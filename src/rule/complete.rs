//! What may be typed next in a rule: fields, filters, functions, and the values of choices between quotes.
//! Owns the guess of what stands before the caret, by tokens: a rule that is being typed is seldom CEL yet.

use super::reference::{REFERENCES, Reference};
use super::root::{FILTERS, Root, SPLIT};
use super::schema::{Schema, Use};
use super::sentence::Labels;
use super::tokens::{Token, TokenKind, tokens};
use super::types::Type;
use crate::model::{Channel, FieldType};
use std::ops::Range;

/// Where a suggestion comes from, which is how it is explained.
#[derive(Debug, Clone, PartialEq)]
pub enum Origin {
    /// A root, or `filters`.
    Root(&'static str),
    /// A field, with its label and type.
    Field(String, FieldType),
    /// A predefined filter, with its label.
    Filter(String),
    /// A function of the language.
    Function(&'static Reference),
    /// A value that a field can have.
    Value,
    /// A parameter of the filter that the rule is of.
    Parameter(FieldType),
}

/// Something that may be typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// What a person sees.
    pub label: String,
    /// What is put into the rule.
    pub insert: String,
    /// How far from its end the caret then stands, in characters: inside the parentheses of a call.
    pub back: usize,
    /// Where it comes from.
    pub origin: Origin,
}

/// What may be typed, and what of the rule it takes the place of.
#[derive(Debug, Clone, PartialEq)]
pub struct Completion {
    /// In bytes of the rule.
    pub replaces: Range<usize>,
    /// The best first.
    pub suggestions: Vec<Suggestion>,
}

/// What a rule sees where it is typed.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// The fields and filters.
    pub schema: &'a Schema,
    /// What the rule is for.
    pub usage: Use,
    /// What they are called.
    pub labels: &'a dyn Labels,
    /// The names of the parameters of the filter that the rule is of.
    pub parameters: &'a [String],
    /// The names of the splits that there are.
    pub splits: &'a [String],
}

/// What a suggested function is called with.
const CALL: &str = "()";
const CALL_WITH_TEXT: &str = "('')";

/// The namespaces of functions.
const NAMESPACES: &[&str] = &["math", "lists", "strings", "optional"];

/// What may be typed at a caret, in bytes of the source; `None` where nothing is known to fit. `asked`: a person
/// asked for it, so that all is shown before the first letter.
pub fn complete(source: &str, caret: usize, around: Surroundings<'_>, asked: bool) -> Option<Completion> {
    let caret = source.floor_char_boundary(caret.min(source.len()));
    let before = tokens(&source[..caret]);
    let completion = match before.last() {
        Some(last) if last.kind == TokenKind::Comment => return None,
        Some(last) if last.kind == TokenKind::Text && is_open(&source[last.span.clone()]) => {
            around.values(source, caret, &before)?
        }
        _ => around.names(source, caret, &before, asked)?,
    };
    let typed = &source[completion.replaces.start..caret];
    let nothing_new = matches!(&completion.suggestions[..], [only] if only.insert == typed);
    (!completion.suggestions.is_empty() && !nothing_new).then_some(completion)
}

/// Whether a text has no closing quote yet. Only plain texts have values to suggest.
fn is_open(text: &str) -> bool {
    let quote = text.chars().next().unwrap_or_default();
    ['\'', '"'].contains(&quote) && (text.len() == 1 || !text.ends_with(quote))
}

impl Surroundings<'_> {
    /// The values of the field that a text is compared with.
    fn values(&self, source: &str, caret: usize, before: &[Token]) -> Option<Completion> {
        let (text, earlier) = before.split_last()?;
        let choices = if is_split(source, earlier) {
            self.splits.to_vec()
        } else {
            let (root, name) = compared_field(source, earlier)?;
            match self.schema.field_type(root, name)? {
                FieldType::Choice(choices) => choices.clone(),
                _ if name == "channel" => {
                    Channel::STANDARD.iter().map(|it| it.rule_name().to_owned()).collect()
                }
                _ => return None,
            }
        };
        let start = text.span.start + 1;
        let quote = &source[text.span.start..start];
        let rest = &source[caret..];
        let closed = rest
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .filter(|end| rest[*end..].starts_with(quote));
        let typed = &source[start..caret];
        let suggestions = choices.into_iter().map(|value| Suggestion {
            insert: if closed.is_some() { value.clone() } else { format!("{value}{quote}") },
            label: value,
            back: 0,
            origin: Origin::Value,
        });
        let replaces = start..closed.map_or(caret, |end| caret + end);
        Some(Completion { replaces, suggestions: ranked(suggestions.collect(), typed) })
    }

    /// Names that go on or begin here.
    fn names(&self, source: &str, caret: usize, before: &[Token], asked: bool) -> Option<Completion> {
        let is_name = |token: &Token| {
            use TokenKind::{Field, Function, Keyword, Name, Root};
            [Field, Function, Keyword, Name, Root].contains(&token.kind) && token.span.end == caret
        };
        let (word, earlier) = match before.split_last() {
            Some((last, earlier)) if is_name(last) => (last.span.clone(), earlier),
            Some((last, _)) if last.kind == TokenKind::Number && last.span.end == caret => return None,
            _ => (caret..caret, before),
        };
        let typed = &source[word.clone()];
        let dotted = earlier.last().is_some_and(|last| &source[last.span.clone()] == ".");
        let called = source[caret..].trim_start_matches(is_letter).starts_with('(');
        let found = if dotted {
            self.members(source, &earlier[..earlier.len() - 1])
        } else if typed.is_empty() && !asked {
            return None;
        } else {
            self.beginnings()
        };
        let suggestions = found.into_iter().map(|one| if called { one.without_call() } else { one });
        let end = caret + source[caret..].find(|c| !is_letter(c)).unwrap_or(source.len() - caret);
        Some(Completion { replaces: word.start..end, suggestions: ranked(suggestions.collect(), typed) })
    }

    /// What can stand behind a dot.
    fn members(&self, source: &str, receiver: &[Token]) -> Vec<Suggestion> {
        let Some(last) = receiver.last() else { return Vec::new() };
        let name = &source[last.span.clone()];
        match last.kind {
            TokenKind::Root if name == FILTERS => return self.filters(""),
            TokenKind::Root => {
                let root = Root::named(name).filter(|root| self.usage.roots().contains(root));
                return root.map(|root| self.fields(root, "")).unwrap_or_default();
            }
            TokenKind::Name if NAMESPACES.contains(&name) => {
                let space = format!("{name}.");
                let inside = REFERENCES.iter().filter(|one| one.name.starts_with(&space));
                return inside.map(|one| function(one, &one.name[space.len()..])).collect();
            }
            _ => {}
        }
        let found = self.type_of(source, receiver);
        let fits = |one: &&Reference| {
            one.is_method()
                && (one.functions().next().is_none()
                    && matches!(found, Type::Any | Type::List(_) | Type::Map)
                    || one
                        .functions()
                        .filter_map(|it| it.target.as_ref())
                        .any(|target| found.fits(target) && (*target != Type::Any || found == Type::Any)))
        };
        REFERENCES.iter().filter(fits).map(|one| function(one, one.name)).collect()
    }

    /// The type of what stands before a dot, where it is easily seen.
    fn type_of(&self, source: &str, receiver: &[Token]) -> Type {
        match receiver {
            [.., root, dot, field] if field.kind == TokenKind::Field && &source[dot.span.clone()] == "." => {
                let found = Root::named(&source[root.span.clone()])
                    .and_then(|root| self.schema.field_type(root, &source[field.span.clone()]));
                found.map_or(Type::Any, Type::of_field)
            }
            [.., name] if name.kind == TokenKind::Name => {
                let found = self.labels.parameter(&source[name.span.clone()]);
                found.map_or(Type::Any, |found| Type::of_field(&found))
            }
            [.., text] if text.kind == TokenKind::Text => Type::Text,
            _ => Type::Any,
        }
    }

    /// What an expression can begin with.
    fn beginnings(&self) -> Vec<Suggestion> {
        let mut found = Vec::new();
        for name in self.parameters {
            let origin = self.labels.parameter(name).map_or(Origin::Value, Origin::Parameter);
            found.push(Suggestion { label: name.clone(), insert: name.clone(), back: 0, origin });
        }
        let roots = self.usage.roots();
        let sees_filters = roots.contains(&Root::Call) && self.schema.filter_names().next().is_some();
        for name in roots.iter().map(|root| root.name()).chain(sees_filters.then_some(FILTERS)) {
            let insert = format!("{name}.");
            found.push(Suggestion { label: name.to_owned(), insert, back: 0, origin: Origin::Root(name) });
        }
        for root in roots {
            found.extend(self.fields(*root, &format!("{}.", root.name())));
        }
        if sees_filters {
            found.extend(self.filters("filters."));
        }
        let global = REFERENCES.iter().filter(|one| one.is_global());
        let global = global.filter(|one| one.name != SPLIT || self.usage.sees_splits());
        found.extend(global.map(|one| function(one, one.name)));
        found
    }

    fn fields(&self, root: Root, prefix: &str) -> Vec<Suggestion> {
        let fields = self.schema.fields(root).iter();
        let fields = fields.map(|(name, field_type)| {
            let label = self.labels.field(root, name).map(|(label, _)| label).unwrap_or_default();
            let text = format!("{prefix}{name}");
            Suggestion {
                label: text.clone(),
                insert: text,
                back: 0,
                origin: Origin::Field(label, field_type.clone()),
            }
        });
        fields.collect()
    }

    fn filters(&self, prefix: &str) -> Vec<Suggestion> {
        let filters = self.schema.filter_names().map(|name| {
            let label = self.labels.filter(name).unwrap_or_default();
            let takes = self.schema.filter(name).is_some_and(|filter| !filter.parameters.is_empty());
            let text = format!("{prefix}{name}");
            let insert = format!("{text}()");
            Suggestion { label: text, insert, back: usize::from(takes), origin: Origin::Filter(label) }
        });
        filters.collect()
    }
}

impl Suggestion {
    /// The same where the parentheses stand already.
    fn without_call(mut self) -> Self {
        if let Some(name) = [CALL, CALL_WITH_TEXT].iter().find_map(|call| self.insert.strip_suffix(call)) {
            self.insert = name.to_owned();
            self.back = 0;
        }
        self
    }

    /// How well it fits what was typed: the lower the better.
    fn rank(&self, typed: &str) -> Option<usize> {
        let label = match &self.origin {
            Origin::Field(label, _) | Origin::Filter(label) => label.to_lowercase(),
            _ => String::new(),
        };
        let name = self.label.to_lowercase();
        let last = name.rsplit('.').next().unwrap_or_default();
        let words = || label.split(|c: char| !c.is_alphanumeric());
        [
            name.starts_with(typed),
            last.starts_with(typed),
            words().any(|word| word.starts_with(typed)),
            last.contains(typed),
        ]
        .iter()
        .position(|fits| *fits)
    }
}

fn function(one: &'static Reference, name: &str) -> Suggestion {
    let (call, back) = match one.takes_nothing() {
        _ if one.name == SPLIT && !one.is_method() => (CALL_WITH_TEXT, 2),
        takes_nothing => (CALL, usize::from(!takes_nothing)),
    };
    let insert = format!("{name}{call}");
    Suggestion { label: name.to_owned(), insert, back, origin: Origin::Function(one) }
}

/// Those that fit what was typed, the best first.
fn ranked(suggestions: Vec<Suggestion>, typed: &str) -> Vec<Suggestion> {
    let typed = typed.to_lowercase();
    let fitting = suggestions.into_iter().filter_map(|one| Some((one.rank(&typed)?, one)));
    let mut fitting: Vec<(usize, Suggestion)> = fitting.collect();
    fitting.sort_by_key(|(rank, _)| *rank);
    fitting.into_iter().map(|(_, one)| one).collect()
}

fn is_letter(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

/// Whether the name of a split is written: `split('`.
fn is_split(source: &str, before: &[Token]) -> bool {
    let text = |token: &Token| &source[token.span.clone()];
    match before {
        [.., dot, _, _] if text(dot) == "." => false,
        [.., name, bracket] => text(name) == SPLIT && text(bracket) == "(",
        _ => false,
    }
}

/// The field that stands before `==`, `!=`, or `in [` and what follows it.
fn compared_field<'s>(source: &'s str, before: &[Token]) -> Option<(Root, &'s str)> {
    let text = |token: &Token| &source[token.span.clone()];
    let listed = before.iter().rposition(|token| token.kind != TokenKind::Text && text(token) != ",")?;
    let operator = match text(&before[listed]) {
        "==" | "!=" => listed,
        "[" if text(before.get(listed.checked_sub(1)?)?) == "in" => listed - 1,
        _ => return None,
    };
    let [.., root, dot, field] = before.get(..operator)? else { return None };
    (field.kind == TokenKind::Field && text(dot) == ".")
        .then(|| Some((Root::named(text(root))?, text(field))))?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Field, Filter, Parameter};
    use crate::rule::sentence::NoLabels;
    use proptest::prelude::*;
    use std::sync::Arc;

    struct Named;

    impl Labels for Named {
        fn field(&self, _: Root, name: &str) -> Option<(String, FieldType)> {
            (name == "since").then(|| ("Customer since".to_owned(), FieldType::Date))
        }
    }

    fn schema() -> Schema {
        let field = |name: &str, field_type| Field { name: name.into(), label: String::new(), field_type };
        let profile = [
            field("age", FieldType::Integer),
            field("segment", FieldType::Choice(vec!["mass".into(), "student".into()])),
            field("since", FieldType::Date),
            field("interests", FieldType::List),
        ];
        let parameter = Parameter { name: "least".into(), parameter_type: FieldType::Integer, default: None };
        let filter = |name: &str, parameters| {
            Arc::new(Filter { name: name.into(), label: String::new(), rule: "true".into(), parameters })
        };
        let filters = [filter("adult", vec![parameter]), filter("rich", Vec::new())];
        Schema::new(&profile, &[field("language", FieldType::Text)], &[], &filters, jiff::tz::TimeZone::UTC)
    }

    /// The rule after the best suggestion is taken, with the caret as `|`, and how many there were.
    fn taken(rule: &str, asked: bool) -> (String, usize) {
        let caret = rule.find('|').expect("a caret");
        let source = rule.replace('|', "");
        let schema = schema();
        let around = Surroundings {
            schema: &schema,
            usage: Use::Target,
            labels: &Named,
            parameters: &[],
            splits: &[],
        };
        let Some(found) = complete(&source, caret, around, asked) else { return (String::new(), 0) };
        let best = &found.suggestions[0];
        let mut after = source;
        after.replace_range(found.replaces.clone(), &best.insert);
        after.insert(found.replaces.start + best.insert.len() - best.back, '|');
        (after, found.suggestions.len())
    }

    #[test]
    fn a_split_is_called_by_a_name_that_there_is() {
        assert_eq!(taken("spli|", false), ("split('|')".to_owned(), 1));
        assert_eq!(taken("spli|('a') < 3.0", false), ("split|('a') < 3.0".to_owned(), 1));
        let (schema, splits) = (schema(), ["spring_test".to_owned(), "summer".to_owned()]);
        let inserts = |usage: Use, source: &str| -> Vec<String> {
            let around =
                Surroundings { schema: &schema, usage, labels: &Named, parameters: &[], splits: &splits };
            let found = complete(source, source.len(), around, false);
            found.map(|it| it.suggestions.into_iter().map(|one| one.insert).collect()).unwrap_or_default()
        };
        assert_eq!(inserts(Use::Target, "split('sp"), ["spring_test'"]);
        assert_eq!(inserts(Use::Target, "split('"), ["spring_test'", "summer'"]);
        assert_eq!(inserts(Use::Target, "'a-b'.split('"), [""; 0]);
        assert_eq!(inserts(Use::AppliesTo, "spli"), [""; 0]);
    }

    #[test]
    fn what_fits_is_suggested() {
        for (rule, after, count) in [
            ("pro|", "profile.|", 5),
            ("profile.|", "profile.age|", 4),
            ("profile.a|", "profile.age|", 1),
            ("profile.se|g == 1", "profile.segment| == 1", 1),
            ("profile.age| > 3", "", 0),
            ("customer|", "profile.since|", 1),
            ("segm|", "profile.segment|", 1),
            ("true && filters.|", "true && filters.adult(|)", 2),
            ("filters.ri|", "filters.rich()|", 1),
            ("profile.segment == '|", "profile.segment == 'mass'|", 2),
            ("profile.segment != 's|'", "profile.segment != 'student|'", 2),
            ("profile.segment in ['mass', '|", "profile.segment in ['mass', 'mass'|", 2),
            ("profile.segment in ['|']", "profile.segment in ['mass|']", 2),
            ("interaction.channel == 'call|", "interaction.channel == 'call_center'|", 1),
            ("interaction.identification == \"exp|", "interaction.identification == \"explicit\"|", 1),
            ("profile.interests.exi|", "profile.interests.exists(|)", 2),
            ("profile.since.getF|", "profile.since.getFullYear()|", 1),
            ("call.language.starts|", "call.language.startsWith(|)", 1),
            ("call.language.starts|('fr')", "call.language.startsWith|('fr')", 1),
            ("math.ab|", "math.abs(|)", 1),
            ("ha|", "has(|)", 2),
            ("12|", "", 0),
            ("profile.age > |", "", 0),
            ("// pro|", "", 0),
            ("'pro|", "", 0),
            ("proposition.|", "", 0),
        ] {
            let (found, suggestions) = taken(rule, false);
            assert_eq!((found.as_str(), suggestions), (after, count), "{rule}");
        }
        let (found, count) = taken("profile.age > |", true);
        assert_eq!(found, "profile.age > profile.|");
        assert!(count > 30, "{count}");
    }

    #[test]
    fn methods_are_those_of_the_type() {
        let schema = schema();
        let around = Surroundings {
            schema: &schema,
            usage: Use::Target,
            labels: &NoLabels,
            parameters: &[],
            splits: &[],
        };
        let names = |source: &str| {
            let found = complete(source, source.len(), around, false).expect(source);
            found.suggestions.into_iter().map(|one| one.label).collect::<Vec<_>>()
        };
        let of_text = names("call.language.");
        assert!(of_text.contains(&"contains".to_owned()) && !of_text.contains(&"exists".to_owned()));
        let of_list = names("profile.interests.");
        assert!(of_list.contains(&"exists".to_owned()) && of_list.contains(&"join".to_owned()));
        assert!(!of_list.contains(&"contains".to_owned()));
        assert!(names("profile.since.").iter().all(|name| name.starts_with("get")));
    }

    proptest! {
        #[test]
        fn any_caret_in_any_text_is_fine(source in "[a-zé.,' ()\\[=!&]{0,30}", caret in 0_usize..40) {
            let schema = schema();
            let around = Surroundings { schema: &schema, usage: Use::Target, labels: &NoLabels, parameters: &[], splits: &[] };
            if let Some(found) = complete(&source, caret, around, true) {
                prop_assert!(!found.suggestions.is_empty());
                prop_assert!(source.get(found.replaces).is_some());
            }
        }
    }
}
