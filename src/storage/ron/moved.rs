//! Offers that stand in another category than before. In the tree that comments are taken from they are put where they stand
//! now, so that what was said of them comes along. How a category is found again is [`super::comments`]'s.

use super::locate::name_of;
use super::syntax::{Group, Item, Label, Name, Node, NodeKind, Shape, Span};
use std::collections::{HashMap, HashSet};

/// By offer, a category of its environment.
type Places<'n> = HashMap<&'n str, &'n str>;

/// Two trees of one catalog with the offers in the categories in which `new` has them, where they have those categories;
/// `None` where all stand as they stood.
pub(super) fn followed(old: &Node, canonical: &Node, new: &Node) -> Option<[Node; 2]> {
    let moves = moves(old, new);
    (!moves.is_empty()).then(|| [old, canonical].map(|root| with(root.clone(), &moves)))
}

/// By environment, the offers that stand in another category now, which was there before.
fn moves<'n>(old: &'n Node, new: &'n Node) -> HashMap<&'n str, Places<'n>> {
    let before: HashMap<&str, &Node> =
        items(old, "environments").filter_map(|it| Some((name_of(it)?, it))).collect();
    if before.len() < items(old, "environments").count() {
        // Of two environments of one name nobody knows which one an offer is of.
        return HashMap::new();
    }
    let of = |environment: &'n Node| {
        let name = name_of(environment)?;
        let ((was, categories), (mut is, _)) = (places(before.get(name)?), places(environment));
        is.retain(|offer, now| {
            was.get(offer).is_some_and(|before| before != now) && categories.contains(now)
        });
        (!is.is_empty()).then_some((name, is))
    };
    items(new, "environments").filter_map(of).collect()
}

/// The offers of an environment, but for those whose name stands twice, and its categories.
fn places(environment: &Node) -> (Places<'_>, HashSet<&str>) {
    let (mut offers, mut twice, mut categories) = (Places::new(), HashSet::new(), HashSet::new());
    each_category(environment, &mut |category| {
        let name = name_of(category).unwrap_or_default();
        categories.insert(name);
        for offer in items(category, "offers").filter_map(name_of) {
            if offers.insert(offer, name).is_some() {
                twice.insert(offer);
            }
        }
    });
    offers.retain(|offer, _| !twice.contains(offer));
    (offers, categories)
}

fn items<'n>(holder: &'n Node, list: &str) -> impl Iterator<Item = &'n Node> {
    let group = holder.get(list).and_then(Node::group);
    group.map_or(&[][..], |group| &group.items).iter().map(|item| &item.value)
}

fn each_category<'n>(holder: &'n Node, seen: &mut dyn FnMut(&'n Node)) {
    for category in items(holder, "categories") {
        seen(category);
        each_category(category, seen);
    }
}

/// A tree in which offers are moved.
fn with(mut root: Node, moves: &HashMap<&str, Places<'_>>) -> Node {
    for environment in list_mut(&mut root, "environments").into_iter().flatten() {
        if let Some(moves) = name_of(&environment.value).and_then(|name| moves.get(name)) {
            let mut taken = HashMap::new();
            take(&mut environment.value, moves, &mut taken);
            put(&mut environment.value, &mut taken);
        }
    }
    root
}

fn list_mut<'n>(holder: &'n mut Node, list: &str) -> Option<&'n mut Vec<Item>> {
    let NodeKind::Group(group) = &mut holder.kind else { return None };
    let item = group.items.iter_mut().find(|item| item.label.text() == Some(list))?;
    match &mut item.value.kind {
        NodeKind::Group(list) => Some(&mut list.items),
        _ => None,
    }
}

/// Takes the offers out that are moved, by the category that they go to.
fn take<'n>(holder: &mut Node, moves: &Places<'n>, taken: &mut HashMap<&'n str, Vec<Item>>) {
    for category in list_mut(holder, "categories").into_iter().flatten() {
        if let Some(offers) = list_mut(&mut category.value, "offers") {
            for offer in std::mem::take(offers) {
                match name_of(&offer.value).and_then(|name| moves.get(name)) {
                    Some(to) => taken.entry(to).or_default().push(offer),
                    None => offers.push(offer),
                }
            }
        }
        take(&mut category.value, moves, taken);
    }
}

/// Puts them there.
fn put(holder: &mut Node, taken: &mut HashMap<&str, Vec<Item>>) {
    for category in list_mut(holder, "categories").into_iter().flatten() {
        if let Some(more) = taken.remove(name_of(&category.value).unwrap_or_default()) {
            if list_mut(&mut category.value, "offers").is_none()
                && let NodeKind::Group(fields) = &mut category.value.kind
            {
                let name = Name { text: "offers".into(), span: Span::default() };
                let list = NodeKind::Group(Box::new(Group::new(None, Shape::List)));
                fields.items.push(Item::new(Label::Name(name), Node::new(list)));
            }
            if let Some(offers) = list_mut(&mut category.value, "offers") {
                offers.extend(more);
            }
        }
        put(&mut category.value, taken);
    }
}

#[cfg(test)]
mod tests {
    use super::super::comments::{comments_of, graft};
    use super::super::{parse, print};

    /// The line that stands below a comment.
    fn below(text: &str, comment: &str) -> String {
        let mut lines = text.lines().map(str::trim).skip_while(|line| *line != comment);
        lines.nth(1).unwrap_or_default().to_owned()
    }

    #[test]
    fn comments_of_an_offer_go_with_it_into_a_category_that_was_there() {
        let with = |a: &str, b: &str, more: &str| {
            format!(
                "(environments: [E(name: \"e\", categories: [C(name: \"a\"{a}, categories: [C(name: \"b\"{b})]){more}]), \
                 E(name: \"f\", categories: [C(name: \"a\", offers: [O(name: \"o\")])])])"
            )
        };
        let said = ", offers: [\n/*x*/\nX(name: \"x\"),\n/*o*/\nO(name: \"o\", v: [\n/*in*/\n1])]";
        let old = parse(&with(said, "", "")).expect("RON");
        let moved = ", offers: [O(name: \"o\", v: [1])]";
        for (a, b, more, comes_along) in [
            (", offers: [X(name: \"x\")]", moved, "", true),
            ("", ", offers: [O(name: \"o\", v: [1]), X(name: \"x\")]", "", true),
            // A category that is new had no place for them.
            (", offers: [X(name: \"x\")]", "", ", C(name: \"c\", offers: [O(name: \"o\", v: [1])])", false),
        ] {
            let mut new = parse(&with(a, b, more)).expect("RON");
            graft(&old, &old.root, &mut new);
            let text = print(&new);
            assert_eq!(comments_of(&parse(&text).expect("RON")).len(), 3, "{text}");
            assert!(below(&text, "/*x*/").starts_with("X(name: \"x\""), "{text}");
            if comes_along {
                assert!(below(&text, "/*o*/").starts_with("O("), "{text}");
                assert_eq!(below(&text, "/*in*/"), "1,", "{text}");
            }
        }
    }
}
