//! What conditions may come to, as sets of truth values.

/// What a condition may come to: a set of `TRUE`, `FALSE` and `UNKNOWN`.
pub(super) type Mask = u8;
pub(super) const TRUE: Mask = 1;
pub(super) const FALSE: Mask = 2;
pub(super) const UNKNOWN: Mask = 4;
pub(super) const ANYTHING: Mask = TRUE | FALSE | UNKNOWN;

/// The set of one truth value.
pub(super) fn mask(value: bool) -> Mask {
    if value { TRUE } else { FALSE }
}
