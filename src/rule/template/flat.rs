//! Templates filled in but for some values that they only show: what they make of all the rest is made once, for everybody.
//! Owns which templates are of that kind. What is open is filled in by the caller, who is told what that costs.

use super::fill;
use super::known::{Given, TemplateKind};
use super::meter::Meter;
use super::tree::{Expr, Node, Placed};
use crate::text::Message;
use minijinja::HtmlEscape;
use std::collections::BTreeSet;

/// A template that is filled in but for some values.
#[derive(Debug)]
pub struct Flat {
    /// What was made of the rest.
    pub text: String,
    /// Where values are to be shown: the byte of the text that they stand before, and their names.
    pub open: Vec<(usize, String)>,
    /// What could not be filled in.
    pub problems: Vec<Message>,
    /// What it has cost, without what the open values cost: each its length as it is given and as it is shown.
    pub spent: Meter,
}

/// Fills in a template but for some values; `None` where it does something else with one of them than show it, or is given up.
pub(super) fn flat(
    nodes: &[Node],
    kind: TemplateKind,
    given: &Given,
    open: &BTreeSet<String>,
) -> Option<Flat> {
    let roots: BTreeSet<&str> = open.iter().filter_map(|name| name.split('.').next()).collect();
    if !only_shows(nodes, open, &roots) {
        return None;
    }
    let before = Meter::default();
    let mut work = before.begin();
    let (filled, found) = fill::fill_but(nodes, kind, given, &mut work, open)?;
    let mut after = before.clone();
    after.end(&work);
    let spent = after.spent_since(&before);
    Some(Flat { text: filled.text, open: found, problems: filled.problems, spent })
}

/// A text as templates of a kind show a value.
pub fn shown_by(kind: TemplateKind, text: &str) -> String {
    if kind == TemplateKind::Text { text.to_owned() } else { HtmlEscape(text).to_string() }
}

/// Whether nothing is done with these values but to show them.
fn only_shows(nodes: &[Node], open: &BTreeSet<String>, roots: &BTreeSet<&str>) -> bool {
    let names_none = |expr: &Expr| !names_one(expr, roots);
    nodes.iter().all(|node| match node {
        Node::Text(_) => true,
        Node::Value(value) => {
            value.expr.path().is_some_and(|path| open.contains(&path)) || names_none(&value.expr)
        }
        Node::If(branches, otherwise) => {
            let branch =
                |(test, body): &(Placed, Vec<Node>)| names_none(&test.expr) && only_shows(body, open, roots);
            branches.iter().all(branch) && only_shows(otherwise, open, roots)
        }
        Node::For(each) => {
            let tests = std::iter::once(&each.over).chain(&each.only_if);
            let bodies = [&each.body, &each.otherwise];
            tests.into_iter().all(|part| names_none(&part.expr))
                && bodies.iter().all(|body| only_shows(body, open, roots))
        }
    })
}

fn names_one(expr: &Expr, roots: &BTreeSet<&str>) -> bool {
    match expr {
        Expr::Name(name) => roots.contains(name.as_str()),
        expr => expr.parts().into_iter().any(|part| names_one(part, roots)),
    }
}
