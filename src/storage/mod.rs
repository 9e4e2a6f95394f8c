//! Catalogs as files: RON in and out without loss, versions, atomic saves.
//!
//! [`read`] turns bytes into a catalog together with the tree it stands in, so that whatever is said of the catalog
//! later has a line and a column, and so that [`write()`] can keep comments. Owns the file's form. Whether a catalog
//! makes sense is not asked here: one whose references lead nowhere loads, one that is no catalog is refused.

mod attributes;
mod draft;
mod entity;
mod error;
pub mod exact_path;
mod file;
pub mod journal;
mod merge;
mod migrate;
mod place;
pub mod ron;
mod save;
mod source;
mod temporary;
mod unseen;

pub use draft::Draft;
pub use entity::{read_entities, write_entities, write_list};
pub use error::{FileError, LoadError, ReadError, WriteError};
pub use file::{Stamp, changed_since, is_read_only, load, open, stamp, text};
pub use merge::{
    Merged, MergedNotes, Versions, merge, notes_of_settled, text_of_open, versions, with_markers,
};
pub use save::{BACKUP_SUFFIX, Expected, SaveError, Saved, Saving, backup_of, is_same_file, save};
pub use source::{MAX_BYTES, Place, Source};
pub use temporary::{PrivateFolder, remove_temporary, replace};

use crate::model::{Catalog, Category, Entity, Environment};
use crate::text::escaped_json;
use error::Problem;
use ron::{Document, LineEnds, Node, Notation, PathStep};
use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

/// A catalog that was read, and where it was read from.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The catalog.
    pub catalog: Arc<Catalog>,
    /// The tree it stands in: places and comments.
    pub document: Document,
    /// The text it stands in.
    pub source: Source,
    /// What the file was like, to notice a change by somebody else.
    pub stamp: Stamp,
}

/// A catalog that was read, without the tree it stands in: of a large one the tree is the largest part, and is not
/// needed while something else that is large is made of the catalog.
#[derive(Debug, Clone)]
pub struct Folded {
    /// The catalog.
    pub catalog: Arc<Catalog>,
    source: Source,
    stamp: Stamp,
}

impl Folded {
    /// With the tree again, read from the text that was kept: a pipe can be read only once, and a file may have changed.
    pub fn unfold(self) -> Loaded {
        let Self { catalog, source, stamp } = self;
        let again = parse(source.text()).and_then(|mut document| {
            migrate::migrate(&mut document)?;
            Ok(document)
        });
        // The same text was read before. Were it not, everything would stand where the file begins.
        let nothing = |_| Document::of(Node::new(ron::NodeKind::Word("".into())));
        Loaded { catalog, document: again.unwrap_or_else(nothing), source, stamp }
    }
}

impl Loaded {
    /// The same without the tree, for as long as something is made of the catalog alone.
    pub fn fold(self) -> Folded {
        let folded = Folded { catalog: self.catalog, source: self.source, stamp: self.stamp };
        drop(self.document);
        #[cfg(test)]
        ron::live::note();
        folded
    }

    /// Its tree as far as writing needs it: of a file without comments and escapes nothing but how it begins, since the tree of
    /// a large one is larger than its catalog.
    pub fn into_notes(self) -> Document {
        let Self { mut document, .. } = self;
        if !ron::has_notes(&document) {
            document.root = Node::new(ron::NodeKind::Word("".into()));
        }
        document
    }

    /// Whether the file holds a text already, but perhaps for how its lines end: version control changes that. A text
    /// has no byte-order mark.
    pub fn holds(&self, text: &str) -> bool {
        let has_mark = self.stamp.length != self.source.text().len() as u64;
        !has_mark && *ron::with_lf(self.source.text()) == *ron::with_lf(text)
    }

    /// Where the value at the end of a path stands; what the file leaves out stands where its owner does.
    pub fn place(&self, path: &[PathStep]) -> Place {
        self.source.place(self.nearest(path).span.start())
    }

    /// Where the byte at `offset` of the text at the end of a path stands, such as the column of a rule.
    pub fn place_in_text(&self, path: &[PathStep], offset: usize) -> Place {
        let at = ron::offset_in_text(self.source.text(), self.nearest(path), offset);
        self.source.place(at)
    }

    fn nearest(&self, path: &[PathStep]) -> &Node {
        ron::nearest(&self.document.root, path)
    }
}

/// Reads a catalog, in RON or in JSON. Bytes that are handed over are not copied.
///
/// # Errors
/// The bytes are no catalog: with everything that one pass can find wrong with them.
pub fn read<'a>(bytes: impl Into<Cow<'a, [u8]>>) -> Result<Loaded, Vec<ReadError>> {
    let bytes = bytes.into();
    let stamp = Stamp::of(&bytes);
    let source = Source::decode(bytes).map_err(|error| vec![error])?;
    let placed = |problems: Vec<Problem>| -> Vec<ReadError> {
        problems.into_iter().map(|problem| source.error(problem)).collect()
    };
    let mut document = parse(source.text()).map_err(|problem| placed(vec![problem]))?;
    migrate::migrate(&mut document).map_err(|problem| placed(vec![problem]))?;
    let catalog = ron::decode(&document).map_err(placed)?;
    Ok(Loaded { catalog: Arc::new(catalog), document, source, stamp })
}

/// The tree of a text in either notation.
fn parse(text: &str) -> Result<Document, Problem> {
    if ron::is_json(text) { ron::parse_json(text) } else { ron::parse(text) }
}

/// The canonical text of a catalog, with the notation, comments, escapes, attributes and line ends of the document it
/// was edited from.
///
/// Everything that is written of a catalog comes from here, and has been read back: it is the same catalog, with the
/// same comments.
///
/// # Errors
/// The catalog cannot be written, or would not be the same when it is read.
pub fn write(catalog: &Catalog, previous: Option<&Document>) -> Result<String, WriteError> {
    write_in(catalog, previous, previous.map_or(Notation::Ron, |previous| previous.notation))
}

/// The same in a notation that may be another one.
///
/// # Errors
/// As of [`write()`]; and JSON has no comments.
pub fn write_in(
    catalog: &Catalog,
    previous: Option<&Document>,
    notation: Notation,
) -> Result<String, WriteError> {
    match notation {
        Notation::Ron => write_ron(catalog, previous),
        Notation::Json => write_json(catalog, previous),
    }
}

/// What a file of that name is written in, where the name says so.
pub fn notation_of(path: &Path) -> Option<Notation> {
    let extension = path.extension()?;
    [("ron", Notation::Ron), ("json", Notation::Json)]
        .into_iter()
        .find_map(|(name, notation)| extension.eq_ignore_ascii_case(name).then_some(notation))
}

fn write_json(catalog: &Catalog, previous: Option<&Document>) -> Result<String, WriteError> {
    if previous.is_some_and(|previous| !ron::comments_of(previous).is_empty()) {
        return Err(WriteError::NoComments);
    }
    // It cannot be said in JSON either what has no place in RON.
    ron::encode(catalog)?;
    let json = serde_json::to_string_pretty(catalog).map_err(|error| WriteError::Other(error.to_string()))?;
    let mut text = escaped_json(&json).into_owned() + "\n";
    if previous.is_some_and(|previous| previous.line_ends == LineEnds::CrLf) {
        text = text.replace('\n', "\r\n");
    }
    let back = read(text.as_bytes()).map_err(WriteError::unreadable)?;
    if *back.catalog == *catalog { Ok(text) } else { Err(WriteError::OtherCatalog) }
}

fn write_ron(catalog: &Catalog, previous: Option<&Document>) -> Result<String, WriteError> {
    let mut document =
        Document { extensions: vec!["implicit_some".to_owned()], ..Document::of(ron::encode(catalog)?) };
    if let Some(previous) = previous {
        document.attributes.clone_from(&previous.attributes);
        document.line_ends = previous.line_ends;
    }
    if let Some(previous) = previous.filter(|previous| ron::has_notes(previous)) {
        let canonical = ron::decode::<Catalog>(previous).ok().and_then(|it| ron::encode(&it).ok());
        ron::graft(previous, canonical.as_ref().unwrap_or(&previous.root), &mut document);
    }
    let text = ron::print(&document);
    prove(&text, catalog, previous)?;
    Ok(text)
}

/// Reads a text back: it must be the catalog that it was written for, with the comments and attributes of `previous`.
fn prove(text: &str, catalog: &Catalog, previous: Option<&Document>) -> Result<(), WriteError> {
    let back = read(text.as_bytes()).map_err(WriteError::unreadable)?;
    if *back.catalog != *catalog {
        return Err(WriteError::OtherCatalog);
    }
    let sorted = |document| {
        let mut comments = ron::comments_of(document);
        comments.sort_unstable();
        comments
    };
    let (was, attributes) = previous.map_or((Vec::new(), &[][..]), |it| (sorted(it), &it.attributes));
    if sorted(&back.document) != was || back.document.attributes != attributes {
        return Err(WriteError::OtherComments);
    }
    Ok(())
}

/// The canonical text of a catalog's text, comments kept.
///
/// # Errors
/// The bytes are no catalog, or their canonical text would not read back as the same one.
pub fn fmt(bytes: &[u8]) -> Result<String, Vec<ReadError>> {
    let loaded = read(bytes)?;
    write(&loaded.catalog, Some(&loaded.document)).map_err(|error| {
        let problem = Problem::new(loaded.document.root.span.range(), error.message());
        vec![loaded.source.error(problem)]
    })
}

/// The canonical text of one entity, without what is inside an environment or a category: for a person to
/// read.
///
/// # Errors
/// It is nested too deeply, or holds a number that is not finite.
pub fn write_entity(entity: &Entity) -> Result<String, WriteError> {
    let root = match entity {
        Entity::Catalog(catalog) => ron::encode(&Catalog {
            dimensions: Vec::new(),
            folders: Vec::new(),
            presentation_rules: Vec::new(),
            typologies: Vec::new(),
            environments: Vec::new(),
            templates: Vec::new(),
            contacts: Vec::new(),
            scenarios: Vec::new(),
            ..Catalog::clone(catalog)
        }),
        Entity::Dimension(it) => ron::encode(it),
        Entity::Folder(it) => ron::encode(it),
        Entity::PresentationRule(it) => ron::encode(it),
        Entity::Typology(it) => ron::encode(it),
        Entity::Environment(it) => ron::encode(&Environment {
            filters: Vec::new(),
            spaces: Vec::new(),
            categories: Vec::new(),
            ..Environment::clone(it)
        }),
        Entity::Filter(it) => ron::encode(it),
        Entity::Space(it) => ron::encode(it),
        Entity::Category(it) => {
            ron::encode(&Category { categories: Vec::new(), offers: Vec::new(), ..Category::clone(it) })
        }
        Entity::Offer(it) | Entity::Template(it) => ron::encode(it),
        Entity::Contact(it) => ron::encode(it),
        Entity::Scenario(it) => ron::encode(it),
    }?;
    Ok(ron::print(&Document::of(root)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_that_was_let_go_of_comes_back_as_it_was() {
        let text = "\u{feff}// above\r\n#![type = \"x\"]\r\nCatalog(format: 1, name: \"a\\u{e9}b\", /* why */ label: \"l\",\r\n)";
        let loaded = read(text.as_bytes()).expect("a catalog");
        let back = loaded.clone().fold().unfold();
        assert_eq!(
            (&back.document, &back.source, back.stamp),
            (&loaded.document, &loaded.source, loaded.stamp)
        );
        assert!(Arc::ptr_eq(&back.catalog, &loaded.catalog));
        let path = [PathStep::field("label")];
        assert_eq!(back.place(&path), Place { line: 3, column: 55 });
    }

    #[test]
    fn there_is_no_tree_while_something_is_done_without_it() {
        let before = ron::live::count();
        let loaded = read(&b"Catalog(format: 1, name: \"a\")"[..]).expect("a catalog");
        assert_eq!(ron::live::count(), before + 1);
        let folded = loaded.fold();
        assert_eq!(ron::live::count(), before);
        let loaded = folded.unfold();
        assert_eq!(ron::live::count(), before + 1);
        drop(loaded);
        assert_eq!(ron::live::count(), before);
    }

    #[test]
    fn of_a_tree_without_notes_only_the_beginning_is_kept_and_what_is_written_is_the_same() {
        let begin = "#![type = \"x\"]\r\n";
        for (text, kept) in [
            ("Catalog(format: 1, name: \"a\")", false),
            ("Catalog(format: 1, /* why */ name: \"a\")", true),
            ("Catalog(format: 1, name: \"a\\u{e9}\")", true),
        ] {
            let loaded = read(format!("{begin}{text}").into_bytes()).expect("a catalog");
            let catalog = Arc::clone(&loaded.catalog);
            let whole = write(&catalog, Some(&loaded.document)).expect("it can be written");
            let notes = loaded.into_notes();
            assert_eq!(notes.root.group().is_some(), kept, "{text}");
            assert_eq!(write(&catalog, Some(&notes)).expect("it can be written"), whole);
            assert!(whole.contains(begin), "{whole}");
        }
    }
}
