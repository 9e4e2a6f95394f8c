//! The variables that rules see: the roots, which hold fields, and `filters`. Owns their names, and which
//! expressions name a field, call a predefined filter or a split.

use crate::model::is_name;

use cel::IdedExpr;
use cel::common::ast::{CallExpr, Expr, LiteralValue, operators};

/// What holds fields: a variable, or the splits, each of which is a number of the contact like a field of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Root {
    /// The contact's values.
    Profile,
    /// The splits: `split('spring_test')` is the field `spring_test` of no variable that a rule could name.
    Split,
    /// The call data.
    Call,
    /// The offer at hand.
    Offer,
    /// Where and when the call is.
    Interaction,
    /// A past proposition, in a presentation rule's `matching`.
    Proposition,
}

impl Root {
    /// Every variable.
    pub const ALL: [Self; 5] = [Self::Profile, Self::Call, Self::Offer, Self::Interaction, Self::Proposition];

    /// Every root, in the order of its slots.
    pub(super) const WITH_SLOTS: [Self; 6] =
        [Self::Profile, Self::Split, Self::Call, Self::Offer, Self::Interaction, Self::Proposition];

    /// The variable's name in rules; of the splits that of their function.
    pub fn name(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Split => SPLIT,
            Self::Call => "call",
            Self::Offer => "offer",
            Self::Interaction => "interaction",
            Self::Proposition => "proposition",
        }
    }

    /// The variable of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|root| root.name() == name)
    }

    /// Whether its values are the contact's, and others for the next one.
    pub fn is_of_contact(self) -> bool {
        matches!(self, Self::Profile | Self::Split)
    }
}

/// The function that splits are called by.
pub(super) const SPLIT: &str = "split";

/// The arguments of a call of `split`, which a text has a method of the same name beside.
pub(super) fn split_call(expr: &IdedExpr) -> Option<&[IdedExpr]> {
    match &expr.expr {
        Expr::Call(call) if call.target.is_none() && call.func_name.trim_start_matches('.') == SPLIT => {
            Some(&call.args)
        }
        _ => None,
    }
}

/// The split that an expression calls: by a constant that may be its name. Any other call is no field, and unknown.
fn split(expr: &IdedExpr) -> Option<&str> {
    match split_call(expr)? {
        [IdedExpr { expr: Expr::Literal(LiteralValue::String(text)), .. }] => {
            Some(text.inner()).filter(|name| is_name(name))
        }
        _ => None,
    }
}

/// The variable that predefined filters are called on.
pub(super) const FILTERS: &str = "filters";

/// The filter that an expression calls, unless a variable hides `filters`.
pub(super) fn filter_call(expr: &IdedExpr) -> Option<&CallExpr> {
    match &expr.expr {
        Expr::Call(call) => match &call.target.as_deref()?.expr {
            Expr::Ident(target) if target.trim_start_matches('.') == FILTERS => Some(call),
            _ => None,
        },
        _ => None,
    }
}

/// The field that an expression names, of a root: `profile.age`, `profile['age']` or `split('spring_test')`; with whether
/// it only asks for its presence.
pub(super) fn field(expr: &IdedExpr) -> Option<(Root, &str, bool)> {
    if let Some(name) = split(expr) {
        return Some((Root::Split, name, false));
    }
    let (operand, field, test) = match &expr.expr {
        Expr::Select(select) => (&*select.operand, select.field.as_str(), select.test),
        Expr::Call(call) if call.func_name == operators::INDEX && call.args.len() == 2 => {
            match &call.args[1].expr {
                Expr::Literal(LiteralValue::String(text)) => (&call.args[0], text.inner(), false),
                _ => return None,
            }
        }
        _ => return None,
    };
    match &operand.expr {
        Expr::Ident(name) => Some((Root::named(name)?, field, test)),
        _ => None,
    }
}
