//! Rules and what they are in words, in both languages; and that every rule has words.

use super::*;
use crate::rule::parse;
use crate::text::Language;

struct Fixture;
impl Labels for Fixture {
    fn field(&self, root: Root, name: &str) -> Option<(String, FieldType)> {
        let (label, field_type) = match (root, name) {
            (Root::Profile, "age") => ("Age", FieldType::Integer),
            (Root::Profile, "balance") => ("Balance", FieldType::Decimal),
            (Root::Profile, "premium") => ("Premium", FieldType::Boolean),
            (Root::Profile, "email") => ("Email", FieldType::Text),
            (Root::Profile, "VIP_level") => ("VIP level", FieldType::Integer),
            (Root::Profile, "customer_since") => ("Customer since", FieldType::Date),
            (Root::Profile, "last_visit") => ("Last visit", FieldType::DateTime),
            (Root::Profile, "interests") => ("Interests", FieldType::List),
            (Root::Profile, "segment") => {
                ("Segment", FieldType::Choice(["mass", "affluent", "student"].map(str::to_owned).to_vec()))
            }
            (Root::Call, "language") => ("Navigation language", FieldType::Text),
            (Root::Offer, "price") => ("Price", FieldType::Decimal),
            _ => return None,
        };
        Some((label.to_owned(), field_type))
    }

    fn filter(&self, name: &str) -> Option<String> {
        (name == "curious").then(|| "Curious visitors".to_owned())
    }

    fn parameter(&self, name: &str) -> Option<FieldType> {
        (name == "min_pages").then_some(FieldType::Integer)
    }

    fn value(&self, root: Root, field: &str, text: &str) -> Option<Arg> {
        ((root, field, text) == (Root::Offer, "category", "insurance")).then(|| "Insurance".into())
    }

    fn zone(&self) -> TimeZone {
        TimeZone::get("Europe/Paris").expect("bundled")
    }
}
/// A rule, and its sentence in English and in French.
const CASES: &[(&str, &str, &str)] = &[
    (
        "profile.age >= 18 && profile.segment in ['affluent', 'student']",
        "age is at least 18, and segment is one of affluent, student",
        "age vaut au moins 18, et segment est l’une des valeurs affluent, student",
    ),
    ("profile.age > 18", "age is more than 18", "age vaut plus de 18"),
    (
        "split('spring_test') >= 10.0 && split('spring_test') < 50.5",
        "the contact is in the part 10 to 50.5\u{a0}% of the split “spring_test”",
        "le contact est dans la part de 10 à 50,5 % de la répartition « spring_test »",
    ),
    (
        "split('s') < 30 && profile.age > 18",
        "the contact is in the part 0 to 30\u{a0}% of the split “s”, and age is more than 18",
        "le contact est dans la part de 0 à 30 % de la répartition « s », et age vaut plus de 18",
    ),
    (
        "!(split('s') < 30.0)",
        "the contact is in the part 30 to 100\u{a0}% of the split “s”",
        "le contact est dans la part de 30 à 100 % de la répartition « s »",
    ),
    (
        "split('s') > 30.0 || split('s') >= profile.balance",
        "the split “s” is more than 30, or the split “s” is at least balance",
        "la répartition « s » vaut plus de 30, ou la répartition « s » vaut au moins balance",
    ),
    ("profile.age < 18", "age is less than 18", "age vaut moins de 18"),
    ("profile.age <= 18", "age is at most 18", "age vaut au plus 18"),
    ("profile.age == 18", "age is 18", "age vaut 18"),
    ("profile.age != 18", "age is not 18", "age ne vaut pas 18"),
    ("18 <= profile.age", "age is at least 18", "age vaut au moins 18"),
    ("!(profile.age >= 18)", "age is less than 18", "age vaut moins de 18"),
    ("!(profile.age == 18)", "age is not 18", "age ne vaut pas 18"),
    ("profile.age >= 18 && profile.age <= 30", "age is between 18 and 30", "age est entre 18 et 30"),
    (
        "profile.age >= 18 && profile.age < 30",
        "age is at least 18 and less than 30",
        "age vaut au moins 18 et moins de 30",
    ),
    (
        "!(profile.age >= 18 && profile.age <= 30)",
        "it is not true that age is between 18 and 30",
        "il n’est pas vrai que age est entre 18 et 30",
    ),
    ("profile.balance > 1250.5", "balance is more than 1250.5", "balance vaut plus de 1250,5"),
    ("profile.balance >= -10", "balance is at least -10", "balance vaut au moins -10"),
    ("profile.premium", "premium is yes", "premium vaut oui"),
    ("!profile.premium", "premium is no", "premium vaut non"),
    ("profile.premium == true", "premium is yes", "premium vaut oui"),
    ("profile.premium != true", "premium is no", "premium vaut non"),
    ("profile.segment == 'student'", "segment is student", "segment est student"),
    ("profile.segment != 'student'", "segment is not student", "segment n’est pas student"),
    ("profile.segment in ['student']", "segment is student", "segment est student"),
    (
        "!(profile.segment in ['mass', 'student'])",
        "segment is none of mass, student",
        "segment n’est aucune des valeurs mass, student",
    ),
    ("profile.email == 'a@b.example'", "email is “a@b.example”", "email est « a@b.example »"),
    ("profile.email == ''", "email is an empty text", "email est un texte vide"),
    ("profile.email.contains('@')", "email contains “@”", "email contient « @ »"),
    ("!profile.email.contains('@')", "email does not contain “@”", "email ne contient pas « @ »"),
    (
        "profile.email.startsWith('a') || profile.email.endsWith('.fr')",
        "email starts with “a”, or email ends with “.fr”",
        "email commence par « a », ou email finit par « .fr »",
    ),
    ("profile.email.lowerAscii() == 'a'", "email in lower case is “a”", "email en minuscules est « a »"),
    (
        "profile.email.matches('^a+$')",
        "email matches the pattern “^a+$”",
        "email correspond au motif « ^a+$ »",
    ),
    ("has(profile.email)", "email has a value", "email a une valeur"),
    ("!has(profile.email)", "email has no value", "email n’a pas de valeur"),
    ("!has(profile.email) || profile.email == ''", "email is empty", "email est vide"),
    ("has(profile.email) && profile.email != ''", "email is not empty", "email n’est pas vide"),
    ("!has(profile.interests) || size(profile.interests) == 0", "interests is empty", "interests est vide"),
    (
        "has(profile.interests) && size(profile.interests) > 0",
        "interests is not empty",
        "interests n’est pas vide",
    ),
    ("'sport' in profile.interests", "“sport” is among interests", "« sport » figure parmi interests"),
    (
        "!('sport' in profile.interests)",
        "“sport” is not among interests",
        "« sport » ne figure pas parmi interests",
    ),
    (
        "'sport' in profile.interests || 'music' in profile.interests",
        "at least one of “sport”, “music” is among interests",
        "au moins une des valeurs « sport », « music » figure parmi interests",
    ),
    (
        "'sport' in profile.interests && 'music' in profile.interests",
        "each of “sport”, “music” is among interests",
        "chacune des valeurs « sport », « music » figure parmi interests",
    ),
    (
        "!('sport' in profile.interests || 'music' in profile.interests)",
        "none of “sport”, “music” is among interests",
        "aucune des valeurs « sport », « music » ne figure parmi interests",
    ),
    (
        "'sport' in profile.interests || 'music' in profile.interests || profile.premium",
        "at least one of “sport”, “music” is among interests, or premium is yes",
        "au moins une des valeurs « sport », « music » figure parmi interests, ou premium vaut oui",
    ),
    (
        "size(profile.interests) >= 2",
        "the number of interests is at least 2",
        "interests (nombre) vaut au moins 2",
    ),
    ("size(profile.email) < 5", "the length of email is less than 5", "email (longueur) vaut moins de 5"),
    (
        "profile.customer_since < timestamp('2026-07-01T00:00:00+02:00')",
        "customer since is before 1 July 2026",
        "customer since est avant le 1er juillet 2026",
    ),
    (
        "profile.customer_since < timestamp('9999-12-31T00:00:00+01:00')",
        "customer since is before 31 December 9999",
        "customer since est avant le 31 décembre 9999",
    ),
    (
        "profile.customer_since == timestamp('2026-02-03T00:00:00+01:00')",
        "customer since is on 3 February 2026",
        "customer since est le 3 février 2026",
    ),
    (
        "profile.customer_since >= timestamp('2026-01-01T00:00:00+01:00') && profile.customer_since <= timestamp('2026-12-31T00:00:00+01:00')",
        "customer since is between 1 January 2026 and 31 December 2026",
        "customer since est entre le 1er janvier 2026 et le 31 décembre 2026",
    ),
    (
        "profile.last_visit >= timestamp('2026-01-01T07:30:00Z')",
        "last visit is on or after 1 January 2026 at 08:30",
        "last visit est au plus tôt le 1er janvier 2026 à 08:30",
    ),
    (
        "profile.last_visit >= timestamp('2026-03-28T00:00:00+01:00') && profile.last_visit < timestamp('2026-03-29T00:00:00+01:00')",
        "last visit is on 28 March 2026",
        "last visit est le 28 mars 2026",
    ),
    (
        "profile.last_visit >= timestamp('2026-03-01T00:00:00+01:00') && profile.last_visit < timestamp('2026-03-29T00:00:00+01:00')",
        "last visit is on or after 1 March 2026 and before 29 March 2026",
        "last visit est entre le 1er mars 2026 et le 29 mars 2026 exclu",
    ),
    (
        "profile.last_visit <= interaction.at && interaction.at - profile.last_visit <= duration('720h')",
        "last visit is in the last 30 days",
        "last visit date d’il y a au plus 30 jours",
    ),
    (
        "profile.last_visit >= interaction.at && profile.last_visit - interaction.at <= duration('24h')",
        "last visit is in the next 1 day",
        "last visit vient dans au plus 1 jour",
    ),
    (
        "interaction.at - profile.last_visit > duration('720h')",
        "last visit is more than 30 days before the call",
        "last visit précède l’appel de plus de 30 jours",
    ),
    (
        "profile.last_visit >= interaction.at - duration('26h30m')",
        "last visit is no earlier than 1 day 2 hours 30 minutes before the call",
        "last visit est au plus tôt 1 jour 2 heures 30 minutes avant l’appel",
    ),
    (
        "profile.customer_since.getFullYear() == 2020",
        "the year of customer since is 2020",
        "customer since (année) vaut 2020",
    ),
    (
        "interaction.at.getHours('Europe/Paris') < 12",
        "“interaction.at.getHours('Europe/Paris')” is less than 12",
        "« interaction.at.getHours('Europe/Paris') » vaut moins de 12",
    ),
    (
        "interaction.at.getMonth() in [5, 6, 7]",
        "the month of the time of the call (0 is January) is one of 5, 6, 7",
        "la date de l’appel (mois, 0 pour janvier) est l’une des valeurs 5, 6, 7",
    ),
    (
        "interaction.channel == 'inbound_web' && interaction.identification != 'anonymous'",
        "the channel is Inbound web, and the identification is not anonymous",
        "le canal est Web entrant, et l’identification n’est pas anonyme",
    ),
    (
        "offer.category == 'insurance'",
        "the offer’s category is Insurance",
        "la catégorie de l’offre est Insurance",
    ),
    (
        "'financing' in offer.themes",
        "“financing” is among the offer’s themes",
        "« financing » figure parmi les thèmes de l’offre",
    ),
    (
        "offer.price * 1.2 < profile.balance - 10",
        "price × 1.2 is less than balance - 10",
        "price × 1,2 vaut moins de balance - 10",
    ),
    (
        "proposition.status == 'rejected'",
        "the status of the proposition is rejected",
        "le statut de la proposition est refusé",
    ),
    (
        "filters.curious()",
        "the filter “Curious visitors” matches",
        "le filtre « Curious visitors » est satisfait",
    ),
    (
        "!filters.curious(3, 'x')",
        "the filter “Curious visitors” does not match with 3, “x”",
        "le filtre « Curious visitors » n’est pas satisfait avec 3, « x »",
    ),
    ("profile.age > min_pages", "age is more than min_pages", "age vaut plus de min_pages"),
    (
        "profile.premium ? profile.age >= 18 : true",
        "if premium is yes, then age is at least 18",
        "si premium vaut oui, alors age vaut au moins 18",
    ),
    (
        "profile.premium && (has(call.language) ? call.language == 'fr' : true)",
        "premium is yes, and (if navigation language has a value, then navigation language is “fr”)",
        "premium vaut oui, et (si navigation language a une valeur, alors navigation language est « fr »)",
    ),
    (
        "profile.premium ? profile.age > 18 : profile.age > 30",
        "if premium is yes, then age is more than 18, otherwise age is more than 30",
        "si premium vaut oui, alors age vaut plus de 18, sinon age vaut plus de 30",
    ),
    (
        "!(profile.premium ? profile.age > 18 : true)",
        "it is not true that (if premium is yes, then age is more than 18)",
        "il n’est pas vrai que (si premium vaut oui, alors age vaut plus de 18)",
    ),
    (
        "profile.premium || profile.age > 3 && profile.age < 9",
        "premium is yes, or (age is more than 3, and age is less than 9)",
        "premium vaut oui, ou (age vaut plus de 3, et age vaut moins de 9)",
    ),
    (
        "!(profile.premium || profile.age < 3)",
        "none of these is true: premium is yes; age is less than 3",
        "aucune de ces conditions n’est remplie : premium vaut oui ; age vaut moins de 3",
    ),
    (
        "!(profile.premium && profile.age < 3)",
        "not all of these are true: premium is yes; age is less than 3",
        "ces conditions ne sont pas toutes remplies : premium vaut oui ; age vaut moins de 3",
    ),
    ("!!profile.premium", "premium is yes", "premium vaut oui"),
    (
        "profile.interests.exists(i, i.startsWith('s'))",
        "for at least one item of interests: it starts with “s”",
        "pour au moins un élément parmi interests : celui-ci commence par « s »",
    ),
    (
        "!profile.interests.all(i, i == 'a' || i == 'b')",
        "not for every item of interests: (it is “a”, or it is “b”)",
        "pas pour chaque élément parmi interests : (celui-ci est « a », ou celui-ci est « b »)",
    ),
    (
        "profile.interests.exists_one(i, i == 'sport')",
        "for exactly one item of interests: it is “sport”",
        "pour exactement un élément parmi interests : celui-ci est « sport »",
    ),
    ("profile.age % 2 == 1", "age % 2 is 1", "age % 2 vaut 1"),
    ("[1, 2][0] == profile.age", "“[1, 2][0]” is age", "« [1, 2][0] » vaut age"),
    ("profile.nickname == null", "nickname is “null”", "nickname est « null »"),
    ("true", "always", "toujours"),
    ("false", "never", "jamais"),
    ("10.0 + double(profile.age) * 0.1", "10 + age × 0.1", "10 + age × 0,1"),
    ("-profile.balance", "-balance", "-balance"),
    (
        "profile.premium ? 10.0 : 5.0",
        "if premium is yes, then 10, otherwise 5",
        "si premium vaut oui, alors 10, sinon 5",
    ),
    (
        "profile.segment in ['a','b','c','d','e','f','g','h','i','j','k','l','m','n']",
        "segment is one of “a”, “b”, “c”, “d”, “e”, “f”, “g”, “h”, “i”, “j”, “k”, “l” and 2 others",
        "segment est l’une des valeurs « a », « b », « c », « d », « e », « f », « g », « h », « i », « j », « k », « l » et 2 autres",
    ),
    ("profile.age >= 18.0", "age is at least 18", "age vaut au moins 18"),
    (
        "(profile.age > 3) == profile.premium",
        "“profile.age > 3 == profile.premium” is true",
        "« profile.age > 3 == profile.premium » est vrai",
    ),
    ("duration('0s') == duration('1h1s')", "0 seconds is 1 hour 1 second", "0 seconde est 1 heure 1 seconde"),
    ("profile.VIP_level > 2", "VIP level is more than 2", "VIP level vaut plus de 2"),
];

#[test]
fn rules_are_put_into_words() {
    for (rule, english, french) in CASES {
        let message = sentence(&parse(rule).expect(rule), &Fixture);
        assert_eq!(Language::En.say(&message), *english, "{rule}");
        // Spaces that do not break are hard to tell from others here.
        assert_eq!(Language::Fr.say(&message).replace('\u{a0}', " "), *french, "{rule}");
    }
}

#[test]
fn a_long_rule_is_not_nested_deep() {
    let rule = vec!["profile.premium"; 1_000].join(" && ");
    let words = Language::En.say(&sentence(&parse(&rule).expect("a rule"), &NoLabels));
    assert_eq!(words.matches("premium is yes").count(), 1_000);
}
