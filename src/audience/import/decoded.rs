//! Text of any encoding as UTF-8. Owns the decoding, piece by piece.

use encoding_rs::{Decoder, Encoding, UTF_8};
use std::io::{self, Read};

/// How many bytes are decoded together.
const TOGETHER: usize = 1 << 16;

/// Reads text of an encoding as UTF-8, without a byte order mark. What is UTF-8 already goes through as it is, wrong bytes
/// too, and without a copy: the rows that they stand in are told.
pub(in crate::audience) struct Decoded<R> {
    from: R,
    /// None for UTF-8.
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    text: Vec<u8>,
    given: usize,
    is_first: bool,
    is_over: bool,
}

impl<R: Read> Decoded<R> {
    pub(in crate::audience) fn new(from: R, encoding: &'static Encoding) -> Self {
        let decoder = (encoding != UTF_8).then(|| encoding.new_decoder_with_bom_removal());
        Self {
            from,
            decoder,
            raw: vec![0; TOGETHER],
            text: Vec::new(),
            given: 0,
            is_first: true,
            is_over: false,
        }
    }

    /// Reads more, until there is text or the end.
    fn refill(&mut self) -> io::Result<()> {
        self.text.clear();
        self.given = 0;
        while self.text.is_empty() && !self.is_over {
            let count = self.from.read(&mut self.raw)?;
            self.is_over = count == 0;
            match &mut self.decoder {
                None => self.text.extend_from_slice(&self.raw[..count]),
                Some(decoder) => {
                    let room = decoder.max_utf8_buffer_length(count).unwrap_or(4 * TOGETHER);
                    let mut text = String::with_capacity(room);
                    // There is room for all of it.
                    let _ = decoder.decode_to_string(&self.raw[..count], &mut text, self.is_over);
                    self.text.extend_from_slice(text.as_bytes());
                }
            }
            if std::mem::take(&mut self.is_first)
                && self.decoder.is_none()
                && self.text.starts_with(b"\xef\xbb\xbf")
            {
                self.given = 3;
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.text.len() {
            if self.decoder.is_none() && !self.is_first {
                return self.from.read(buffer);
            }
            self.refill()?;
            if self.given == self.text.len() && !self.is_over {
                return self.read(buffer);
            }
        }
        let count = (self.text.len() - self.given).min(buffer.len());
        buffer[..count].copy_from_slice(&self.text[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{UTF_16LE, WINDOWS_1252};

    fn read(bytes: &[u8], encoding: &'static Encoding) -> String {
        let mut text = String::new();
        Decoded::new(bytes, encoding).read_to_string(&mut text).expect("in memory");
        text
    }

    #[test]
    fn any_encoding_is_read_without_its_mark() {
        assert_eq!(read(b"\xef\xbb\xbfa;\xc3\xa9", UTF_8), "a;é");
        assert_eq!(read(b"a;\xe9;\x80", WINDOWS_1252), "a;é;€");
        assert_eq!(read(b"\xff\xfea\0;\0\xe9\0", UTF_16LE), "a;é");
        assert_eq!(read(b"", UTF_8), "");
        let long = "é".repeat(TOGETHER);
        let bytes: Vec<u8> = long.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&bytes, UTF_16LE), long);
    }
}
