//! Renaming what a template names: `{{ profile.age }}`, and content fields by their bare names.
//!
//! Owns how names are found between the marks of a template. What is changed is read again and has to name what
//! it named before, but for the new name: where that is not so, the template is left as it is.

use super::schema::Root;
use super::template::{Kind, Template};
use std::collections::BTreeSet;

/// The template in which a field of `root` has another name, and the variable of that name too where `bare`.
/// `None` where it does not name it, or is no template.
pub fn rename_in_template(source: &str, root: Root, bare: bool, from: &str, to: &str) -> Option<String> {
    let before = Template::compile(source, Kind::Text).ok()?.names();
    let dotted = |field: &str| format!("{}.{field}", root.name());
    let (old, new) = (dotted(from), dotted(to));
    let is_named = |name: &String| *name == old || (bare && name == from);
    // A name that is there already would mean two things afterwards.
    let clash = |name: &String| bare && name == to && before.contains(from);
    if !before.iter().any(is_named) || before.iter().any(clash) {
        return None;
    }
    let changed = renamed(source, root, bare && before.contains(from), from, to);
    let expected: BTreeSet<String> = before
        .iter()
        .map(|name| match name {
            name if *name == old => new.clone(),
            name if bare && name == from => to.to_owned(),
            name => name.clone(),
        })
        .collect();
    let after = Template::compile(&changed, Kind::Text).ok()?.names();
    (after == expected).then_some(changed)
}

fn renamed(source: &str, root: Root, bare: bool, from: &str, to: &str) -> String {
    let (mut changed, mut rest) = (String::with_capacity(source.len()), source);
    while let Some((start, end)) = next_mark(rest) {
        let inside = &rest[start..];
        let length = if end == "#}" { inside.find(end) } else { end_of(inside, end) };
        let length = length.unwrap_or(inside.len());
        changed.push_str(&rest[..start]);
        if end == "#}" {
            changed.push_str(&inside[..length]);
        } else {
            changed.push_str(&in_marks(&inside[..length], root, bare, from, to));
        }
        rest = &inside[length..];
    }
    changed + rest
}

/// Where the text between marks begins, and the mark that ends it.
fn next_mark(source: &str) -> Option<(usize, &'static str)> {
    let at = |mark: &str, end: &'static str| source.find(mark).map(|at| (at + mark.len(), end));
    [at("{{", "}}"), at("{%", "%}"), at("{#", "#}")].into_iter().flatten().min_by_key(|(at, _)| *at)
}

/// Where a mark stands outside of quotes.
fn end_of(inside: &str, end: &str) -> Option<usize> {
    let mut quote = None;
    let mut escaped = false;
    for (at, char) in inside.char_indices() {
        match quote {
            Some(_) if escaped => escaped = false,
            Some(_) if char == '\\' => escaped = true,
            Some(open) if char == open => quote = None,
            None if matches!(char, '"' | '\'') => quote = Some(char),
            None if inside[at..].starts_with(end) => return Some(at),
            _ => {}
        }
    }
    None
}

/// Renames between two marks, outside of quotes.
fn in_marks(inside: &str, root: Root, bare: bool, from: &str, to: &str) -> String {
    let mut changed = String::with_capacity(inside.len());
    // The name before, and what stands since then.
    let (mut before, mut between) = (String::new(), String::new());
    let mut rest = inside;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' | '\'' => end_of(&rest[1..], &first.to_string()).map_or(rest.len(), |_| quoted(rest, first)),
            first if is_of_name(first) => rest.find(|char| !is_of_name(char)).unwrap_or(rest.len()),
            first => first.len_utf8(),
        };
        let (part, after) = rest.split_at(length);
        rest = after;
        if !is_of_name(first) {
            between.push_str(part);
            changed.push_str(part);
            continue;
        }
        let behind = between.trim();
        let is_field = behind == "." && before == root.name();
        let is_bare = bare && !matches!(behind.chars().next_back(), Some('.' | '|'));
        let replaced = part == from && (is_field || is_bare);
        changed.push_str(if replaced { to } else { part });
        // A name behind a dot is no variable: `other.profile.age` is no field of the profile.
        before = if behind.ends_with('.') { String::new() } else { part.to_owned() };
        between.clear();
    }
    changed
}

/// The length of a text in quotes.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, char) in rest.char_indices().skip(1) {
        match char {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            char if char == quote => return at + char.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

fn is_of_name(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_and_bare_names_follow_between_the_marks_only() {
        let rename =
            |source: &str, root: Root, bare: bool| rename_in_template(source, root, bare, "price", "cost");
        let html =
            "<b>price</b> {{ price }} {{ offer.price|upper }} {{ profile.price }} {{ 'price' }}{# price #}";
        assert_eq!(
            rename(html, Root::Offer, true).as_deref(),
            Some(
                "<b>price</b> {{ cost }} {{ offer.cost|upper }} {{ profile.price }} {{ 'price' }}{# price #}"
            )
        );
        let html = "{% if profile . price > 2 %}{{ title }}{% endif %}";
        assert_eq!(
            rename(html, Root::Profile, false).as_deref(),
            Some("{% if profile . cost > 2 %}{{ title }}{% endif %}")
        );
        for left in ["no marks: price", "{{ price }}", "{{ prices }}", "{{ broken", "{{ call.price }}"] {
            assert_eq!(rename(left, Root::Profile, false), None, "{left}");
        }
        assert_eq!(rename("{{ price }} {{ cost }}", Root::Offer, true), None, "it would mean two things");
    }

    #[test]
    fn a_template_that_binds_the_name_itself_is_left_alone_or_keeps_its_meaning() {
        let source = "{% for price in offer.prices %}{{ price }}{% endfor %}";
        assert_eq!(rename_in_template(source, Root::Offer, true, "price", "cost"), None);
    }
}
