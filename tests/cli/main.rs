//! The real program on its command line (`domain.md` §8): output, exit codes, JSON shapes, bad input.

#[cfg(unix)]
mod arguments;
#[cfg(feature = "audience")]
mod audience;
mod calls;
mod check;
mod coverage;
mod decide;
mod diff;
mod exchange;
mod files;
mod formats;
mod merge;
mod page;
mod program;
mod publish;
#[cfg(unix)]
mod safety;
#[cfg(unix)]
mod saving;
mod servers;
mod severities;
#[cfg(feature = "audience")]
mod simulate;
mod support;
mod tools;
