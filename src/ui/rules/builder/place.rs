//! Where a line of a rule stands, and what can be done with it as a whole: added, taken away, moved, grouped.
//! Knows rows and groups, and nothing of how they are drawn.

use crate::rule::rows::{Group, Item, Join, MAX_GROUPS, Node, Row, write_line};

/// A step down into a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum LineStep {
    /// A line of the group.
    Line(usize),
    /// What the line is taken into account by, instead of what it says.
    Condition,
}

/// The way from the rule to a line, or to a group.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Place(pub(super) Vec<LineStep>);

/// What is done with lines as a whole.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Change {
    /// One more line at the end of a group.
    Add(Place, Item),
    /// Away with a line.
    Remove(Place),
    /// The same line again, below it.
    Duplicate(Place),
    /// A line goes up, into and out of groups on its way.
    Up(Place),
    /// A line goes down likewise.
    Down(Place),
    /// A line goes into a group of its own.
    Wrap(Place),
    /// A line is taken into account only if something else matches, which is to be filled in.
    If(Place),
    /// A line is always taken into account.
    Always(Place),
    /// A line is written as CEL from now on.
    Cel(Place),
    /// A line goes before the line at that place of a group, or behind its last.
    Move(Place, Place, usize),
}

impl Place {
    /// The line at `index` of this group.
    pub(super) fn line(&self, index: usize) -> Self {
        self.with(LineStep::Line(index))
    }

    /// The condition of this line.
    pub(super) fn condition(&self) -> Self {
        self.with(LineStep::Condition)
    }

    fn with(&self, step: LineStep) -> Self {
        Self(self.0.iter().copied().chain([step]).collect())
    }

    /// The group of this line, and the line's place in it.
    fn parent(&self) -> Option<(Self, usize)> {
        match self.0.split_last()? {
            (LineStep::Line(index), group) => Some((Self(group.to_vec()), *index)),
            (LineStep::Condition, _) => None,
        }
    }

    /// Whether this is the place of the other, or inside it.
    fn is_within(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0)
    }

    /// The same place once the line at `removed` is gone.
    fn without(mut self, removed: &Self) -> Self {
        if let Some((group, gone)) = removed.parent()
            && self.0.starts_with(&group.0)
            && let Some(LineStep::Line(index)) = self.0.get_mut(group.0.len())
            && *index > gone
        {
            *index -= 1;
        }
        self
    }
}

/// A group inside a rule.
fn group_at<'g>(rule: &'g mut Group, place: &[LineStep]) -> Option<&'g mut Group> {
    match place {
        [] => Some(rule),
        [LineStep::Line(index), LineStep::Condition, rest @ ..] => {
            group_at(rule.items.get_mut(*index)?.condition.as_mut()?, rest)
        }
        [LineStep::Line(index), rest @ ..] => match &mut rule.items.get_mut(*index)?.node {
            Node::Group(group) => group_at(group, rest),
            _ => None,
        },
        [LineStep::Condition, ..] => None,
    }
}

/// A line of a rule.
pub(super) fn line_at<'g>(rule: &'g mut Group, place: &Place) -> Option<&'g mut Item> {
    let (group, index) = place.parent()?;
    group_at(rule, &group.0)?.items.get_mut(index)
}

/// Carries a change out. Returns where the line is then; `None` when nothing can be done.
pub(super) fn apply(rule: &mut Group, change: &Change) -> Option<Place> {
    let mut changed = rule.clone();
    let place = carry_out(&mut changed, change)?;
    if depth(&changed) > MAX_GROUPS {
        return None;
    }
    *rule = changed;
    Some(place)
}

fn carry_out(rule: &mut Group, change: &Change) -> Option<Place> {
    match change {
        Change::Add(place, item) => {
            let group = group_at(rule, &place.0)?;
            group.items.push(item.clone());
            let line = place.line(group.items.len() - 1);
            // A new group begins with its first line.
            Some(if matches!(item.node, Node::Group(_)) { line.line(0) } else { line })
        }
        Change::Remove(place) => {
            take(rule, place)?;
            prune(rule, &place.parent()?.0);
            Some(place.clone())
        }
        Change::Duplicate(place) => {
            let copy = line_at(rule, place)?.clone();
            let (group, index) = place.parent()?;
            group_at(rule, &group.0)?.items.insert(index + 1, copy);
            Some(group.line(index + 1))
        }
        Change::Up(place) => {
            let (group, at) = above(rule, place)?;
            relocate(rule, place, &group, at)
        }
        Change::Down(place) => {
            let (group, at) = below(rule, place)?;
            relocate(rule, place, &group, at)
        }
        Change::Wrap(place) => {
            let join = other(group_at(rule, &place.parent()?.0.0)?.join);
            let line = line_at(rule, place)?;
            let inner = std::mem::replace(line, Node::Group(Group::new(join, Vec::new())).into());
            *line = Node::Group(Group::new(join, vec![inner])).into();
            Some(place.line(0))
        }
        Change::If(place) => {
            let condition = Group::new(Join::All, vec![Row::unset().into()]);
            line_at(rule, place)?.condition = Some(condition);
            Some(place.condition().line(0))
        }
        Change::Always(place) => {
            line_at(rule, place)?.condition = None;
            Some(place.clone())
        }
        Change::Cel(place) => {
            let line = line_at(rule, place)?;
            line.node = Node::Expression(write_line(&line.node).unwrap_or_default());
            Some(place.clone())
        }
        Change::Move(from, group, index) => relocate(rule, from, group, *index),
    }
}

/// Where a line goes from here when it goes up: a group, and the place in it.
fn above(rule: &mut Group, place: &Place) -> Option<(Place, usize)> {
    let (group, index) = place.parent()?;
    let Some(before) = index.checked_sub(1) else { return group.parent() };
    match length(rule, &group.line(before)) {
        Some(length) => Some((group.line(before), length)),
        None => Some((group, before)),
    }
}

/// The same when it goes down.
fn below(rule: &mut Group, place: &Place) -> Option<(Place, usize)> {
    let (group, index) = place.parent()?;
    if index + 1 == length(rule, &group)? {
        return group.parent().map(|(outer, at)| (outer, at + 1));
    }
    match length(rule, &group.line(index + 1)) {
        Some(_) => Some((group.line(index + 1), 0)),
        None => Some((group, index + 2)),
    }
}

/// The join of a group inside one of that join: the same would mean nothing.
pub(super) fn other(join: Join) -> Join {
    if join == Join::All { Join::Any } else { Join::All }
}

/// A new group inside a group of that join, with a line to be filled in.
pub(super) fn new_group(within: Join) -> Item {
    Node::Group(Group::new(other(within), vec![Row::unset().into()])).into()
}

fn length(rule: &mut Group, place: &Place) -> Option<usize> {
    group_at(rule, &place.0).map(|group| group.items.len())
}

fn take(rule: &mut Group, place: &Place) -> Option<Item> {
    let (group, index) = place.parent()?;
    let items = &mut group_at(rule, &group.0)?.items;
    (index < items.len()).then(|| items.remove(index))
}

/// Takes a group away that has no line left. That of a condition, and the rule itself, stay.
fn prune(rule: &mut Group, group: &Place) -> bool {
    let empty = length(rule, group) == Some(0) && group.parent().is_some();
    empty && take(rule, group).is_some()
}

fn relocate(rule: &mut Group, from: &Place, group: &Place, index: usize) -> Option<Place> {
    if group.is_within(from) {
        return None;
    }
    let home = from.parent()?.0;
    let item = take(rule, from)?;
    let mut to = group.line(index).without(from);
    if !to.parent()?.0.is_within(&home) && prune(rule, &home) {
        to = to.without(&home);
    }
    let (group, index) = to.parent()?;
    let items = &mut group_at(rule, &group.0)?.items;
    items.insert(index.min(items.len()), item);
    Some(to)
}

/// How deep groups lie in each other, conditions included.
fn depth(group: &Group) -> usize {
    let below = group.items.iter().map(|item| {
        let inner = match &item.node {
            Node::Group(group) => depth(group),
            _ => 0,
        };
        inner.max(item.condition.as_ref().map_or(0, depth))
    });
    1 + below.max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `a` is an expression, `(…)` a group.
    fn rule(text: &str) -> Group {
        Group::new(Join::All, items(&mut text.chars().peekable()))
    }

    fn items(letters: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Vec<Item> {
        let mut found = Vec::new();
        while let Some(letter) = letters.next_if(|letter| *letter != ')') {
            if letter == '(' {
                found.push(Node::Group(Group::new(Join::Any, items(letters))).into());
                letters.next();
            } else {
                found.push(Item::from(Node::Expression(letter.into())));
            }
        }
        found
    }

    fn written(group: &Group) -> String {
        let item = |item: &Item| match &item.node {
            Node::Group(group) => format!("({})", written(group)),
            Node::Expression(text) => text.clone(),
            Node::Row(_) => "_".to_owned(),
        };
        group.items.iter().map(item).collect()
    }

    fn place(steps: &[usize]) -> Place {
        Place(steps.iter().map(|step| LineStep::Line(*step)).collect())
    }

    #[test]
    fn lines_go_up_and_down_through_groups() {
        for (before, at, up, down) in [
            ("abc", &[1][..], "bac", "acb"),
            ("abc", &[0], "-", "bac"),
            ("abc", &[2], "acb", "-"),
            ("a(bc)d", &[0], "-", "(abc)d"),
            ("a(bc)d", &[2], "a(bcd)", "-"),
            ("a(bc)d", &[1, 0], "ab(c)d", "a(cb)d"),
            ("a(bc)d", &[1, 1], "a(cb)d", "a(b)cd"),
            ("a(b)d", &[1, 0], "abd", "abd"),
            ("a(b)d", &[1], "(b)ad", "ad(b)"),
            ("(a)(b)", &[0], "-", "((a)b)"),
        ] {
            for (change, after) in [(Change::Up(place(at)), up), (Change::Down(place(at)), down)] {
                let mut rule = rule(before);
                let line = line_at(&mut rule, &place(at)).cloned();
                let moved = apply(&mut rule, &change);
                assert_eq!(
                    written(&rule),
                    if after == "-" { before } else { after },
                    "{change:?} of {before}"
                );
                assert_eq!(moved.is_some(), after != "-");
                if let Some(moved) = moved {
                    assert_eq!(
                        line_at(&mut rule, &moved).cloned(),
                        line,
                        "{change:?} of {before} is at {moved:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn lines_are_dragged_anywhere_but_into_themselves() {
        for (before, from, group, index, after) in [
            ("abc", &[0][..], &[][..], 3, "bca"),
            ("abc", &[2], &[], 0, "cab"),
            ("abc", &[1], &[], 1, "abc"),
            ("a(bc)d", &[0], &[1], 1, "(bac)d"),
            ("a(bc)d", &[1, 1], &[], 0, "ca(b)d"),
            ("a(b)d", &[1, 0], &[], 3, "adb"),
            ("a(b)(c)", &[1, 0], &[2], 1, "a(cb)"),
            ("a(b)", &[1], &[1], 0, "a(b)"),
        ] {
            let mut rule = rule(before);
            let line = line_at(&mut rule, &place(from)).cloned();
            let moved = apply(&mut rule, &Change::Move(place(from), place(group), index));
            assert_eq!(written(&rule), after, "{before}");
            if let Some(moved) = moved {
                assert_eq!(line_at(&mut rule, &moved).cloned(), line, "{before}");
            }
        }
    }

    #[test]
    fn lines_are_added_doubled_grouped_and_taken_away() {
        let line = || Item::from(Node::Expression("x".into()));
        for (before, change, after) in [
            ("a(b)", Change::Add(place(&[1]), line()), "a(bx)"),
            ("ab", Change::Duplicate(place(&[0])), "aab"),
            ("ab", Change::Wrap(place(&[1])), "a(b)"),
            ("a(b)", Change::Remove(place(&[1, 0])), "a"),
            ("a(bc)", Change::Remove(place(&[1, 0])), "a(c)"),
            ("a", Change::Remove(place(&[0])), ""),
            ("a", Change::Remove(place(&[7])), "a"),
            ("(((((a)))))", Change::Wrap(place(&[0, 0, 0, 0, 0, 0])), "(((((a)))))"),
        ] {
            let mut rule = rule(before);
            apply(&mut rule, &change);
            assert_eq!(written(&rule), after, "{change:?}");
        }
    }

    #[test]
    fn a_condition_keeps_its_lines_to_itself() {
        let mut rule = rule("ab");
        rule.items[0].condition = Some(self::rule("xy"));
        let (first, condition) = (place(&[0]), place(&[0]).condition());
        assert_eq!(apply(&mut rule, &Change::Down(condition.line(0))), Some(condition.line(1)));
        assert_eq!(apply(&mut rule, &Change::Down(condition.line(1))), None);
        assert_eq!(
            apply(&mut rule, &Change::Move(place(&[1]), condition.clone(), 0)),
            Some(condition.line(0))
        );
        assert_eq!(rule.items[0].condition.as_ref().map(written).as_deref(), Some("byx"));
        assert_eq!(apply(&mut rule, &Change::Move(first, condition, 0)), None, "not into its own condition");
    }
}
