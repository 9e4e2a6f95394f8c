//! Renaming what a template names: `{{ profile.age }}`, and content fields by their bare names.
//!
//! Owns which words of a template are such names. What is changed is read again and has to name what
//! it named before, but for the new name: where that is not so, the template is left as it is.

use super::super::root::Root;
use super::words::{Tag, WordKind, tags, words};
use super::{Template, TemplateKind};
use std::collections::BTreeSet;
use std::ops::Range;

/// The template in which a field of `root` has another name, and the variable of that name too where `bare`.
/// `None` where it does not name it, or is no template.
pub fn rename_in_template(source: &str, root: Root, bare: bool, from: &str, to: &str) -> Option<String> {
    let before = Template::compile(source, TemplateKind::Text).ok()?.names();
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
    let after = Template::compile(&changed, TemplateKind::Text).ok()?.names();
    (after == expected).then_some(changed)
}

fn renamed(source: &str, root: Root, bare: bool, from: &str, to: &str) -> String {
    let (mut changed, mut at) = (String::with_capacity(source.len()), 0);
    for tag in tags(source) {
        let parts = parts_of(source, &tag);
        for (index, part) in parts.iter().enumerate() {
            let behind = |steps: usize| index.checked_sub(steps).map_or("", |it| &source[parts[it].clone()]);
            // A name behind a dot is no variable: `other.profile.age` is no field of the profile.
            let is_field = behind(1) == "." && behind(2) == root.name() && behind(3) != ".";
            let is_bare = bare && !matches!(behind(1), "." | "|");
            let name = subscript(source, part).filter(|_| {
                let behind_it = parts.get(index + 1).map_or("", |it| &source[it.clone()]);
                behind(1) == "[" && behind(2) == root.name() && behind(3) != "." && behind_it == "]"
            });
            let is_subscript = name.is_some();
            let name = name.unwrap_or_else(|| part.clone());
            if source[name.clone()] == *from && (is_subscript || is_field || is_bare) {
                changed.push_str(&source[at..name.start]);
                changed.push_str(to);
                at = name.end;
            }
        }
    }
    changed + &source[at..]
}

/// What stands in the quotes of a text, as in `profile['age']`.
fn subscript(source: &str, part: &Range<usize>) -> Option<Range<usize>> {
    let text = &source[part.clone()];
    let inside = ['\'', '"'].iter().find_map(|quote| text.strip_prefix(*quote)?.strip_suffix(*quote))?;
    Some(part.start + 1..part.start + 1 + inside.len())
}

/// The words of a tag, where a name with fields is its names and the dots between them.
fn parts_of(source: &str, tag: &Tag) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    for word in words(source, tag) {
        if word.kind != WordKind::Name {
            parts.push(word.span);
            continue;
        }
        let mut start = word.span.start;
        for (at, dot) in source[word.span.clone()].match_indices('.') {
            let at = word.span.start + at;
            parts.extend([start..at, at..at + dot.len()]);
            start = at + dot.len();
        }
        parts.push(start..word.span.end);
    }
    parts.retain(|part| !part.is_empty());
    parts
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
        let html = "{{- list[0].price + profile.\nprice }}{% raw %}{{ profile.price }}{% endraw %}";
        assert_eq!(
            rename(html, Root::Profile, false).as_deref(),
            Some("{{- list[0].price + profile.\ncost }}{% raw %}{{ profile.price }}{% endraw %}")
        );
        let html = "{{ profile['price'] }}{{ profile[ \"price\" ] + x.profile['price'] }}{{ call['price'] }}{{ ['price'] }}";
        assert_eq!(
            rename(html, Root::Profile, false).as_deref(),
            Some(
                "{{ profile['cost'] }}{{ profile[ \"cost\" ] + x.profile['price'] }}{{ call['price'] }}{{ ['price'] }}"
            )
        );
        let html = "{{ price }}{% if offer['price'] == 'price' %}{{ x['price'] }}{% endif %}";
        assert_eq!(
            rename(html, Root::Offer, true).as_deref(),
            Some("{{ cost }}{% if offer['cost'] == 'price' %}{{ x['price'] }}{% endif %}")
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
