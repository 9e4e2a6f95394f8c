//! The blocks of an Arrow file, read from its beginning to its end. Owns where they are, and that a thread which is done with
//! one leaves its memory to the next: getting so much anew for each takes longer than reading it.

use super::file::{At, Whole};
use arrow_array::RecordBatch;
use arrow_buffer::Buffer;
use arrow_ipc::convert::fb_to_schema;
use arrow_ipc::reader::{FileDecoder, read_footer_length};
use arrow_ipc::{Block, root_as_footer, root_as_message};
use arrow_schema::{ArrowError, SchemaRef};
use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::sync::Arc;

/// What stands behind the footer of a file: its length, and a mark.
const TRAILER: usize = 10;

/// How a message begins: a mark and a length.
const HEAD: u64 = 8;

/// What the footer of a file says: its columns, and where its blocks are.
#[derive(Debug)]
pub(super) struct Footer {
    pub(super) schema: SchemaRef,
    /// With the dictionaries of the file.
    decoder: FileDecoder,
    /// In the order in which they stand.
    blocks: Vec<Place>,
}

/// Where a block is.
#[derive(Debug, Clone, Copy)]
struct Place {
    block: Block,
    start: u64,
    length: usize,
}

impl Footer {
    /// Reads the footer of a file, and its dictionaries.
    pub(super) fn read(file: &mut File) -> Result<Self, ArrowError> {
        let end = file.seek(SeekFrom::End(0))?;
        let mut trailer = [0; TRAILER];
        let before = |end: u64, length: usize| {
            end.checked_sub(length as u64).ok_or_else(|| io::Error::from(ErrorKind::UnexpectedEof))
        };
        let behind = before(end, TRAILER)?;
        file.seek(SeekFrom::Start(behind))?;
        file.read_exact(&mut trailer)?;
        let length = read_footer_length(trailer)?;
        file.seek(SeekFrom::Start(before(behind, length)?))?;
        let mut footer = vec![0; length];
        file.read_exact(&mut footer)?;
        let wrong = |problem: &str| ArrowError::ParseError(problem.to_owned());
        let footer = root_as_footer(&footer).map_err(|error| wrong(&error.to_string()))?;
        let schema = footer.schema().ok_or_else(|| wrong("no schema"))?;
        if !schema.endianness().equals_to_target_endianness() {
            return Err(wrong("the other byte order"));
        }
        let schema = SchemaRef::new(fb_to_schema(schema));
        let mut decoder = FileDecoder::new(Arc::clone(&schema), footer.version());
        for block in footer.dictionaries().into_iter().flatten() {
            let Place { start, length, .. } = Place::of(block, end)?;
            file.seek(SeekFrom::Start(start))?;
            let mut bytes = vec![0; length];
            file.read_exact(&mut bytes)?;
            told_inside(&bytes, block)?;
            decoder.read_dictionary(block, &Buffer::from_vec(bytes))?;
        }
        let blocks = footer.recordBatches().into_iter().flatten().map(|block| Place::of(block, end));
        let mut blocks: Vec<Place> = blocks.collect::<Result<_, _>>()?;
        blocks.sort_by_key(|place| place.start);
        Ok(Self { schema, decoder, blocks })
    }

    fn largest(&self) -> usize {
        self.blocks.iter().map(|place| place.length).max().unwrap_or_default()
    }

    /// The blocks of the file, which are read one after another.
    pub(super) fn blocks<'a>(self: &Arc<Self>, at: &'a At, file: File) -> Blocks<'a> {
        Blocks { footer: Arc::clone(self), file: at.read_whole(file), read: 0, next: 0, given: Vec::new() }
    }
}

impl Place {
    /// Where a block is in a file of so many bytes.
    fn of(block: &Block, end: u64) -> Result<Self, ArrowError> {
        let whole = || {
            let start = u64::try_from(block.offset()).ok()?;
            let head = u64::try_from(block.metaDataLength()).ok().filter(|head| *head >= HEAD)?;
            let length = head.checked_add(u64::try_from(block.bodyLength()).ok()?)?;
            (start.checked_add(length)? <= end).then_some((start, usize::try_from(length).ok()?))
        };
        let (start, length) =
            whole().ok_or_else(|| ArrowError::ParseError("a block that is not in the file".to_owned()))?;
        Ok(Self { block: *block, start, length })
    }
}

/// Refuses a block that tells of values which are not in it: the crate takes for granted that they are.
fn told_inside(bytes: &[u8], block: &Block) -> Result<(), ArrowError> {
    let head = if bytes.starts_with(&[0xff; 4]) { HEAD } else { HEAD / 2 };
    let message = usize::try_from(head).ok().and_then(|head| root_as_message(bytes.get(head..)?).ok());
    let batch = message.and_then(|message| {
        message.header_as_record_batch().or_else(|| message.header_as_dictionary_batch()?.data())
    });
    let is_inside = |buffer: &arrow_ipc::Buffer| {
        let end = buffer.offset().checked_add(buffer.length());
        buffer.offset() >= 0 && buffer.length() >= 0 && end.is_some_and(|end| end <= block.bodyLength())
    };
    // What is no message of this kind is told when it is decoded.
    if batch.is_none_or(|batch| batch.buffers().into_iter().flatten().all(is_inside)) {
        return Ok(());
    }
    Err(ArrowError::ParseError("a block with values outside it".to_owned()))
}

/// The blocks of a file.
pub(super) struct Blocks<'a> {
    footer: Arc<Footer>,
    file: Whole<'a>,
    /// How many bytes were read, and which block is the next one.
    read: u64,
    next: usize,
    /// The memory of those that were given.
    given: Vec<Buffer>,
}

/// A block that was read.
pub(super) struct ReadBytes {
    footer: Arc<Footer>,
    block: Block,
    bytes: Buffer,
}

impl Blocks<'_> {
    fn read(&mut self) -> io::Result<Option<ReadBytes>> {
        let Some(Place { block, start, length }) = self.footer.blocks.get(self.next).copied() else {
            io::copy(&mut self.file, &mut io::sink())?;
            return Ok(None);
        };
        self.next += 1;
        let between = start.checked_sub(self.read).ok_or(ErrorKind::InvalidData)?;
        io::copy(&mut (&mut self.file).take(between), &mut io::sink())?;
        let mut bytes = self.free();
        // Room for the largest: blocks differ a little, and memory that grows is another one.
        bytes.reserve_exact(self.footer.largest().saturating_sub(bytes.len()));
        bytes.resize(length, 0);
        self.file.read_exact(&mut bytes)?;
        self.read = start + length as u64;
        let bytes = Buffer::from_vec(bytes);
        self.given.push(bytes.clone());
        Ok(Some(ReadBytes { footer: Arc::clone(&self.footer), block, bytes }))
    }

    /// The memory of a block with which its thread is done.
    fn free(&mut self) -> Vec<u8> {
        let mut free = Vec::new();
        for bytes in std::mem::take(&mut self.given) {
            match bytes.into_vec() {
                Ok(bytes) => free = bytes,
                Err(bytes) => self.given.push(bytes),
            }
        }
        free
    }
}

impl Iterator for Blocks<'_> {
    type Item = io::Result<ReadBytes>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}

impl ReadBytes {
    /// The rows of the block.
    pub(super) fn rows(&self) -> Result<RecordBatch, ArrowError> {
        told_inside(&self.bytes, &self.block)?;
        let batch = self.footer.decoder.read_record_batch(&self.block, &self.bytes)?;
        Ok(batch.unwrap_or_else(|| RecordBatch::new_empty(Arc::clone(&self.footer.schema))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::{ArrayRef, DictionaryArray, Int64Array, types::Int32Type};
    use arrow_ipc::writer::FileWriter;
    use std::path::Path;

    fn rows(from: i64) -> RecordBatch {
        let numbers: ArrayRef = Arc::new(Int64Array::from_iter_values(from..from + 100));
        let words = (0..100).map(|row| if row % 2 == 0 { "even" } else { "odd" });
        let words: ArrayRef = Arc::new(words.collect::<DictionaryArray<Int32Type>>());
        RecordBatch::try_from_iter([("number", numbers), ("word", words)]).expect("two columns")
    }

    fn read(path: &Path) -> Result<Vec<RecordBatch>, String> {
        let wrong = |error: &dyn std::fmt::Display| error.to_string();
        let mut file = File::open(path).map_err(|error| wrong(&error))?;
        let footer = Arc::new(Footer::read(&mut file).map_err(|error| wrong(&error))?);
        file.rewind().map_err(|error| wrong(&error))?;
        let at = At::new(path);
        let blocks = footer.blocks(&at, file);
        blocks
            .map(|block| block.map_err(|error| wrong(&error))?.rows().map_err(|error| wrong(&error)))
            .collect()
    }

    #[test]
    fn blocks_are_read_as_they_were_written_and_a_file_that_is_cut_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("people.arrow");
        let written: Vec<RecordBatch> = [0, 100, 200].map(rows).into();
        let mut writer = FileWriter::try_new(Vec::new(), &written[0].schema()).expect("a schema");
        for batch in &written {
            writer.write(batch).expect("written");
        }
        let bytes = writer.into_inner().expect("written");
        std::fs::write(&path, &bytes).expect("written");
        assert_eq!(read(&path), Ok(written));
        for length in (0..bytes.len()).step_by(97) {
            // The end of a whole file behind half of one: the blocks that it tells of are not there.
            let half = [&bytes[..length / 2], &bytes[bytes.len() - length / 2..]].concat();
            for cut in [&bytes[..length], &half] {
                std::fs::write(&path, cut).expect("written");
                assert!(read(&path).is_err(), "{length}");
            }
        }
    }

    #[test]
    fn the_memory_of_a_block_serves_the_next_one_when_its_thread_is_done() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("people.arrow");
        let mut writer =
            FileWriter::try_new(File::create(&path).expect("made"), &rows(0).schema()).expect("a schema");
        [0, 100, 200].map(rows).iter().for_each(|batch| writer.write(batch).expect("written"));
        writer.finish().expect("written");
        let mut file = File::open(&path).expect("opened");
        let footer = Arc::new(Footer::read(&mut file).expect("a footer"));
        file.rewind().expect("at its beginning");
        let at = At::new(&path);
        let mut blocks = footer.blocks(&at, file);
        let mut next = || blocks.next().expect("another block").expect("read");
        let first = next();
        let held = first.rows().expect("decoded");
        let place = first.bytes.as_ptr();
        drop(first);
        let second = next();
        assert_ne!(second.bytes.as_ptr(), place, "its rows are still there");
        drop(held);
        assert_eq!(next().bytes.as_ptr(), place);
    }
}
