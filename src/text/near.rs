//! The name that somebody may have meant. Owns the measure of likeness.

use strsim::osa_distance;

/// A name of more letters than people type is nobody's slip; the measure grows with the product of both lengths.
const MOST_LETTERS: usize = 64;

/// The name nearest to one that is not known, when it is near enough to be meant.
pub fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let length = letters(name)?;
    let allowed = (length / 3).max(1);
    let name = name.to_lowercase();
    let alike = known.filter(|candidate| letters(candidate).is_some_and(|it| it.abs_diff(length) <= allowed));
    let measured = alike.map(|candidate| (osa_distance(&name, &candidate.to_lowercase()), candidate));
    let (distance, best) = measured.min()?;
    (distance <= allowed).then_some(best)
}

/// How many letters a name has; none of one that is too long to be measured.
fn letters(name: &str) -> Option<usize> {
    let count = name.chars().take(MOST_LETTERS + 1).count();
    (count <= MOST_LETTERS).then_some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_recognised() {
        let known = ["age", "balance", "customer_since"];
        for (name, wanted) in [
            ("agee", Some("age")),
            ("aeg", Some("age")),
            ("Age", Some("age")),
            ("blance", Some("balance")),
            ("customer_sinse", Some("customer_since")),
            ("colour", None),
        ] {
            assert_eq!(nearest(name, known.into_iter()), wanted, "{name}");
        }
    }

    #[test]
    fn what_nobody_types_is_like_nothing() {
        let long = "a".repeat(5_000_000);
        let known = format!("{long}b");
        assert_eq!(nearest(&long, [known.as_str()].into_iter()), None);
        assert_eq!(nearest("age", [long.as_str(), "ages"].into_iter()), Some("ages"));
    }
}
