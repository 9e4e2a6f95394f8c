//! The variables that rules see: the roots, which hold fields, and `filters`. Owns their names, and which
//! expressions name a field or call a predefined filter.

use cel::IdedExpr;
use cel::common::ast::{CallExpr, Expr, LiteralValue, operators};

/// A variable that holds fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Root {
    /// The contact's values.
    Profile,
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
    /// Every root, in slot-table order.
    pub const ALL: [Self; 5] = [Self::Profile, Self::Call, Self::Offer, Self::Interaction, Self::Proposition];

    /// The variable's name in rules.
    pub fn name(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Call => "call",
            Self::Offer => "offer",
            Self::Interaction => "interaction",
            Self::Proposition => "proposition",
        }
    }

    /// The root of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|root| root.name() == name)
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

/// The field that an expression names, of a root: `profile.age` or `profile['age']`; with whether it only
/// asks for its presence.
pub(super) fn field(expr: &IdedExpr) -> Option<(Root, &str, bool)> {
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
