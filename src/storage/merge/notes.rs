//! The comments and escapes of two files on what both come to. A comment is told by where it stands and what it says: those
//! of ours stay but for what theirs took away; those of theirs come that are new there and have a place.

use super::super::error::WriteError;
use super::super::ron::{self, Comment, Comments, Document, Group, Item, Node, NodeKind, Shape, name_of};
use crate::document::{Merge, Side};
use crate::model::Catalog;
use crate::storage::Loaded;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// The tree of a catalog with the comments, escapes, attributes and line ends of another tree, and its maps in the order in
/// which they stand there.
pub(super) fn onto(notes: Option<&Document>, catalog: &Catalog) -> Result<Document, WriteError> {
    let mut document =
        Document { extensions: vec!["implicit_some".to_owned()], ..Document::of(ron::encode(catalog)?) };
    let Some(notes) = notes else { return Ok(document) };
    document.attributes.clone_from(&notes.attributes);
    document.line_ends = notes.line_ends;
    in_order_of(&notes.root, &mut document.root);
    if ron::has_notes(notes) {
        let canonical = ron::decode::<Catalog>(notes).ok().and_then(|it| ron::encode(&it).ok());
        ron::graft(notes, canonical.as_ref().unwrap_or(&notes.root), &mut document);
    }
    Ok(document)
}

/// The tree of one of the files under the names of the merge.
pub(super) fn renamed<'d>(
    file: &'d Loaded,
    merge: &Merge,
    side: Side,
) -> Result<Cow<'d, Document>, WriteError> {
    match merge.state(side).filter(|state| !Arc::ptr_eq(state, &file.catalog)) {
        Some(state) => onto(Some(&file.document), state).map(Cow::Owned),
        None => Ok(Cow::Borrowed(&file.document)),
    }
}

/// The tree of what two files come to, with the comments of both, all under the same names.
pub(super) fn of_both(
    base: Option<&Document>,
    ours: &Document,
    theirs: &Document,
    merged: &Catalog,
) -> Result<Document, WriteError> {
    if !ron::has_notes(theirs) && !base.is_some_and(ron::has_notes) {
        let mut document = onto(Some(ours), merged)?;
        in_order_of(&theirs.root, &mut document.root);
        in_order_of(&ours.root, &mut document.root);
        return Ok(document);
    }
    let [was, own, other] = [base, Some(ours), Some(theirs)].map(|it| it.map(said_in).unwrap_or_default());
    let mut kept = ours.clone();
    retain(&mut kept, &|at, comment| {
        let said = (at.to_owned(), comment.clone());
        !was.contains(&said) || other.contains(&said)
    });
    let mut document = onto(Some(&kept), merged)?;
    in_order_of(&theirs.root, &mut document.root);
    in_order_of(&ours.root, &mut document.root);
    Ok(with_theirs(document, (&was, &own), theirs))
}

/// The comments of a file, each with where it stands.
pub(super) type Said = BTreeSet<(String, Comment)>;

/// A tree with those comments of theirs that have a place in it and are neither of the base nor of ours.
pub(super) fn with_theirs(mut document: Document, (was, own): (&Said, &Said), theirs: &Document) -> Document {
    let places = places_in(&document.root);
    let mut more = theirs.clone();
    retain(&mut more, &|at, comment| {
        let said = (at.to_owned(), comment.clone());
        !was.contains(&said) && !own.contains(&said) && places.contains(at)
    });
    let canonical = ron::decode::<Catalog>(theirs).ok().and_then(|it| ron::encode(&it).ok());
    let around = [&mut document.before, &mut document.above_root, &mut document.after].map(std::mem::take);
    ron::graft(&more, canonical.as_ref().unwrap_or(&more.root), &mut document);
    for (mine, all) in
        around.into_iter().zip([&mut document.before, &mut document.above_root, &mut document.after])
    {
        all.splice(0..0, mine);
    }
    document
}

/// The place of the file itself, around its value.
const AROUND: &str = "";

/// The step to an item: its label, its name, or its place. What may be moved between categories is told wherever it stands
/// in its environment.
fn step(at: &str, item: &Item, index: usize) -> String {
    let own =
        item.label.text().or_else(|| name_of(&item.value)).map_or_else(|| index.to_string(), str::to_owned);
    let holder = match own.as_str() {
        "categories" | "offers" => at.find("/categories/").map_or(at, |found| &at[..found]),
        _ => at,
    };
    format!("{holder}/{own}")
}

/// Every comment with where it stands.
pub(super) fn said_in(document: &Document) -> Said {
    let mut found = Said::new();
    let around = [&document.before, &document.above_root, &document.after];
    let attributes = document.attributes.iter().map(|it| &it.above);
    found.extend(around.into_iter().chain(attributes).flatten().map(|it| (AROUND.to_owned(), it.clone())));
    said_at("/", &document.root, &mut found);
    found
}

fn said_at(at: &str, node: &Node, found: &mut Said) {
    let Some(group) = node.group() else { return };
    for (index, item) in group.items.iter().enumerate() {
        let at = step(at, item, index);
        found.extend(item.before.iter().chain(item.after.iter()).map(|it| (at.clone(), it.clone())));
        said_at(&at, &item.value, found);
    }
    found.extend(group.end.iter().map(|it| (at.to_owned(), it.clone())));
}

/// Where comments can stand.
fn places_in(root: &Node) -> HashSet<String> {
    fn within(at: &str, node: &Node, found: &mut HashSet<String>) {
        found.insert(at.to_owned());
        for (index, item) in node.group().map_or(&[][..], |group| &group.items).iter().enumerate() {
            within(&step(at, item, index), &item.value, found);
        }
    }
    let mut found = HashSet::from([AROUND.to_owned()]);
    within("/", root, &mut found);
    found
}

/// Keeps some of a tree's comments.
fn retain(document: &mut Document, keep: &dyn Fn(&str, &Comment) -> bool) {
    let attributes = document.attributes.iter_mut().map(|it| &mut it.above);
    let around = [&mut document.before, &mut document.above_root, &mut document.after];
    around.into_iter().chain(attributes).for_each(|all| all.retain(|it| keep(AROUND, it)));
    retain_at("/", &mut document.root, keep);
}

fn retain_at(at: &str, node: &mut Node, keep: &dyn Fn(&str, &Comment) -> bool) {
    let NodeKind::Group(group) = &mut node.kind else { return };
    for (index, item) in group.items.iter_mut().enumerate() {
        let at = step(at, item, index);
        for comments in [&mut item.before, &mut item.after] {
            if !comments.is_empty() {
                *comments = comments.iter().filter(|it| keep(&at, it)).cloned().collect::<Comments>();
            }
        }
        retain_at(&at, &mut item.value, keep);
    }
    group.end.retain(|it| keep(at, it));
}

/// Puts the entries of each map in the order in which `model` has them; what is only in `new` stands last.
fn in_order_of(model: &Node, new: &mut Node) {
    let (Some(model), NodeKind::Group(new)) = (model.group(), &mut new.kind) else { return };
    if model.shape == Shape::Map && new.shape == Shape::Map {
        let place = |item: &Item| {
            let label = item.label.text();
            model.items.iter().position(|it| it.label.text() == label).unwrap_or(usize::MAX)
        };
        new.items.sort_by_key(place);
    }
    for index in 0..new.items.len() {
        if let Some(model) = twin(model, &new.items[index], index) {
            in_order_of(&model.value, &mut new.items[index].value);
        }
    }
}

/// The item of a group that another one of its kind was.
fn twin<'a>(model: &'a Group, item: &Item, index: usize) -> Option<&'a Item> {
    let told = |it: &Item| (it.label.text().map(str::to_owned), name_of(&it.value).map(str::to_owned));
    let own = told(item);
    let here = model.items.get(index).filter(|it| told(it) == own);
    // Hardly anything stands elsewhere.
    here.or_else(|| model.items.iter().find(|it| own != (None, None) && told(it) == own))
}
