//! Files that are packed, read as what is in them. Owns how that is told; whoever reads need not know.

use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{self, Read, Seek};

/// How a file begins that gzip packed.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// What is in a file: it unpacked, or as it is.
pub(in crate::audience) enum Unpacked<R> {
    AsItIs(R),
    Gzip(Box<MultiGzDecoder<R>>),
}

impl Unpacked<File> {
    /// What is in a file.
    pub(in crate::audience) fn of(file: File) -> io::Result<Self> {
        Self::read_by(file, |file| file)
    }
}

impl<R: Read> Unpacked<R> {
    /// What is in a file that something reads.
    pub(in crate::audience) fn read_by(mut file: File, by: impl FnOnce(File) -> R) -> io::Result<Self> {
        let mut start = Vec::new();
        (&mut file).take(GZIP.len() as u64).read_to_end(&mut start)?;
        file.rewind()?;
        let read = by(file);
        Ok(if start == GZIP { Self::Gzip(Box::new(MultiGzDecoder::new(read))) } else { Self::AsItIs(read) })
    }

    /// Whether it is packed.
    pub(super) fn is_packed(&self) -> bool {
        matches!(self, Self::Gzip(_))
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::AsItIs(read) => read.read(buffer),
            Self::Gzip(read) => read.read(buffer),
        }
    }
}
