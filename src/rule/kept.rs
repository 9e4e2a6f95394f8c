//! The syntax trees of rules that run: kept while there is room, or read again whenever somebody asks. That is only where
//! a rule is explained, or meets values that are larger than usual. Owns that choice.

use super::expand::{is_expanded, link};
use super::parse::{Parsed, parse};
use super::room::Kept;
use super::schema::Schema;
use super::stand_in;
use cel::IdedExpr;
use std::sync::Arc;

/// The tree of a rule that runs, with the filters in it.
#[derive(Debug, Clone)]
pub(super) enum Expanded {
    /// It is kept; with its own room, where it is not the tree that was read.
    Kept(Arc<IdedExpr>, #[expect(dead_code, reason = "it is given back with the tree")] Option<Arc<Kept>>),
    /// It is read from this text when it is asked for.
    Again(Arc<str>),
}

impl Expanded {
    /// The tree of a rule, and how it is kept.
    pub(super) fn of(parsed: &Parsed, schema: &Schema) -> (Arc<IdedExpr>, Self) {
        let tree = expanded(parsed, schema);
        let room = if Arc::ptr_eq(&tree, &parsed.shared_root()) {
            parsed.is_kept().then_some(None)
        } else {
            Kept::of(&tree).map(|room| Some(Arc::new(room)))
        };
        let kept = match room {
            Some(room) => Self::Kept(Arc::clone(&tree), room),
            None => Self::Again(parsed.shared_source()),
        };
        (tree, kept)
    }

    /// A tree that is kept whatever room there is.
    pub(super) fn whole(tree: &Arc<IdedExpr>) -> Self {
        Self::Kept(Arc::clone(tree), None)
    }

    /// The tree, where the rule sees values of a schema.
    pub(super) fn tree(&self, schema: &Schema) -> Arc<IdedExpr> {
        match self {
            Self::Kept(tree, _) => Arc::clone(tree),
            // It was read before.
            Self::Again(source) => {
                parse(source).map_or_else(|_| Arc::new(stand_in::too_large()), |it| expanded(&it, schema))
            }
        }
    }
}

/// A rule with the filters in it. Where it calls none, it is the tree that was read.
fn expanded(parsed: &Parsed, schema: &Schema) -> Arc<IdedExpr> {
    if is_expanded(parsed.root()) { parsed.shared_root() } else { Arc::new(link(parsed.root(), schema)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::TimeZone;

    #[test]
    fn a_tree_that_is_not_kept_is_read_again() {
        let schema = Schema::new(&[], &[], &[], &[], TimeZone::UTC);
        for source in ["call.a == 1 && 2 in [1, 2, 3]", "[1, 2].exists(x, x == 2)"] {
            let parsed = parse(source).expect("CEL");
            let (tree, _) = Expanded::of(&parsed, &schema);
            assert_eq!(*Expanded::Again(parsed.shared_source()).tree(&schema), *tree, "{source}");
        }
    }
}
