//! Whose contacts a command asks for: the catalog's own, or with `--audience` those of a database.

use super::console::Failure;
use crate::contacts::{ContactStore, Population};
use crate::model::Catalog;
use std::sync::Arc;

#[derive(Debug, clap::Args)]
pub(super) struct ContactFlags {
    #[cfg(feature = "audience")]
    #[arg(long, value_name = "DB")]
    audience: Option<std::path::PathBuf>,
}

impl ContactFlags {
    /// The contacts, for a catalog.
    pub(super) fn open(&self, catalog: &Arc<Catalog>) -> Result<Box<dyn ContactStore>, Failure> {
        #[cfg(feature = "audience")]
        if let Some(path) = &self.audience {
            return Ok(Box::new(crate::audience::Database::open(path, catalog)?));
        }
        Ok(Box::new(Population::of(catalog)))
    }
}
