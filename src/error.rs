//! Every error that the library gives, as `std::error::Error`: its sentence in English, as for programs. Owns no error, and
//! what each says to a person stands where it is made.

#[cfg(feature = "arrow")]
use crate::contacts::BlockError;
use crate::contacts::StoreError;
use crate::engine::CallError;
use crate::rule::Diagnostic;
#[cfg(feature = "serve")]
use crate::serve::ServeError;
use crate::storage::{FileError, LoadError, ReadError, SaveError};
use crate::text::{Language, Message};
use std::error::Error;
use std::fmt::{Display, Formatter, Result};

fn say(f: &mut Formatter<'_>, message: &Message) -> Result {
    f.write_str(&Language::En.say(message))
}

/// Errors that are a sentence, in the field `message`.
macro_rules! said {
    ($($(#[$only:meta])? $error:ty),+ $(,)?) => {
        $(
            $(#[$only])?
            impl Display for $error {
                fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                    say(f, &self.message)
                }
            }

            $(#[$only])?
            impl Error for $error {}
        )+
    };
}

said!(
    CallError,
    Diagnostic,
    FileError,
    StoreError,
    #[cfg(feature = "arrow")]
    BlockError,
    #[cfg(feature = "audience")]
    crate::audience::source::SourceError,
    #[cfg(feature = "serve")]
    ServeError,
);

impl Display for ReadError {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "{}:{}: ", self.line, self.column)?;
        say(f, &self.message)
    }
}

impl Error for ReadError {}

impl Display for LoadError {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::File(error) => error.fmt(f),
            Self::Content(errors) => {
                for (place, error) in errors.iter().enumerate() {
                    let between = if place > 0 { "\n" } else { "" };
                    write!(f, "{between}{error}")?;
                }
                Ok(())
            }
        }
    }
}

impl Error for LoadError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::File(error) => Some(error),
            Self::Content(errors) => errors.first().map(|error| error as _),
        }
    }
}

impl Display for SaveError {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Changed(error) | Self::File(error) => error.fmt(f),
        }
    }
}

impl Error for SaveError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Changed(error) | Self::File(error) => Some(error),
        }
    }
}

/// Errors of work that may be given up.
#[cfg(feature = "audience")]
macro_rules! given_up {
    ($($error:ty, $given_up:ident, $what:literal;)+) => {
        $(
            impl Display for $error {
                fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                    match self {
                        Self::$given_up => f.write_str($what),
                        Self::Failed(message) => say(f, message),
                    }
                }
            }

            impl Error for $error {}
        )+
    };
}

#[cfg(feature = "audience")]
given_up! {
    crate::audience::import::ImportError, Cancelled, "the import was given up";
    crate::simulation::SimulationError, GivenUp, "the simulation was given up";
}

#[cfg(feature = "cli")]
impl Display for crate::app::ExportError {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::NothingLive => f.write_str("the catalog has no Live environment"),
            Self::Unsound(issues) => write!(f, "what would be exported has {} errors", issues.len()),
            Self::Unwritable(message) => say(f, message),
        }
    }
}

#[cfg(feature = "cli")]
impl Error for crate::app::ExportError {}

#[cfg(feature = "cli")]
impl Display for crate::app::PublishError {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::NothingDesigned => f.write_str("the catalog has no Design environment"),
            Self::Obstructed(_) | Self::Unsound(_) => {
                f.write_str("something stands in the way of publishing")
            }
        }
    }
}

#[cfg(feature = "cli")]
impl Error for crate::app::PublishError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_say_what_is_wrong_and_where() {
        let errors = crate::storage::read(&b"Catalog(\n  format: 1,\n  name: 3)"[..]).expect_err("no name");
        let error = LoadError::Content(errors);
        assert!(error.to_string().starts_with("3:9: "), "{error}");
        assert!(error.source().is_some_and(|source| source.to_string() == error.to_string()));
        let gone = crate::storage::load(std::path::Path::new("nowhere.catalog.ron")).expect_err("no file");
        assert!(gone.to_string().contains("nowhere.catalog.ron"), "{gone}");
    }
}
