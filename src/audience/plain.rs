//! Files that are opened more than once: their beginning says what they are, before the rest is read. Owns that what can be
//! read only once, as a pipe, is refused before it is opened, which may wait for ever.

use crate::text::Message;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;

/// Opens a plain file for reading.
pub(super) fn open(path: &Path) -> Result<File, Message> {
    let failed = |error: io::Error| {
        let message = Message::new("audience-unreadable").with("file", path.display().to_string());
        message.with("detail", error.to_string())
    };
    let metadata = fs::metadata(path).map_err(failed)?;
    if metadata.is_dir() {
        return Err(failed(ErrorKind::IsADirectory.into()));
    }
    if !metadata.is_file() {
        return Err(Message::new("audience-not-plain").with("file", path.display().to_string()));
    }
    File::open(path).map_err(failed)
}
