//! The splits of a catalog: the names that its rules tell contacts apart by. Nobody declares them.

use super::references;
use crate::model::Catalog;
use crate::rule::splits_called;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The names of the splits that some rule or formula of the catalog calls, by the alphabet.
pub fn splits(catalog: &Arc<Catalog>) -> Vec<String> {
    let mut found = BTreeSet::new();
    references::visit(catalog, &mut |reference, text| {
        // Few rules call any: the others are not read.
        if reference.is_rule() && text.contains("split") {
            found.extend(splits_called(text).into_iter().map(str::to_owned));
        }
    });
    found.into_iter().collect()
}
