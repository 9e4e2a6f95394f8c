//! What tells a catalog from another. Owns the digest of its contents.

use crate::model::Catalog;
use std::io;
use xxhash_rust::xxh64::Xxh64;

/// Takes in what is written.
struct Digest(Xxh64);

impl io::Write for Digest {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The same for two catalogs that hold the same, but for their contacts, which are a population of their own.
pub(super) fn of_catalog(catalog: &Catalog) -> u64 {
    let mut digest = Digest(Xxh64::new(0));
    let own = Catalog { contacts: Vec::new(), ..catalog.clone() };
    // A digest takes all that is written, and a catalog holds nothing that JSON cannot.
    let _ = serde_json::to_writer(io::BufWriter::new(&mut digest), &own);
    digest.0.digest()
}

/// As 16 hexadecimal digits.
pub(super) fn in_words(digest: u64) -> String {
    format!("{digest:016x}")
}
