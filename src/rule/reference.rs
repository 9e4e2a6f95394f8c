//! The functions of the rule language, for those who write rules: how each is called, what it does, an example.
//! Owns the list; a test holds it equal to what the checker knows.

use super::types::{FUNCTIONS, Function};

/// A function as it is documented.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference {
    /// Its name, with its namespace where it has one: `contains`, `math.abs`.
    pub name: &'static str,
    /// The message that says what it does.
    pub about: &'static str,
    /// An example in CEL.
    pub example: &'static str,
    /// How it is called, where the table of functions does not say it.
    form: &'static str,
}

/// How many ways to call a function are listed.
const MAX_FORMS: usize = 4;

impl Reference {
    /// The ways to call it: `string.contains(string): bool`.
    pub fn forms(&self) -> Vec<String> {
        if !self.form.is_empty() {
            return vec![self.form.to_owned()];
        }
        self.functions().take(MAX_FORMS).map(form).collect()
    }

    /// Whether it is called on a value.
    pub fn is_method(&self) -> bool {
        self.form.starts_with("list.") || self.functions().any(|function| function.target.is_some())
    }

    /// Whether it is called on nothing.
    pub fn is_global(&self) -> bool {
        !self.form.is_empty() && !self.is_method()
            || self.functions().any(|function| function.target.is_none())
    }

    /// Whether it can be called without a value between its parentheses.
    pub(super) fn takes_nothing(&self) -> bool {
        self.functions().any(|function| function.arguments.is_empty())
    }

    pub(super) fn functions(&self) -> impl Iterator<Item = &'static Function> {
        let (name, is_in_table) = (self.name, self.form.is_empty());
        FUNCTIONS.iter().filter(move |function| is_in_table && function.name == name)
    }
}

fn form(function: &Function) -> String {
    let arguments: Vec<&str> = function.arguments.iter().map(super::types::Type::name).collect();
    let target = function.target.as_ref().map(|target| format!("{}.", target.name())).unwrap_or_default();
    format!("{target}{}({}): {}", function.name, arguments.join(", "), function.result.name())
}

/// What is known of a function of that name, where there are two of the one that is called on a value, or on nothing.
pub fn reference(name: &str, on_value: bool) -> Option<&'static Reference> {
    let named = || REFERENCES.iter().filter(|one| one.name == name);
    named().find(|one| one.is_method() == on_value).or_else(|| named().next())
}

const fn entry(
    name: &'static str,
    about: &'static str,
    example: &'static str,
    form: &'static str,
) -> Reference {
    Reference { name, about, example, form }
}

/// Every function: first those that are the parser's own, then those of the table of functions.
pub const REFERENCES: &[Reference] = &[
    entry("has", "editor-doc-has", "has(profile.email)", "has(field): bool"),
    entry(
        "all",
        "editor-doc-all",
        "profile.interests.all(i, i != 'golf')",
        "list.all(name, condition): bool",
    ),
    entry(
        "exists",
        "editor-doc-exists",
        "profile.interests.exists(i, i.startsWith('s'))",
        "list.exists(name, condition): bool",
    ),
    entry(
        "exists_one",
        "editor-doc-exists-one",
        "profile.interests.exists_one(i, i == 'sport')",
        "list.exists_one(name, condition): bool",
    ),
    entry(
        "filter",
        "editor-doc-filter",
        "size(profile.interests.filter(i, i != 'golf')) > 1",
        "list.filter(name, condition): list",
    ),
    entry(
        "map",
        "editor-doc-map",
        "'sport' in profile.interests.map(i, i.lowerAscii())",
        "list.map(name, value): list",
    ),
    entry("size", "editor-doc-size", "size(profile.interests) >= 2", ""),
    entry("contains", "editor-doc-contains", "profile.email.contains('@')", ""),
    entry("startsWith", "editor-doc-starts-with", "call.language.startsWith('fr')", ""),
    entry("endsWith", "editor-doc-ends-with", "profile.email.endsWith('.fr')", ""),
    entry("matches", "editor-doc-matches", "profile.email.matches('^[a-z]+@')", ""),
    entry("bool", "editor-doc-bool", "bool('true')", ""),
    entry("int", "editor-doc-int", "int(profile.balance) > 100", ""),
    entry("uint", "editor-doc-uint", "uint(3) == 3u", ""),
    entry("double", "editor-doc-double", "10.0 + double(profile.age) * 0.1", ""),
    entry("string", "editor-doc-string", "string(profile.age) == '34'", ""),
    entry("bytes", "editor-doc-bytes", "size(bytes(profile.email)) < 100", ""),
    entry("dyn", "editor-doc-dyn", "dyn(profile.age) == 34.0", ""),
    entry("type", "editor-doc-type", "type(profile.age) == int", ""),
    entry(
        "timestamp",
        "editor-doc-timestamp",
        "profile.customer_since < timestamp('2026-01-01T00:00:00Z')",
        "",
    ),
    entry("duration", "editor-doc-duration", "interaction.at - profile.last_visit < duration('720h')", ""),
    entry(
        "getFullYear",
        "editor-doc-get-full-year",
        "profile.customer_since.getFullYear('Europe/Paris') < 2020",
        "",
    ),
    entry("getMonth", "editor-doc-get-month", "interaction.at.getMonth('Europe/Paris') == 11", ""),
    entry("getDayOfYear", "editor-doc-get-day-of-year", "interaction.at.getDayOfYear() < 31", ""),
    entry("getDayOfMonth", "editor-doc-get-day-of-month", "interaction.at.getDayOfMonth() == 0", ""),
    entry("getDate", "editor-doc-get-date", "interaction.at.getDate() == 1", ""),
    entry(
        "getDayOfWeek",
        "editor-doc-get-day-of-week",
        "interaction.at.getDayOfWeek('Europe/Paris') in [0, 6]",
        "",
    ),
    entry("getHours", "editor-doc-get-hours", "interaction.at.getHours('Europe/Paris') >= 18", ""),
    entry("getMinutes", "editor-doc-get-minutes", "interaction.at.getMinutes() < 30", ""),
    entry(
        "getSeconds",
        "editor-doc-get-seconds",
        "(interaction.at - profile.last_visit).getSeconds() < 90",
        "",
    ),
    entry("getMilliseconds", "editor-doc-get-milliseconds", "interaction.at.getMilliseconds() == 0", ""),
    entry("charAt", "editor-doc-char-at", "profile.email.charAt(0) == 'a'", ""),
    entry("indexOf", "editor-doc-index-of", "profile.email.indexOf('@') > 0", ""),
    entry("lastIndexOf", "editor-doc-last-index-of", "profile.email.lastIndexOf('.') > 3", ""),
    entry("lowerAscii", "editor-doc-lower-ascii", "profile.email.lowerAscii() == 'a@b.example'", ""),
    entry("upperAscii", "editor-doc-upper-ascii", "profile.country.upperAscii() == 'FR'", ""),
    entry("trim", "editor-doc-trim", "profile.email.trim() != ''", ""),
    entry("reverse", "editor-doc-reverse", "'abc'.reverse() == 'cba'", ""),
    entry("replace", "editor-doc-replace", "profile.email.replace('.', '') == 'ab'", ""),
    entry("split", "editor-doc-split", "'fr' in call.language.split('-')", ""),
    entry("split", "editor-doc-split-contacts", "split('spring_test') < 50.0", "split(name): double"),
    entry("substring", "editor-doc-substring", "call.language.substring(0, 2) == 'fr'", ""),
    entry("format", "editor-doc-format", "'%s-%d'.format(['a', 1]) == 'a-1'", ""),
    entry("join", "editor-doc-join", "profile.interests.join(', ') == 'golf, sport'", ""),
    entry("slice", "editor-doc-slice", "[1, 2, 3].slice(0, 2) == [1, 2]", ""),
    entry("flatten", "editor-doc-flatten", "[[1], [2]].flatten() == [1, 2]", ""),
    entry("distinct", "editor-doc-distinct", "size(profile.interests.distinct()) > 2", ""),
    entry("sort", "editor-doc-sort", "profile.interests.sort()[0] == 'art'", ""),
    entry("lists.range", "editor-doc-lists-range", "lists.range(3) == [0, 1, 2]", ""),
    entry("strings.quote", "editor-doc-strings-quote", "strings.quote('a') == '\"a\"'", ""),
    entry(
        "math.greatest",
        "editor-doc-math-greatest",
        "math.greatest(profile.balance, 0.0)",
        "math.greatest(number, …): number",
    ),
    entry(
        "math.least",
        "editor-doc-math-least",
        "math.least(profile.age, 65)",
        "math.least(number, …): number",
    ),
    entry("math.abs", "editor-doc-math-abs", "math.abs(profile.balance) > 10.0", ""),
    entry("math.sign", "editor-doc-math-sign", "math.sign(profile.balance) < 0.0", ""),
    entry("math.ceil", "editor-doc-math-ceil", "math.ceil(1.2) == 2.0", ""),
    entry("math.floor", "editor-doc-math-floor", "math.floor(1.8) == 1.0", ""),
    entry("math.round", "editor-doc-math-round", "math.round(1.5) == 2.0", ""),
    entry("math.trunc", "editor-doc-math-trunc", "math.trunc(-1.8) == -1.0", ""),
    entry("math.isNaN", "editor-doc-math-is-na-n", "math.isNaN(0.0 / 0.0)", ""),
    entry("math.isInf", "editor-doc-math-is-inf", "math.isInf(1.0 / 0.0)", ""),
    entry("math.isFinite", "editor-doc-math-is-finite", "math.isFinite(profile.balance)", ""),
    entry("math.sqrt", "editor-doc-math-sqrt", "math.sqrt(profile.balance) > 10.0", ""),
    entry("math.bitAnd", "editor-doc-math-bit-and", "math.bitAnd(5, 4) == 4", ""),
    entry("math.bitOr", "editor-doc-math-bit-or", "math.bitOr(1, 4) == 5", ""),
    entry("math.bitXor", "editor-doc-math-bit-xor", "math.bitXor(5, 1) == 4", ""),
    entry("math.bitNot", "editor-doc-math-bit-not", "math.bitNot(0) == -1", ""),
    entry("math.bitShiftLeft", "editor-doc-math-bit-shift-left", "math.bitShiftLeft(1, 3) == 8", ""),
    entry("math.bitShiftRight", "editor-doc-math-bit-shift-right", "math.bitShiftRight(8, 3) == 1", ""),
    entry("optional.of", "editor-doc-optional-of", "optional.of(1).orValue(0) == 1", ""),
    entry(
        "optional.ofNonZeroValue",
        "editor-doc-optional-of-non-zero-value",
        "optional.ofNonZeroValue('').orValue('x') == 'x'",
        "",
    ),
    entry("optional.none", "editor-doc-optional-none", "optional.none().orValue(3) == 3", ""),
    entry("hasValue", "editor-doc-has-value", "optional.of(1).hasValue()", ""),
    entry("value", "editor-doc-value", "optional.of(1).value() == 1", ""),
    entry("orValue", "editor-doc-or-value", "profile.?age.orValue(18) >= 18", ""),
    entry("or", "editor-doc-or", "optional.none().or(optional.of(2)).value() == 2", ""),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::parse;
    use std::collections::BTreeSet;

    /// What the parser expands, and what the checker knows beside its table.
    const OTHERS: &[&str] =
        &["has", "all", "exists", "exists_one", "filter", "map", "math.greatest", "math.least"];

    #[test]
    fn every_function_is_documented_and_nothing_else() {
        let known: BTreeSet<&str> =
            FUNCTIONS.iter().map(|function| function.name).chain(OTHERS.iter().copied()).collect();
        let documented: BTreeSet<&str> = REFERENCES.iter().map(|one| one.name).collect();
        assert_eq!(documented, known);
        // A text is split by a method, contacts by a function.
        assert_eq!(documented.len() + 1, REFERENCES.len(), "each once");
    }

    #[test]
    fn every_example_is_cel_and_uses_its_function() {
        for one in REFERENCES {
            assert!(parse(one.example).is_ok(), "{}", one.example);
            assert!(one.example.contains(&format!("{}(", one.name)), "{}", one.example);
            assert!(!one.forms().is_empty(), "{}", one.name);
            assert!(one.is_method() || one.is_global(), "{}", one.name);
        }
        let forms = |name, on_value| reference(name, on_value).map(Reference::forms).unwrap_or_default();
        assert_eq!(forms("contains", true), ["string.contains(string): bool"]);
        assert_eq!(forms("lists.range", false), ["lists.range(int): list"]);
        assert_eq!(forms("split", false), ["split(name): double"]);
        assert_eq!(forms("split", true)[0], "string.split(string): list");
    }
}
