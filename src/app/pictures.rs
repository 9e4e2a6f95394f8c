//! The pictures of previews: read from beside the catalog's file, or from their own address, and decoded by a
//! worker. Owns which are kept, and what may be read: nothing from the network, nothing outside the folder of
//! the catalog.

use crate::app::sample;
use crate::html::{self, Address};
use crate::text::Message;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::{ImageReader, Limits};
use percent_encoding::percent_decode_str;
use std::cell::Cell;
use std::collections::HashMap;
use std::fs::File;
use std::io::{Cursor, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// Bytes of a picture's file: those of offers have a few hundred thousand.
const MOST_MEGABYTES: u32 = 8;
const MOST_BYTES: u64 = 8 * 1024 * 1024;
/// Pixels of a side while it is decoded: a file of a few bytes can ask for any size.
const MOST_DECODED: u32 = 8_192;
/// Bytes that decoding may take: a picture of that size in four colours does not fit twice.
const MOST_MEMORY: u64 = 320 * 1024 * 1024;
/// Pixels of a side that are kept: no preview shows more, and every graphics card can.
const MOST_SIDE: u32 = 1_600;
/// Pictures that are kept. One more takes the place of that which was out of sight the longest.
const MOST_KEPT: usize = 64;
/// Bytes of them, decoded: a dozen of the largest, and hundreds of the size that offers have.
const MOST_KEPT_MEGABYTES: usize = 128;
/// The same in bytes.
pub const MOST_PICTURE_BYTES: usize = MOST_KEPT_MEGABYTES * 1024 * 1024;

/// A picture, decoded.
#[derive(Clone, PartialEq, Eq)]
pub struct Pixels {
    /// Its width and height in pixels.
    pub size: [usize; 2],
    /// Red, green, blue and opacity of each pixel, row by row.
    pub rgba: Vec<u8>,
}

impl std::fmt::Debug for Pixels {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pixels").field("size", &self.size).finish_non_exhaustive()
    }
}

/// What is known of a picture.
#[derive(Debug, Clone)]
pub enum Picture {
    /// It is being read.
    Reading,
    /// It can be shown.
    Ready(Arc<Pixels>),
    /// It is not shown, for this reason.
    Refused(Message),
}

/// What tells a picture from others: the folder that its address is beside, and the address.
pub(super) type Key = (Option<PathBuf>, Arc<str>);

/// The pictures that were read. Those in sight stay: where more are in sight than are kept, the others are not shown,
/// rather than all read again in each frame.
#[derive(Debug, Default)]
pub struct Pictures {
    kept: HashMap<Key, KeptPicture>,
    /// Those for which there was no room, and what is said of them.
    left_out: HashMap<Key, Picture>,
    frame: u64,
}

#[derive(Debug)]
struct KeptPicture {
    picture: Picture,
    /// The frame that drew it last. The frame only reads, hence the cell.
    drawn: Cell<u64>,
}

impl KeptPicture {
    /// The bytes of its pixels.
    fn size(&self) -> usize {
        match &self.picture {
            Picture::Ready(pixels) => pixels.rgba.len(),
            Picture::Reading | Picture::Refused(_) => 0,
        }
    }
}

impl Pictures {
    pub(super) fn get(&self, key: &Key) -> Option<&Picture> {
        if let Some(kept) = self.kept.get(key) {
            kept.drawn.set(self.frame);
            return Some(&kept.picture);
        }
        self.left_out.get(key)
    }

    /// A frame begins. Where one of the last frame's went out of sight, those that were left out may come.
    pub(super) fn begin_frame(&mut self) {
        let last = self.frame;
        if !self.left_out.is_empty() && self.kept.values().any(|kept| kept.drawn.get() < last) {
            self.left_out.clear();
        }
        self.frame += 1;
    }

    /// Makes room for a picture that is about to be read. Where all that are kept are in sight there is none.
    pub(super) fn make_room(&mut self, key: &Key) -> bool {
        if self.kept.len() < MOST_KEPT {
            return true;
        }
        if self.drop_longest_unseen(self.frame, |_| true) {
            return true;
        }
        let many = Message::new("render-picture-many").with("count", MOST_KEPT);
        self.left_out.insert(key.clone(), Picture::Refused(many));
        false
    }

    /// Drops the picture of some that was out of sight the longest, if one was not drawn since a frame.
    fn drop_longest_unseen(&mut self, since: u64, of: impl Fn(&KeptPicture) -> bool) -> bool {
        let unseen = self.kept.iter().filter(|(_, kept)| kept.drawn.get() < since && of(kept));
        let longest = unseen.min_by_key(|(_, kept)| kept.drawn.get()).map(|(key, _)| key.clone());
        longest.is_some_and(|longest| self.kept.remove(&longest).is_some())
    }

    /// Takes a picture over. One that lost its place while it was read is dropped.
    pub(super) fn put(&mut self, key: Key, picture: Picture) {
        if self.kept.len() >= MOST_KEPT && !self.kept.contains_key(&key) {
            return;
        }
        let drawn = self.kept.remove(&key).map_or(self.frame, |kept| kept.drawn.get());
        let kept = KeptPicture { picture, drawn: Cell::new(drawn) };
        while self.size() + kept.size() > MOST_PICTURE_BYTES {
            // This frame may not have drawn yet what the last one drew.
            if !self.drop_longest_unseen(self.frame.saturating_sub(1), |kept| kept.size() > 0) {
                let heavy = Message::new("render-picture-heavy").with("megabytes", MOST_KEPT_MEGABYTES);
                self.left_out.insert(key, Picture::Refused(heavy));
                return;
            }
        }
        self.kept.insert(key, kept);
    }

    /// The bytes of all pixels that are kept.
    fn size(&self) -> usize {
        self.kept.values().map(KeptPicture::size).sum()
    }

    pub(super) fn forget(&mut self, key: &Key) {
        self.kept.remove(key);
    }

    pub(super) fn clear(&mut self) {
        self.kept.clear();
        self.left_out.clear();
    }
}

/// Reads and decodes a picture.
pub(super) fn read((folder, address): &Key) -> Picture {
    // A picture comes with the catalog, from anybody: what makes its decoder fail is only not shown.
    let decode = |bytes: Vec<u8>| {
        std::panic::catch_unwind(|| decode(&bytes))
            .unwrap_or_else(|_| Err(Message::new("render-picture-unreadable")))
    };
    let decoded = bytes(folder.as_deref(), address).and_then(decode);
    match decoded {
        Ok(pixels) => Picture::Ready(Arc::new(pixels)),
        Err(problem) => Picture::Refused(problem),
    }
}

/// A picture as a data URL, for a page that may load nothing.
pub(super) fn data_url(folder: Option<&Path>, address: &str) -> Option<String> {
    let bytes = bytes(folder, address).ok()?;
    let kind = image::guess_format(&bytes).ok()?.to_mime_type();
    Some(format!("data:{kind};base64,{}", STANDARD.encode(bytes)))
}

/// The bytes of a picture.
fn bytes(folder: Option<&Path>, address: &str) -> Result<Vec<u8>, Message> {
    match Address::of(address) {
        // Nothing is loaded from the network. A copy of it is shown.
        Address::Web(web) => html::copy_of_web(&web)
            .and_then(|path| of_file(folder, &path).ok())
            .ok_or_else(|| Message::new("render-picture-remote")),
        Address::Data => of_data_url(address),
        Address::Local(path) => of_file(folder, &path),
        Address::Script | Address::Other => Err(Message::new("render-picture-address")),
    }
}

fn of_data_url(address: &str) -> Result<Vec<u8>, Message> {
    let broken = || Message::new("render-picture-unreadable");
    let (kind, data) = address.split_once(',').ok_or_else(broken)?;
    let data: Vec<u8> = percent_decode_str(data.trim()).collect();
    if !kind.trim_end().ends_with(";base64") {
        return Ok(data);
    }
    let visible: Vec<u8> = data.into_iter().filter(|byte| !byte.is_ascii_whitespace()).collect();
    STANDARD.decode(visible).map_err(|_| broken())
}

/// The bytes of a file beside the catalog, links followed. One that would lie elsewhere is refused.
fn of_file(folder: Option<&Path>, address: &str) -> Result<Vec<u8>, Message> {
    let outside = || Message::new("render-picture-outside");
    let missing = || Message::new("render-picture-missing").with("file", address);
    let written = percent_decode_str(address).decode_utf8().map_err(|_| missing())?;
    let path = Path::new(&*written);
    let below = path.components().all(|it| matches!(it, Component::Normal(_) | Component::CurDir));
    if !below || written.contains(['\\', ':']) {
        return Err(outside());
    }
    if let Some(picture) =
        sample::picture(&written).filter(|_| !folder.is_some_and(|it| it.join(path).exists()))
    {
        return Ok(picture.to_vec());
    }
    let folder = folder.ok_or_else(|| Message::new("render-picture-unsaved"))?;
    let folder = folder.canonicalize().map_err(|_| missing())?;
    let file = folder.join(path).canonicalize().map_err(|_| missing())?;
    if !file.starts_with(&folder) {
        return Err(outside());
    }
    if !file.is_file() {
        return Err(missing());
    }
    let mut bytes = Vec::new();
    let file = File::open(file).map_err(|_| missing())?;
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|_| missing())?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > MOST_BYTES) {
        return Err(too_large());
    }
    Ok(bytes)
}

fn too_large() -> Message {
    Message::new("render-picture-large").with("megabytes", MOST_MEGABYTES).with("pixels", MOST_DECODED)
}

fn decode(bytes: &[u8]) -> Result<Pixels, Message> {
    let unreadable = || Message::new("render-picture-unreadable");
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_DECODED);
    limits.max_image_height = Some(MOST_DECODED);
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| unreadable())?;
    reader.limits(limits);
    let picture = reader.decode().map_err(|error| match error {
        image::ImageError::Limits(_) => too_large(),
        _ => unreadable(),
    })?;
    let picture = if picture.width().max(picture.height()) > MOST_SIDE {
        picture.thumbnail(MOST_SIDE, MOST_SIDE)
    } else {
        picture
    };
    let rgba = picture.into_rgba8();
    let side = |pixels: u32| usize::try_from(pixels).unwrap_or_default();
    Ok(Pixels { size: [side(rgba.width()), side(rgba.height())], rgba: rgba.into_raw() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture of four pixels.
    fn png() -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let picture = image::RgbaImage::from_pixel(2, 2, image::Rgba([255, 0, 0, 255]));
        picture.write_to(&mut bytes, image::ImageFormat::Png).expect("written");
        bytes.into_inner()
    }

    #[track_caller]
    fn refused(folder: Option<&Path>, address: &str) -> &'static str {
        match read(&(folder.map(Path::to_path_buf), address.into())) {
            Picture::Refused(message) => message.id,
            other => panic!("{address}: {other:?}"),
        }
    }

    fn size(folder: &Path, address: &str) -> Option<[usize; 2]> {
        match read(&(Some(folder.to_path_buf()), address.into())) {
            Picture::Ready(pixels) => Some(pixels.size),
            _ => None,
        }
    }

    #[test]
    fn every_picture_of_the_sample_catalogs_is_there() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogs");
        for name in ["neobank", "travel", "two_brands"] {
            let text = std::fs::read(folder.join(format!("{name}.catalog.ron"))).expect("a catalog");
            let catalog = crate::storage::read(&text).expect("a catalog").catalog;
            let mut offers = 0;
            for environment in &catalog.environments {
                environment.walk_categories(|_, category| {
                    for offer in &category.offers {
                        let address = &offer.content.image_url;
                        assert_eq!(
                            size(&folder, address),
                            Some([480, 200]),
                            "{name}, {}: {address}",
                            offer.name
                        );
                        offers += 1;
                    }
                });
            }
            assert!(offers > 10, "{name}");
        }
    }

    #[test]
    fn pictures_of_the_sample_are_shown_wherever_it_is_saved() {
        let folder = tempfile::tempdir().expect("a folder");
        let address = "https://img.neobank.example/offers/cards.png";
        let copy = folder.path().join("img.neobank.example/offers");
        let of = |folder: Option<&Path>| match read(&(folder.map(Path::to_path_buf), address.into())) {
            Picture::Ready(pixels) => pixels.size,
            other => panic!("{other:?}"),
        };
        assert_eq!(of(None), [480, 200]);
        assert_eq!(of(Some(folder.path())), [480, 200]);
        std::fs::create_dir_all(&copy).expect("made");
        std::fs::write(copy.join("cards.png"), png()).expect("written");
        assert_eq!(of(Some(folder.path())), [2, 2], "the picture that stands there goes before");
    }

    #[test]
    fn pictures_beside_the_catalog_and_in_addresses_are_read() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("my img")).expect("made");
        std::fs::write(folder.path().join("my img/a.png"), png()).expect("written");
        assert_eq!(size(folder.path(), "my%20img/a.png?v=2"), Some([2, 2]));
        assert_eq!(size(folder.path(), "./my img/a.png"), Some([2, 2]));
        let url = data_url(Some(folder.path()), "my img/a.png").expect("a picture");
        assert!(url.starts_with("data:image/png;base64,"));
        assert_eq!(size(folder.path(), &url), Some([2, 2]));
    }

    #[test]
    fn what_lies_elsewhere_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let inside = folder.path().join("inside");
        std::fs::create_dir(&inside).expect("made");
        std::fs::write(folder.path().join("secret.png"), png()).expect("written");
        for address in ["../secret.png", "%2e%2e/secret.png", "/etc/passwd", "..\\secret.png"] {
            assert_eq!(refused(Some(&inside), address), "render-picture-outside", "{address}");
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(folder.path().join("secret.png"), inside.join("link.png"))
                .expect("linked");
            assert_eq!(refused(Some(&inside), "link.png"), "render-picture-outside");
        }
        assert_eq!(refused(Some(&inside), "https://a.example/x.png"), "render-picture-remote");
        assert_eq!(refused(Some(&inside), "file:///etc/passwd"), "render-picture-address");
        assert_eq!(refused(Some(&inside), "nothing.png"), "render-picture-missing");
        assert_eq!(refused(None, "a.png"), "render-picture-unsaved");
    }

    #[test]
    fn what_is_no_picture_or_too_large_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("a.png"), "no picture").expect("written");
        assert_eq!(refused(Some(folder.path()), "a.png"), "render-picture-unreadable");
        assert_eq!(refused(None, "data:image/png;base64,@@"), "render-picture-unreadable");
        // The size that a file asks for stands in its first bytes.
        let mut huge = png();
        huge[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
        std::fs::write(folder.path().join("huge.png"), huge).expect("written");
        assert!(
            ["render-picture-large", "render-picture-unreadable"]
                .contains(&refused(Some(folder.path()), "huge.png"))
        );
    }

    /// Draws pictures as the window does, for some frames. Says how often one was read.
    fn drawn(pictures: &mut Pictures, numbers: std::ops::Range<usize>, frames: usize) -> usize {
        let mut read = 0;
        for _ in 0..frames {
            pictures.begin_frame();
            let asked: Vec<Key> = numbers
                .clone()
                .map(|number| (None, number.to_string().into()))
                .filter(|key| pictures.get(key).is_none())
                .collect();
            for key in asked {
                if !pictures.make_room(&key) {
                    continue;
                }
                pictures.put(key.clone(), Picture::Reading);
                pictures.put(key, Picture::Refused(Message::new("render-picture-unreadable")));
                read += 1;
            }
        }
        read
    }

    #[test]
    fn more_pictures_in_sight_than_are_kept_are_read_once_each() {
        let mut pictures = Pictures::default();
        assert_eq!(drawn(&mut pictures, 0..MOST_KEPT + 40, 50), MOST_KEPT);
        let last: Key = (None, (MOST_KEPT + 39).to_string().into());
        assert!(
            matches!(pictures.get(&last), Some(Picture::Refused(why)) if why.id == "render-picture-many")
        );
        assert_eq!(drawn(&mut pictures, 40..MOST_KEPT + 40, 50), 40, "what came into sight takes the place");
        assert!(
            matches!(pictures.get(&last), Some(Picture::Refused(why)) if why.id == "render-picture-unreadable")
        );
        assert_eq!(drawn(&mut pictures, 40..MOST_KEPT + 40, 50), 0);
        pictures.clear();
        assert_eq!(drawn(&mut pictures, 0..1, 2), 1);
    }

    #[test]
    fn pictures_are_kept_up_to_a_number_of_bytes() {
        let large = || {
            let side = MOST_SIDE as usize;
            Picture::Ready(Arc::new(Pixels { size: [side, side], rgba: vec![0; side * side * 4] }))
        };
        let key = |number: usize| -> Key { (None, number.to_string().into()) };
        let mut pictures = Pictures::default();
        // Every frame asks for all; each picture is read once, and comes after the frame that asked.
        let mut read = 0;
        for _ in 0..20 {
            pictures.begin_frame();
            let asked: Vec<Key> = (0..MOST_KEPT).map(key).filter(|key| pictures.get(key).is_none()).collect();
            for key in asked.into_iter().take(10).filter(|key| pictures.make_room(key)).collect::<Vec<_>>() {
                pictures.put(key.clone(), Picture::Reading);
                pictures.put(key, large());
                read += 1;
            }
            assert!(pictures.size() <= MOST_PICTURE_BYTES);
        }
        assert_eq!(read, MOST_KEPT, "what has no room is not read again while it stays so");
        assert!(
            matches!(pictures.get(&key(MOST_KEPT - 1)), Some(Picture::Refused(why)) if why.id == "render-picture-heavy")
        );
        // Once the others are out of sight, it takes the place of one.
        for _ in 0..4 {
            pictures.begin_frame();
            let last = key(MOST_KEPT - 1);
            if pictures.get(&last).is_none() && pictures.make_room(&last) {
                pictures.put(last.clone(), Picture::Reading);
                pictures.put(last, large());
            }
        }
        assert!(matches!(pictures.get(&key(MOST_KEPT - 1)), Some(Picture::Ready(_))));
        assert!(pictures.size() <= MOST_PICTURE_BYTES);
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200)) {
            let encoded = percent_encoding::percent_encode(&bytes, percent_encoding::NON_ALPHANUMERIC);
            let address = format!("data:,{encoded}");
            let _ = read(&(None, address.as_str().into()));
            let _ = decode(&[&png()[..30], &bytes].concat());
        }
    }
}
