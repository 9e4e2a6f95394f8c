//! The texts a person sees, in the language chosen: Fluent messages from `assets/locales`.
//!
//! Owns the lookup of a message by its id. The messages are compiled in, so that the program is one file.
//! A leaf: it imports nothing of the crate, and knows nothing of catalogs or windows.

mod blanks;
mod cut;
mod date;
mod digits;
mod doubtful;
mod fold;
mod near;
mod number;
mod plain;
mod rounded;

pub use blanks::{shown, told_apart};
pub use cut::{MOST_EDITED, cut, listed};
pub use date::{MONTHS, SHORT_MONTHS, customary_moment, iso_moment};
pub use digits::{NoDecimal, canonical, decimal, said_of_rounded, whole};
pub use doubtful::{code_point, hidden, left_by_merge, merge_marker, with_hidden_escaped};
pub use fold::{contains_folded, find_folded, folded};
pub use near::nearest;
pub use number::{parse_number, thousands};

use self::plain::{Part, PlainMessages};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::borrow::Cow;
use std::sync::LazyLock;

/// Bytes of one value that a short sentence speaks of: lists of names have hundreds, and nobody reads more.
const MOST_SAID: usize = 2_000;
/// Bytes of each value where there are several that long: the window's lines have room for a hundred letters.
const MOST_SAID_OF_SEVERAL: usize = 500;

/// What most messages take in words.
const USUAL_BYTES: usize = 96;

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
}

/// A message that has not been put into words yet: its id, and the values it speaks of.
///
/// Analyses return these, so that one result can be shown in any language.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// The id of a Fluent message.
    pub id: &'static str,
    /// The values it names, by argument.
    pub args: Vec<(&'static str, Arg)>,
}

/// A value that a message speaks of.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// A text, shown as it is.
    Text(String),
    /// A number, shown as the language writes it; plurals follow it.
    Number(f64),
    /// How many there are, its thousands apart; plurals follow it.
    Count(u64),
    /// A number with all its digits, where rounded ones would read the same.
    Exact(f64),
    /// A date or a date and time, as files write it; in the window as people do.
    Moment(String),
    /// Another message.
    Message(Box<Message>),
}

impl Message {
    /// A message without arguments.
    pub fn new(id: &'static str) -> Self {
        Self { id, args: Vec::new() }
    }

    /// The message with one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

impl Arg {
    /// How many there are, its thousands apart.
    pub fn count(count: usize) -> Self {
        Self::Count(count as u64)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<f64> for Arg {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Arg {
    fn from(number: u32) -> Self {
        Self::Number(f64::from(number))
    }
}

impl From<u64> for Arg {
    #[expect(clippy::cast_precision_loss, reason = "a count above 2^53 does not occur")]
    fn from(number: u64) -> Self {
        Self::Number(number as f64)
    }
}

impl From<usize> for Arg {
    #[expect(clippy::cast_precision_loss, reason = "a count above 2^53 does not occur")]
    fn from(number: usize) -> Self {
        Self::Number(number as f64)
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Self::Message(Box::new(message))
    }
}

impl Language {
    /// Every language, in the order of the list that a person chooses from.
    pub const ALL: [Self; 2] = [Self::En, Self::Fr];

    /// Its own name for itself, which is the same in every language.
    pub fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Fr => "Français",
        }
    }

    /// The two letters that stand for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "EN",
            Self::Fr => "FR",
        }
    }

    /// The language that the system asks for, English where it asks for one that is not here.
    pub fn of_system() -> Self {
        let variable = |name: &str| Some(std::env::var_os(name)?.to_string_lossy().into_owned());
        // Where the environment is all that a system has for it, nothing there asks for none.
        let elsewhere = || {
            if cfg!(all(unix, not(target_vendor = "apple"))) { None } else { sys_locale::get_locale() }
        };
        Self::of_locale(&asked_for(variable).or_else(elsewhere).unwrap_or_default())
    }

    fn of_locale(locale: &str) -> Self {
        // What comes behind the language: `_FR`, `-FR`, `.UTF-8`, `@euro`.
        let language = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
        if language.eq_ignore_ascii_case("fr") { Self::Fr } else { Self::En }
    }

    /// A text without arguments.
    pub fn text(self, id: &str) -> String {
        self.format(id, None)
    }

    /// A message in words.
    pub fn say(self, message: &Message) -> String {
        self.say_within(message, None)
    }

    /// A message in words for a line of the window: of its values the beginning, where they are too long to be read,
    /// and dates as people write them.
    pub fn say_briefly(self, message: &Message) -> String {
        let said = self.say_within(message, Some(MOST_SAID));
        if said.len() > MOST_SAID + MOST_SAID_OF_SEVERAL {
            self.say_within(message, Some(MOST_SAID_OF_SEVERAL))
        } else {
            said
        }
    }

    /// A message in words; in the window, values of at most so many bytes.
    fn say_within(self, message: &Message, in_window: Option<usize>) -> String {
        let mut said = String::with_capacity(USUAL_BYTES);
        self.write(message, in_window, &mut said);
        said
    }

    fn write(self, message: &Message, in_window: Option<usize>, out: &mut String) {
        // Where a value is given twice, the last one counts.
        let value = |name: &str| message.args.iter().rfind(|(it, _)| *it == name).map(|(_, value)| value);
        let has = |part: &Part| match part {
            Part::Text(_) => true,
            Part::Value(name) => value(name).is_some(),
        };
        match self.plain().get(message.id) {
            Some(parts) if parts.iter().all(has) => {
                for part in parts {
                    match part {
                        Part::Text(text) => out.push_str(text),
                        Part::Value(name) => {
                            if let Some(value) = value(name) {
                                self.write_value(value, in_window, out);
                            }
                        }
                    }
                }
            }
            _ => out.push_str(&self.say_by_fluent(message, in_window)),
        }
    }

    fn write_value(self, value: &Arg, in_window: Option<usize>, out: &mut String) {
        match value {
            Arg::Text(text) => out.push_str(&cut(text, in_window.unwrap_or(usize::MAX))),
            Arg::Number(number) => out.push_str(&self.number(*number, DECIMALS)),
            Arg::Count(count) => out.push_str(&thousands(self, *count)),
            Arg::Exact(number) => out.push_str(&self.number_exactly(*number)),
            Arg::Moment(iso) if in_window.is_some() => out.push_str(&customary_moment(iso, self)),
            Arg::Moment(iso) => out.push_str(iso),
            Arg::Message(inner) => self.write(inner, in_window, out),
        }
    }

    fn say_by_fluent(self, message: &Message, in_window: Option<usize>) -> String {
        if message.args.is_empty() {
            return self.format(message.id, None);
        }
        let mut args = FluentArgs::with_capacity(message.args.len());
        for (name, value) in &message.args {
            match value {
                // Plurals follow it.
                Arg::Number(number) => args.set(*name, numeric(*number, false)),
                #[expect(clippy::cast_precision_loss, reason = "a count above 2^53 does not occur")]
                Arg::Count(count) => args.set(*name, numeric(*count as f64, true)),
                value => {
                    let mut said = String::new();
                    self.write_value(value, in_window, &mut said);
                    args.set(*name, said);
                }
            }
        }
        self.format(message.id, Some(&args))
    }

    fn plain(self) -> &'static PlainMessages {
        match self {
            Self::En => &PLAIN_ENGLISH,
            Self::Fr => &PLAIN_FRENCH,
        }
    }

    /// Whether there is a message of that id.
    pub fn has(self, id: &str) -> bool {
        self.bundle().has_message(id)
    }

    /// A number as the language writes it: up to `decimals` digits behind the mark, none that say nothing.
    pub fn number(self, value: f64, decimals: usize) -> String {
        let short = rounded::shortest(value, decimals);
        match self {
            Self::En => short,
            Self::Fr => short.replace('.', ","),
        }
    }

    /// A value of a message in words.
    pub fn value(self, value: &Arg) -> String {
        let mut said = String::new();
        self.write_value(value, None, &mut said);
        said
    }

    /// The same with all its digits.
    fn number_exactly(self, value: f64) -> String {
        match self {
            Self::En => format!("{value}"),
            Self::Fr => format!("{value}").replace('.', ","),
        }
    }

    fn bundle(self) -> &'static FluentBundle<FluentResource> {
        match self {
            Self::En => &ENGLISH,
            Self::Fr => &FRENCH,
        }
    }

    /// A message that is missing shows its id: the tests find it, and a person can report it.
    fn format(self, id: &str, args: Option<&FluentArgs<'_>>) -> String {
        let bundle = self.bundle();
        let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
            return id.to_owned();
        };
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, args, &mut errors);
        debug_assert!(errors.is_empty(), "message {id}: {errors:?}");
        Cow::into_owned(text)
    }
}

/// The locale of messages that the environment asks for, by the order that the system has for it: the first of these
/// variables that is set and not empty. A list of wishes (`LANGUAGE`) is an extension of one family of programs.
fn asked_for(variable: impl Fn(&str) -> Option<String>) -> Option<String> {
    ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable).find(|value| !value.is_empty())
}

/// JSON without characters that steer a terminal: DEL and those from U+0080 to U+009F, which JSON allows in texts,
/// are escaped. Programs read the same.
pub fn escaped_json(json: &str) -> Cow<'_, str> {
    if !steers(json.as_bytes()) {
        return json.into();
    }
    let steers = |char: char| matches!(char, '\u{7f}'..='\u{9f}');
    let escaped = |char: char| {
        if steers(char) { format!("\\u{:04x}", u32::from(char)) } else { char.to_string() }
    };
    json.chars().map(escaped).collect::<String>().into()
}

/// Whether one of the characters steers a terminal: DEL, or one that begins with 0xC2 and goes on below 0xA0. Eight bytes are
/// looked at together.
fn steers(text: &[u8]) -> bool {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    let has = |bytes: u64, byte: u8| {
        let zero = bytes ^ (ONES * u64::from(byte));
        zero.wrapping_sub(ONES) & !zero & (ONES << 7) != 0
    };
    let is_one =
        |at: usize| text[at] == 0x7f || text[at] == 0xc2 && text.get(at + 1).is_some_and(|next| *next < 0xa0);
    let (eights, rest) = text.as_chunks::<8>();
    let of_eights = eights.iter().enumerate().any(|(place, eight)| {
        let bytes = u64::from_ne_bytes(*eight);
        (has(bytes, 0x7f) || has(bytes, 0xc2)) && (8 * place..8 * place + 8).any(is_one)
    });
    of_eights || (text.len() - rest.len()..text.len()).any(is_one)
}

/// The sources of a language's messages, a file an area. Public to the tests that compare languages.
pub fn sources(language: Language) -> &'static [(&'static str, &'static str)] {
    match language {
        Language::En => EN_SOURCES,
        Language::Fr => FR_SOURCES,
    }
}

/// A table of the sources of a language, a file an area. Both have the same areas.
macro_rules! areas {
    ($($area:literal),+ $(,)?) => {
        const EN_SOURCES: &[(&str, &str)] =
            &[$(($area, include_str!(concat!("../../assets/locales/en/", $area, ".ftl")))),+];
        const FR_SOURCES: &[(&str, &str)] =
            &[$(($area, include_str!(concat!("../../assets/locales/fr/", $area, ".ftl")))),+];
    };
}

areas!(
    "app", "approval", "audience", "catalog", "check", "cli", "commands", "compare", "contacts", "coverage",
    "decision", "domain", "editor", "effect", "exchange", "explain", "explorer", "files", "find", "forms",
    "impact", "offers", "page", "preview", "publish", "render", "reports", "results", "rule", "rules",
    "sentence", "serve", "storage", "stored", "summary", "table", "timeline", "simulate", "tour", "versions",
    "visits", "who",
);

static ENGLISH: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle(Language::En, EN_SOURCES));
static FRENCH: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle(Language::Fr, FR_SOURCES));

static PLAIN_ENGLISH: LazyLock<PlainMessages> = LazyLock::new(|| PlainMessages::of(EN_SOURCES));
static PLAIN_FRENCH: LazyLock<PlainMessages> = LazyLock::new(|| PlainMessages::of(FR_SOURCES));

/// How many digits behind the mark a number has in a message.
pub const DECIMALS: usize = 6;

/// A number that plurals follow, its thousands apart or not. Fluent compares the options of a number with those of a variant
/// such as `[0]` too, which has those that are usual: only a number that is cut into thousands has others, and is no variant's.
fn numeric(value: f64, thousands_apart: bool) -> FluentValue<'static> {
    let use_grouping = !(thousands_apart && value >= 1_000.0);
    let options = FluentNumberOptions { use_grouping, ..FluentNumberOptions::default() };
    FluentValue::Number(FluentNumber::new(value, options))
}

/// A number in a message, as the language writes it.
fn formatted(value: &FluentValue<'_>, language: Language) -> Option<String> {
    match value {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it was a count")]
        FluentValue::Number(number) if !number.options.use_grouping => {
            Some(thousands(language, number.value as u64))
        }
        FluentValue::Number(number) => Some(language.number(number.value, DECIMALS)),
        _ => None,
    }
}

fn bundle(language: Language, sources: &[(&str, &str)]) -> FluentBundle<FluentResource> {
    let tag = match language {
        Language::En => unic_langid::langid!("en"),
        Language::Fr => unic_langid::langid!("fr"),
    };
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // The marks that isolate arguments of another direction are boxes in most fonts, and noise in a pipe.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::En => |value, _| formatted(value, Language::En),
        Language::Fr => |value, _| formatted(value, Language::Fr),
    }));
    for (area, source) in sources {
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(resource, errors)| {
            debug_assert!(errors.is_empty(), "{area}.ftl: {errors:?}");
            resource
        });
        let added = bundle.add_resource(resource);
        debug_assert!(added.is_ok(), "{area}.ftl repeats a message: {added:?}");
    }
    bundle
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// The messages of a source, each with the names of its arguments.
    fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let mut found = BTreeMap::new();
        for (_, source) in sources(language) {
            let mut id = String::new();
            for line in source.lines().filter(|line| !line.starts_with('#')) {
                if let Some((name, _)) = line.split_once(" =").filter(|_| !line.starts_with([' ', '}'])) {
                    id = name.to_owned();
                    assert!(found.insert(id.clone(), BTreeSet::new()).is_none(), "{id} stands twice");
                }
                for piece in line.split('$').skip(1) {
                    let end = piece
                        .find(|c: char| !(c.is_alphanumeric() || "-_".contains(c)))
                        .unwrap_or(piece.len());
                    found.entry(id.clone()).or_default().insert(piece[..end].to_owned());
                }
            }
        }
        found
    }

    #[test]
    fn variants_of_a_number_are_found_whether_it_is_a_count_or_not() {
        let said = |count: Arg| Language::En.say(&Message::new("visits-history").with("count", count));
        for none in [Arg::Number(0.0), Arg::count(0)] {
            assert_eq!(said(none), "No stored history");
        }
        assert_eq!(said(Arg::count(1)), "1 proposition in the history");
        assert_eq!(said(Arg::count(1_234)), "1,234 propositions in the history");
    }

    #[test]
    fn both_languages_have_the_same_messages_and_arguments() {
        assert_eq!(messages(Language::En), messages(Language::Fr));
    }

    #[test]
    fn a_plain_message_says_what_fluent_says() {
        let mut found = 0;
        for language in Language::ALL {
            let names = messages(language);
            for id in language.plain().ids() {
                let values = ["x {y}", " ", "", "dé ja"].map(Arg::from);
                let numbers = [1.0, 1_234_567.89, -0.25].map(Arg::Number);
                let others = [
                    Arg::Count(1_234_567),
                    Arg::Exact(0.1 + 0.2),
                    Arg::Moment("2026-07-01T08:00".to_owned()),
                ];
                for value in values.into_iter().chain(numbers).chain(others) {
                    let mut message = Message::new(id);
                    message.args =
                        names[id].iter().map(|name| (&*name.clone().leak(), value.clone())).collect();
                    let by_fluent = language.say_by_fluent(&message, None);
                    assert_eq!(language.say(&message), by_fluent, "{id}");
                    found += 1;
                }
            }
        }
        assert!(found > 1_000, "{found}");
    }

    #[test]
    fn a_count_has_its_thousands_apart_and_plurals_follow_it() {
        let said = |language: Language, count| {
            let message = Message::new("who-rule-looking").with("count", Arg::count(count));
            language.say(&message)
        };
        assert_eq!(said(Language::En, 1), "1 contact looked at…");
        assert_eq!(said(Language::En, 12_345), "12,345 contacts looked at…");
        assert_eq!(said(Language::Fr, 12_345), "12\u{202f}345 contacts examinés…");
        // Other numbers, such as a year or a price, stay as they are.
        assert_eq!(
            Language::En.say(&Message::new("who-rule-looking").with("count", 2026_u32)),
            "2026 contacts looked at…"
        );
    }

    #[test]
    fn the_language_follows_the_variables_in_the_order_of_the_system() {
        let language = |set: &[(&str, &str)]| {
            let variable =
                |name: &str| set.iter().find(|(it, _)| *it == name).map(|(_, value)| (*value).to_owned());
            asked_for(variable).map(|locale| Language::of_locale(&locale))
        };
        let (en, fr) = (Some(Language::En), Some(Language::Fr));
        for (set, wanted) in [
            (&[("LANG", "fr_FR.UTF-8")][..], fr),
            (&[("LANG", "en_US.UTF-8"), ("LC_MESSAGES", "fr_FR")], fr),
            (&[("LANG", "fr_FR"), ("LC_MESSAGES", "de_DE"), ("LC_ALL", "")], en),
            (&[("LANG", "fr_FR"), ("LC_MESSAGES", "fr_FR"), ("LC_ALL", "C")], en),
            (&[("LANGUAGE", "fr"), ("LANG", "en_US")], en),
            (&[("LC_CTYPE", "fr_FR")], None),
            (&[("LC_ALL", "fr")], fr),
            (&[("LANG", "fr@euro")], fr),
            (&[("LANG", "FR-be")], fr),
            (&[("LC_ALL", "fry_NL")], en),
            (&[("LANG", "frr_DE.UTF-8")], en),
        ] {
            assert_eq!(language(set), wanted, "{set:?}");
        }
    }

    #[test]
    fn json_is_escaped_where_a_terminal_would_obey() {
        assert_eq!(escaped_json("[\"a\u{7f}\u{9b}31mé\u{a0}\"]"), "[\"a\\u007f\\u009b31mé\u{a0}\"]");
        assert_eq!(escaped_json("[1]"), "[1]");
        for code in (0..0x200).chain([0xffff]) {
            let Some(char) = char::from_u32(code) else { continue };
            for before in 0..10 {
                let text = format!("{}{char}é\u{a0}", "x".repeat(before));
                let is_escaped = matches!(char, '\u{7f}'..='\u{9f}');
                assert_eq!(matches!(escaped_json(&text), Cow::Owned(_)), is_escaped, "{text:?}");
            }
        }
    }

    #[test]
    fn numbers_take_the_mark_of_the_language() {
        assert_eq!(Language::En.number(12.50, 2), "12.5");
        assert_eq!(Language::Fr.number(12.50, 2), "12,5");
        assert_eq!(Language::Fr.number(20.0, 2), "20");
        assert_eq!(Language::En.number(100.0, 0), "100");
        let weight = Message::new("decision-zero-weight").with("weight", -0.1 - 0.2);
        assert_eq!(Language::En.say(&weight), "its weight is -0.3");
        assert_eq!(Language::Fr.say(&weight), "son poids est -0,3");
    }
}
