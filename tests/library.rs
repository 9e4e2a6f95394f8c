//! What stands at the root of the library: every error is one, and what is shared between threads can be.

use std::error::Error;
use std::fs;
use std::path::Path;

fn is_error<E: Error + Send + Sync + 'static>() {}
fn is_shared<T: Send + Sync + 'static>() {}

#[test]
fn every_error_is_one_and_says_something() {
    is_error::<vitrine::CallError>();
    is_error::<vitrine::LoadError>();
    is_error::<vitrine::StoreError>();
    is_error::<vitrine::storage::FileError>();
    is_error::<vitrine::storage::ReadError>();
    is_error::<vitrine::storage::SaveError>();
    is_error::<vitrine::storage::WriteError>();
    is_error::<vitrine::rule::Diagnostic>();
    is_error::<vitrine::app::ExportError>();
    is_error::<vitrine::app::PublishError>();
    #[cfg(feature = "arrow")]
    is_error::<vitrine::contacts::BlockError>();
    #[cfg(feature = "audience")]
    {
        is_error::<vitrine::audience::source::SourceError>();
        is_error::<vitrine::audience::import::ImportError>();
        is_error::<vitrine::simulation::SimulationError>();
    }
    #[cfg(feature = "serve")]
    is_error::<vitrine::serve::ServeError>();
}

#[test]
fn what_threads_share_can_be_shared() {
    is_shared::<vitrine::Plan>();
    is_shared::<vitrine::Population>();
    is_shared::<vitrine::Catalog>();
    is_shared::<vitrine::Decision>();
    is_shared::<Box<dyn vitrine::ContactStore>>();
}

/// No error is forgotten above: those of the sources are named there.
#[test]
fn no_public_error_is_left_out() {
    let own = include_str!("library.rs");
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if entry.is_dir() {
                folders.push(entry);
                continue;
            }
            let text = fs::read_to_string(&entry).expect("UTF-8");
            let types = text.lines().filter_map(|line| {
                let rest = line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum "))?;
                let name = rest.split(|c: char| !c.is_alphanumeric()).next()?;
                (name.ends_with("Error") && name != "Error").then_some(name)
            });
            for name in types {
                assert!(
                    own.contains(&format!("::{name}>();")),
                    "{}: {name} is no error here",
                    entry.display()
                );
            }
        }
    }
}
