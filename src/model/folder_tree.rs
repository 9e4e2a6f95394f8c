//! Which folders are inside which, hashed once: a look at each folder of a long chain must not walk it again.

use super::Folder;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// No person puts so many folders inside each other.
const FAR: usize = 1000;

/// The folders of a catalog by their parents. The first of two with one name counts, as everywhere.
#[derive(Debug)]
pub struct FolderTree<'a> {
    parents: HashMap<&'a str, Option<&'a str>>,
    children: HashMap<&'a str, Vec<&'a str>>,
}

impl<'a> FolderTree<'a> {
    /// The tree of a catalog's folders.
    pub fn new(folders: &'a [Arc<Folder>]) -> Self {
        let mut tree = Self { parents: HashMap::new(), children: HashMap::new() };
        for folder in folders {
            let (name, parent) = (folder.name.as_str(), folder.parent.as_deref());
            if tree.parents.contains_key(name) {
                continue;
            }
            tree.parents.insert(name, parent);
            if let Some(parent) = parent {
                tree.children.entry(parent).or_default().push(name);
            }
        }
        tree
    }

    /// Whether there is a folder of that name.
    pub fn has(&self, name: &str) -> bool {
        self.parents.contains_key(name)
    }

    /// The name of a folder and of all that are somewhere below it.
    pub fn within<'t>(&self, above: &'t str) -> HashSet<&'t str>
    where
        'a: 't,
    {
        let mut within = HashSet::from([above]);
        let mut next = vec![above];
        while let Some(name) = next.pop() {
            let below = self.children.get(name).into_iter().flatten().copied();
            next.extend(below.filter(|name| within.insert(name)));
        }
        within
    }

    /// Whether a folder is `above` or below it, which is looked for [`FAR`] steps up: for what need not be known of
    /// all folders.
    pub fn reaches(&self, folder: &str, above: &str) -> bool {
        let up = |name: &&str| self.parents.get(*name).copied().flatten();
        std::iter::successors(Some(folder), up).take(FAR).any(|name| name == above)
    }

    /// The folders that are inside themselves: those on a loop of parents, not those below one.
    pub fn loops(&self) -> HashSet<&'a str> {
        // Every folder is walked through once; a walk that comes back to where it was has gone round a loop.
        let mut walks: HashMap<&str, usize> = HashMap::new();
        let mut loops = HashSet::new();
        for (walk, start) in self.parents.keys().enumerate() {
            let mut at = Some(*start);
            while let Some(name) = at.filter(|name| !walks.contains_key(name)) {
                walks.insert(name, walk);
                at = self.parents.get(name).copied().flatten();
            }
            if at.is_some_and(|name| walks.get(name) == Some(&walk)) {
                while let Some(name) = at.filter(|name| loops.insert(*name)) {
                    at = self.parents.get(name).copied().flatten();
                }
            }
        }
        loops
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::FolderContent;

    fn folders(of: &[(&str, Option<&str>)]) -> Vec<Arc<Folder>> {
        let folder = |(name, parent): &(&str, Option<&str>)| {
            Arc::new(Folder {
                name: (*name).to_owned(),
                label: String::new(),
                parent: parent.map(str::to_owned),
                holds: FolderContent::Visitors,
            })
        };
        of.iter().map(folder).collect()
    }

    #[test]
    fn folders_are_within_those_above_them() {
        let folders = folders(&[
            ("a", None),
            ("b", Some("a")),
            ("c", Some("b")),
            ("d", Some("gone")),
            ("b", Some("d")),
        ]);
        let tree = FolderTree::new(&folders);
        assert_eq!(tree.within("a"), HashSet::from(["a", "b", "c"]));
        assert_eq!(tree.within("gone"), HashSet::from(["gone", "d"]), "the second b does not count");
        assert!(tree.reaches("c", "a") && tree.reaches("a", "a") && !tree.reaches("a", "c"));
        assert_eq!(tree.loops(), HashSet::new());
    }

    #[test]
    fn folders_inside_themselves_are_on_a_loop_and_those_below_are_not() {
        let folders = folders(&[
            ("a", Some("b")),
            ("b", Some("c")),
            ("c", Some("a")),
            ("below", Some("a")),
            ("self", Some("self")),
            ("free", None),
        ]);
        let tree = FolderTree::new(&folders);
        assert_eq!(tree.loops(), HashSet::from(["a", "b", "c", "self"]));
        assert_eq!(tree.within("a"), HashSet::from(["a", "b", "c", "below"]));
    }
}
