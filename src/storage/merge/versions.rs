//! A text with the markers of a merge, as the texts that were merged. Git writes them with or without what both began with
//! (`merge.conflictStyle`); so do we. Owns the form of the markers; of RON it knows how lines end.

use crate::storage::ron::LineEnds;
use crate::text::merge_marker;

/// The texts that a text with markers stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versions {
    /// What stands first between markers.
    pub ours: String,
    /// What both began with, where each conflict has it.
    pub base: Option<String>,
    /// What stands last.
    pub theirs: String,
    /// What ours and theirs are called at the first markers: a branch, a commit; perhaps nothing.
    pub names: [String; 2],
}

/// Between which markers a line stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Both,
    Ours,
    Base,
    Theirs,
}

/// The texts of one with markers; `None` where it has none, or they do not go together.
pub fn versions(text: &str) -> Option<Versions> {
    let mut found = Versions {
        ours: String::new(),
        base: Some(String::new()),
        theirs: String::new(),
        names: Default::default(),
    };
    let (mut at, mut conflicts, mut has_base) = (At::Both, 0_usize, true);
    for line in text.split_inclusive('\n') {
        let name = || line.get(7..).unwrap_or_default().trim().to_owned();
        at = match (merge_marker(line), at) {
            (Some("<<<<<<<"), At::Both) => {
                conflicts += 1;
                (found.names[0].is_empty()).then(|| found.names[0] = name());
                At::Ours
            }
            (Some("|||||||"), At::Ours) => At::Base,
            (Some("======="), At::Ours) => {
                has_base = false;
                At::Theirs
            }
            (Some("======="), At::Base) => At::Theirs,
            (Some(">>>>>>>"), At::Theirs) => {
                (found.names[1].is_empty()).then(|| found.names[1] = name());
                At::Both
            }
            // An underlined title, or a line of signs in a text.
            (None | Some("======="), _) => {
                found.add(line, at);
                at
            }
            (Some(_), _) => return None,
        };
    }
    if at != At::Both || conflicts == 0 {
        return None;
    }
    found.base = found.base.filter(|_| has_base);
    Some(found)
}

impl Versions {
    fn add(&mut self, line: &str, at: At) {
        if matches!(at, At::Both | At::Ours) {
            self.ours.push_str(line);
        }
        if let Some(base) = self.base.as_mut().filter(|_| matches!(at, At::Both | At::Base)) {
            base.push_str(line);
        }
        if matches!(at, At::Both | At::Theirs) {
            self.theirs.push_str(line);
        }
    }
}

/// Texts that are no catalogs, with markers around the lines between the first and the last that differ. What stands in
/// no line of theirs ends as most lines of ours.
pub fn with_markers(base: Option<&str>, ours: &str, theirs: &str) -> String {
    let end_of_line = if LineEnds::of(ours) == LineEnds::CrLf { "\r\n" } else { "\n" };
    let lines = |text: &'_ str| -> Vec<String> {
        let ended =
            |line: &str| if line.ends_with('\n') { line.to_owned() } else { format!("{line}{end_of_line}") };
        text.split_inclusive('\n').map(ended).collect()
    };
    let (own, other) = (lines(ours), lines(theirs));
    let was = base.map(lines);
    let all: Vec<&Vec<String>> = [Some(&own), was.as_ref(), Some(&other)].into_iter().flatten().collect();
    let least = all.iter().map(|it| it.len()).min().unwrap_or_default();
    let same_at =
        |place: &dyn Fn(&Vec<String>) -> usize| all.iter().all(|it| it[place(it)] == own[place(&own)]);
    let start = (0..least).take_while(|at| same_at(&|_| *at)).count();
    let end = (0..least - start).take_while(|back| same_at(&|it| it.len() - 1 - back)).count();
    if all.iter().all(|it| it.len() == own.len()) && start == own.len() {
        return own.concat();
    }
    let middle = |lines: &[String]| lines[start..lines.len() - end].concat();
    let marker = |marker: &str| format!("{marker}{end_of_line}");
    let was = was.map(|was| marker("||||||| base") + &middle(&was)).unwrap_or_default();
    [
        own[..start].concat(),
        marker("<<<<<<< ours"),
        middle(&own),
        was,
        marker("======="),
        middle(&other),
        marker(">>>>>>> theirs"),
        own[own.len() - end..].concat(),
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<(String, Option<String>, String, [String; 2])> {
        versions(text).map(|it| (it.ours, it.base, it.theirs, it.names))
    }

    #[test]
    fn texts_come_apart_at_markers_of_both_styles() {
        let names = ["HEAD".to_owned(), "spring".to_owned()];
        let diff3 = "a\n<<<<<<< HEAD\nb\n||||||| 1f2e\nc\n=======\nd\n>>>>>>> spring\ne\n";
        assert_eq!(
            of(diff3),
            Some(("a\nb\ne\n".into(), Some("a\nc\ne\n".into()), "a\nd\ne\n".into(), names.clone()))
        );
        let plain = "<<<<<<< HEAD\r\nb\r\n=======\r\n>>>>>>> spring\r\ne";
        assert_eq!(of(plain), Some(("b\r\ne".into(), None, "e".into(), names)));
        let title = "Title\n=======\n<<<<<<<\na\n|||||||\n=======\nb\n=======\n>>>>>>>\n";
        let (ours, _, theirs, _) = of(title).expect("markers");
        assert_eq!((ours.as_str(), theirs.as_str()), ("Title\n=======\na\n", "Title\n=======\nb\n=======\n"));
    }

    #[test]
    fn markers_that_do_not_go_together_are_none() {
        for text in [
            "a\n",
            "=======\n",
            "<<<<<<< a\nb\n",
            "<<<<<<< a\n=======\n",
            ">>>>>>> a\n",
            "<<<<<<< a\n<<<<<<< b\n=======\n>>>>>>> c\n",
            "<<<<<<< a\n>>>>>>> b\n",
            "||||||| a\n",
            " <<<<<<< a\n=======\n>>>>>>> b\n",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn texts_that_are_no_catalogs_stand_between_markers_whole() {
        for (base, ours, theirs) in [
            (Some("a\nb\nc\n"), "a\nx\nc\n", "a\ny\nz\nc\n"),
            (None, "a\n", "b\n"),
            (Some(""), "a\na\n", "a\n"),
            (Some("a\n"), "", "a\na\n"),
            (Some("a\r\nb\r\n"), "a\r\nx\r\n", "a\r\ny\r\n"),
        ] {
            let marked = with_markers(base, ours, theirs);
            let found = versions(&marked).expect("markers");
            assert_eq!(
                (found.ours.as_str(), found.base.as_deref(), found.theirs.as_str()),
                (ours, base, theirs)
            );
        }
        assert_eq!(with_markers(None, "a\nb\n", "a\nb\n"), "a\nb\n");
        let windows = with_markers(Some("a\r\nb"), "a\r\nx", "a\r\ny");
        assert_eq!(windows.matches('\n').count(), windows.matches("\r\n").count(), "{windows:?}");
    }
}
