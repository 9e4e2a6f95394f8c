//! The sample catalog, so that the program is one file and the first start shows something: the catalog, its name, customers
//! to simulate it with, and its pictures, which are drawn by `examples/draw_pictures.rs`.

/// The sample catalog.
pub(super) const CATALOG: &[u8] = include_bytes!("../../catalogs/neobank.catalog.ron");
/// The name that the sample is saved under unless a person says otherwise.
pub(super) const NAME: &str = "neobank.catalog.ron";

/// Customers to simulate it with, made by `examples/neobank_audience.rs`: their file, and its name beside the sample.
#[cfg(feature = "audience")]
pub(super) const AUDIENCE: (&str, &[u8]) =
    ("neobank_audience.csv", include_bytes!("../../catalogs/neobank_audience.csv"));

macro_rules! pictures {
    ($($path:literal),+) => {
        &[$(($path, include_bytes!(concat!("../../catalogs/", $path)))),+]
    };
}

/// Its pictures, by their paths beside it.
const PICTURES: &[(&str, &[u8])] = pictures![
    "img.neobank.example/offers/accounts.png",
    "img.neobank.example/offers/cards.png",
    "img.neobank.example/offers/insurance.png",
    "img.neobank.example/offers/leisure.png",
    "img.neobank.example/offers/loans.png",
    "img.neobank.example/offers/opening.png",
    "img.neobank.example/offers/savings.png",
    "img.neobank.example/offers/shopping.png"
];

/// The picture of the sample at a path beside it: shown wherever the sample is saved, unless there is one in its folder.
pub(super) fn picture(path: &str) -> Option<&'static [u8]> {
    PICTURES.iter().find(|(of, _)| *of == path).map(|(_, picture)| *picture)
}
