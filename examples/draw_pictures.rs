//! Draws the pictures of the sample catalogs: `cargo run --example draw_pictures` writes them beside
//! the catalogs, where copies of web images lie: in folders of their hosts.
//!
//! Each is a few flat shapes, so that they are small, look alike, and belong to nobody else.

use image::{ImageFormat, Rgb, RgbImage};
use std::fs;
use std::path::Path;

/// The size of a picture in pixels: a banner.
const SIZE: [u32; 2] = [480, 200];
/// Each pixel is the mean of so many points on each side: edges are smooth.
const POINTS: u32 = 4;

/// A place in a picture, in pixels from its upper left corner.
type Point = [i64; 2];

/// A shape of one colour.
#[derive(Debug, Clone, Copy)]
enum Shape {
    /// Its centre and radius.
    Circle(Point, i64),
    /// Its upper left corner, its size, and the radius of its corners.
    Panel(Point, Point, i64),
    /// Its corners.
    Triangle([Point; 3]),
}

use Shape::{Circle, Panel, Triangle};

impl Shape {
    /// Whether a point is in it; both in `POINTS` a pixel.
    fn has(self, [x, y]: Point) -> bool {
        let unit = i64::from(POINTS);
        match self {
            Circle([left, top], radius) => {
                (x - left * unit).pow(2) + (y - top * unit).pow(2) <= (radius * unit).pow(2)
            }
            Panel([left, top], [width, height], round) => {
                let beyond = |at: i64, start: i64, length: i64| {
                    let (first, last) = ((start + round) * unit, (start + length - round) * unit);
                    (first - at).max(at - last).max(0)
                };
                let (across, down) = (beyond(x, left, width), beyond(y, top, height));
                across.pow(2) + down.pow(2) <= (round * unit).pow(2)
            }
            Triangle(corners) => {
                let side = |from: Point, to: Point| {
                    (to[0] - from[0]) * (y - from[1] * unit) - (to[1] - from[1]) * (x - from[0] * unit)
                };
                let [first, second, third] = corners;
                let sides = [side(first, second), side(second, third), side(third, first)];
                sides.iter().all(|side| *side >= 0) || sides.iter().all(|side| *side <= 0)
            }
        }
    }
}

/// A colour: red, green and blue.
type Colour = [u8; 3];

const WHITE: Colour = [255, 255, 255];
const CREAM: Colour = [255, 244, 222];
const YELLOW: Colour = [255, 201, 71];
const ORANGE: Colour = [240, 138, 75];
const RED: Colour = [214, 84, 84];
const PINK: Colour = [240, 170, 178];
const GREEN: Colour = [58, 145, 108];
const MINT: Colour = [150, 214, 182];
const TEAL: Colour = [28, 126, 140];
const BLUE: Colour = [45, 98, 196];
const SKY: Colour = [168, 210, 245];
const NAVY: Colour = [28, 42, 92];
const PURPLE: Colour = [108, 84, 184];
const SAND: Colour = [224, 184, 128];
const GREY: Colour = [122, 132, 150];

/// A picture: its name, its ground, and what stands on it, from the back to the front.
type Picture = (&'static str, Colour, &'static [(Colour, Shape)]);

const PICTURES: &[Picture] = &[
    (
        "img.neobank.example/offers/accounts",
        BLUE,
        &[(SKY, Circle([200, 100], 62)), (WHITE, Circle([280, 100], 62)), (YELLOW, Circle([240, 100], 26))],
    ),
    (
        "img.neobank.example/offers/cards",
        NAVY,
        &[
            (PURPLE, Panel([126, 62], [190, 114], 14)),
            (ORANGE, Panel([164, 30], [190, 114], 14)),
            (CREAM, Panel([182, 62], [36, 28], 5)),
            (NAVY, Panel([164, 108], [190, 14], 0)),
        ],
    ),
    (
        "img.neobank.example/offers/savings",
        GREEN,
        &[
            (MINT, Panel([110, 120], [70, 50], 6)),
            (MINT, Panel([205, 84], [70, 86], 6)),
            (MINT, Panel([300, 44], [70, 126], 6)),
            (YELLOW, Circle([145, 88], 26)),
            (YELLOW, Circle([240, 52], 26)),
            (CREAM, Panel([80, 170], [320, 8], 4)),
        ],
    ),
    (
        "img.neobank.example/offers/loans",
        TEAL,
        &[
            (CREAM, Panel([176, 92], [128, 82], 4)),
            (RED, Triangle([[150, 98], [240, 28], [330, 98]])),
            (TEAL, Panel([222, 120], [36, 54], 3)),
            (YELLOW, Circle([384, 46], 24)),
            (MINT, Panel([60, 172], [360, 8], 4)),
        ],
    ),
    (
        "img.neobank.example/offers/insurance",
        PURPLE,
        &[
            (CREAM, Circle([240, 108], 80)),
            (PURPLE, Panel([150, 108], [180, 92], 0)),
            (CREAM, Panel([236, 100], [8, 66], 3)),
            (CREAM, Circle([228, 166], 16)),
            (PURPLE, Circle([228, 164], 8)),
            (PURPLE, Panel([208, 140], [28, 24], 0)),
        ],
    ),
    (
        "img.neobank.example/offers/shopping",
        PINK,
        &[
            (RED, Circle([240, 72], 36)),
            (PINK, Circle([240, 72], 26)),
            (RED, Panel([180, 72], [120, 104], 10)),
            (CREAM, Circle([214, 100], 7)),
            (CREAM, Circle([266, 100], 7)),
        ],
    ),
    (
        "img.neobank.example/offers/leisure",
        ORANGE,
        &[
            (CREAM, Panel([110, 56], [260, 92], 10)),
            (ORANGE, Circle([110, 102], 18)),
            (ORANGE, Circle([370, 102], 18)),
            (RED, Panel([294, 68], [4, 68], 2)),
            (RED, Circle([202, 102], 24)),
            (YELLOW, Circle([202, 102], 13)),
        ],
    ),
    (
        "img.neobank.example/offers/opening",
        SKY,
        &[
            (BLUE, Circle([240, 100], 72)),
            (WHITE, Panel([230, 56], [20, 88], 8)),
            (WHITE, Panel([196, 90], [88, 20], 8)),
        ],
    ),
    (
        "img.windrose.example/offers/sea",
        SKY,
        &[
            (YELLOW, Circle([330, 84], 46)),
            (TEAL, Panel([0, 116], [480, 84], 0)),
            (BLUE, Circle([60, 196], 60)),
            (BLUE, Circle([180, 206], 60)),
            (BLUE, Circle([300, 206], 60)),
            (BLUE, Circle([420, 196], 60)),
            (WHITE, Triangle([[150, 118], [150, 40], [206, 118]])),
            (RED, Triangle([[126, 124], [218, 124], [172, 148]])),
        ],
    ),
    (
        "img.windrose.example/offers/city",
        PINK,
        &[
            (CREAM, Panel([90, 70], [300, 14], 3)),
            (CREAM, Triangle([[90, 72], [240, 22], [390, 72]])),
            (CREAM, Panel([112, 84], [28, 88], 3)),
            (CREAM, Panel([188, 84], [28, 88], 3)),
            (CREAM, Panel([264, 84], [28, 88], 3)),
            (CREAM, Panel([340, 84], [28, 88], 3)),
            (RED, Panel([70, 172], [340, 10], 3)),
        ],
    ),
    (
        "img.windrose.example/offers/snow",
        NAVY,
        &[
            (MINT, Panel([0, 30], [480, 10], 5)),
            (GREEN, Panel([0, 46], [480, 6], 3)),
            (GREY, Triangle([[40, 200], [170, 60], [300, 200]])),
            (WHITE, Triangle([[132, 102], [170, 60], [208, 102]])),
            (BLUE, Triangle([[200, 200], [330, 84], [460, 200]])),
            (WHITE, Triangle([[296, 114], [330, 84], [364, 114]])),
        ],
    ),
    (
        "img.windrose.example/offers/gate",
        CREAM,
        &[
            (PINK, Circle([240, 106], 84)),
            (RED, Panel([130, 44], [220, 16], 6)),
            (RED, Panel([154, 80], [172, 12], 4)),
            (RED, Panel([170, 60], [16, 124], 3)),
            (RED, Panel([294, 60], [16, 124], 3)),
        ],
    ),
    (
        "img.windrose.example/offers/dunes",
        ORANGE,
        &[
            (YELLOW, Circle([240, 80], 46)),
            (SAND, Circle([90, 300], 190)),
            (RED, Circle([390, 320], 200)),
            (SAND, Circle([270, 380], 220)),
        ],
    ),
    (
        "img.windrose.example/offers/ideas",
        TEAL,
        &[
            (CREAM, Panel([140, 48], [200, 112], 8)),
            (SAND, Triangle([[144, 52], [336, 52], [240, 118]])),
            (RED, Circle([240, 112], 16)),
        ],
    ),
    (
        "img.northcliff.example/offers/peak",
        MINT,
        &[
            (GREEN, Triangle([[30, 200], [190, 50], [350, 200]])),
            (TEAL, Triangle([[210, 200], [330, 90], [450, 200]])),
            (WHITE, Triangle([[158, 80], [190, 50], [222, 80]])),
            (ORANGE, Triangle([[110, 186], [150, 132], [190, 186]])),
        ],
    ),
    (
        "img.casasol.example/offers/home",
        SAND,
        &[
            (CREAM, Triangle([[240, 20], [170, 92], [310, 92]])),
            (YELLOW, Circle([240, 96], 16)),
            (RED, Panel([234, 92], [12, 66], 4)),
            (RED, Panel([196, 156], [88, 14], 6)),
            (ORANGE, Panel([60, 170], [360, 8], 4)),
        ],
    ),
    (
        "img.northcliff.example/offers/service",
        PURPLE,
        &[
            (CREAM, Circle([240, 100], 66)),
            (PURPLE, Circle([240, 100], 44)),
            (YELLOW, Circle([240, 100], 22)),
        ],
    ),
    (
        "img.casasol.example/offers/service",
        TEAL,
        &[(CREAM, Circle([240, 100], 66)), (TEAL, Circle([240, 100], 44)), (YELLOW, Circle([240, 100], 22))],
    ),
];

/// The colour of a pixel: the mean of its points.
fn pixel(ground: Colour, shapes: &[(Colour, Shape)], [x, y]: [u32; 2]) -> Rgb<u8> {
    let mut sum = [0_u32; 3];
    for point in 0..POINTS * POINTS {
        let at = [x * POINTS + point % POINTS, y * POINTS + point / POINTS].map(i64::from);
        let front = shapes.iter().rev().find(|(_, shape)| shape.has(at));
        let colour = front.map_or(ground, |(colour, _)| *colour);
        for (sum, part) in sum.iter_mut().zip(colour) {
            *sum += u32::from(part);
        }
    }
    Rgb(sum.map(|sum| u8::try_from(sum / (POINTS * POINTS)).unwrap_or(u8::MAX)))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogs");
    for (name, ground, shapes) in PICTURES {
        let picture = RgbImage::from_fn(SIZE[0], SIZE[1], |x, y| pixel(*ground, shapes, [x, y]));
        let file = folder.join(name).with_extension("png");
        fs::create_dir_all(file.parent().unwrap_or(&folder))?;
        picture.save_with_format(file, ImageFormat::Png)?;
    }
    Ok(())
}
