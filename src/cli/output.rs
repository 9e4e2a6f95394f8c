//! What the command line writes: to a file, or to standard output. Owns the names of standard output; [`crate::storage`]
//! saves files.

use super::console::{Console, Failure};
use super::input::Input;
use crate::storage::{self, Expected, Saving};
use crate::text::Message;
use std::io::Write;
use std::path::Path;

/// The file that an option names; none for standard output, which is what nothing, `-` and the names of it mean: what it is,
/// a pipe or somebody's file, is written to in its turn.
pub(super) fn file(output: Option<&Path>) -> Option<&Path> {
    let standard = ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];
    output.filter(|path| standard.iter().all(|name| *path != Path::new(name)))
}

/// Writes to the file that an option names, whatever it holds, or to standard output.
pub(super) fn write(
    output: Option<&Path>,
    content: &[u8],
    backup: bool,
    console: &mut Console,
) -> Result<(), Failure> {
    match file(output) {
        None => Ok(console.out().write_all(content)?),
        Some(path) => save(path, content, (backup, Expected::Anything), console),
    }
}

/// Saves a file, with or without its previous version beside it, where it holds what is expected. Tells what a person should
/// know of it.
pub(super) fn save(
    path: &Path,
    content: impl AsRef<[u8]>,
    (backup, expected): (bool, Expected),
    console: &Console,
) -> Result<(), Failure> {
    let saving = Saving { backup, heeds_protection: false, expected };
    if let Some(notice) = storage::save(path, content, &saving)?.notice {
        console.note(&notice);
    }
    Ok(())
}

/// Refuses an output that would take the place of the catalog that is read.
pub(super) fn refuse_onto(input: &Input, output: Option<&Path>) -> Result<(), Failure> {
    let Some(path) = file(output) else { return Ok(()) };
    let is_same = match input {
        Input::File(input) => storage::is_same_file(input, path),
        // A file that is sent to standard input is somebody's catalog, too.
        Input::Standard => path.is_file() && storage::is_same_file(Path::new("/dev/stdin"), path),
    };
    if is_same {
        return Err(Message::new("cli-export-onto-itself").with("file", path.display().to_string()).into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standard_output_has_several_names_and_no_file_is_taken_for_it() {
        for name in ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"] {
            assert_eq!(file(Some(Path::new(name))), None, "{name}");
        }
        assert_eq!(file(None), None);
        for name in ["./-", "out.json", "stdout", "/dev/null"] {
            assert_eq!(file(Some(Path::new(name))), Some(Path::new(name)));
        }
    }
}
