//! Makes the fictional customers of the sample catalog: `cargo run --example neobank_audience` writes
//! `catalogs/neobank_audience.csv`, ten thousand of them, always the same.
//!
//! A customer is first of a segment, which says how old somebody is about; age and segment say how much is on the account,
//! and that whether the account is premium. Who is older has been a customer for longer; what people like goes with age and
//! money. As in every real file something is missing: some have no e-mail address, of some nobody knows the age, and many
//! never said what they like. Nobody of them exists.

use std::fmt::Write;
use std::path::Path;

/// How many customers there are.
const CUSTOMERS: u32 = 10_000;

/// Where the random numbers begin.
const SEED: u64 = 20_261_129;

/// The day after the last one on which somebody became a customer, in days since 1970: 2026-11-01.
const TODAY: i64 = 20_758;

/// The day on which the bank opened: 2016-03-01.
const OPENED: i64 = 16_861;

const FIRST_NAMES: [&str; 40] = [
    "Adele", "Adrien", "Alice", "Amara", "Anton", "Bruno", "Camille", "Carla", "Chloe", "Damien", "Dana",
    "Elias", "Emma", "Farid", "Fatou", "Gabriel", "Hugo", "Ines", "Jonas", "Julia", "Karim", "Lea", "Leo",
    "Lina", "Louis", "Manon", "Marek", "Maya", "Nadia", "Noah", "Olga", "Paul", "Rosa", "Samir", "Sofia",
    "Theo", "Tom", "Victor", "Yara", "Zoe",
];

/// What people like, with how much that goes with being young and with having money.
const INTERESTS: [(&str, f64, f64); 6] = [
    ("travel", 0.1, 0.25),
    ("cinema", 0.3, -0.05),
    ("cycling", 0.2, 0.0),
    ("music", 0.35, -0.05),
    ("wine", -0.2, 0.2),
    ("gardening", -0.35, 0.05),
];

/// SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits are exact")]
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// About 0, mostly within 2: twelve shares together. Functions of the system would differ from one to the next.
    fn around(&mut self) -> f64 {
        (0..12).map(|_| self.share()).sum::<f64>() - 6.0
    }

    fn happens(&mut self, share: f64) -> bool {
        self.share() < share
    }
}

#[expect(clippy::cast_possible_truncation, reason = "small numbers")]
fn whole(number: f64) -> i64 {
    number.round() as i64
}

/// A day as files have it, of days since 1970 after 2000-03-01 and before 2100.
fn day(since_1970: i64) -> String {
    // In years that begin in March the day that comes every four years is the last.
    let days = since_1970 - 11_017;
    let year = (4 * days + 3) / 1_461;
    let of_year = days - 1_461 * year / 4;
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (year, month) = if month < 10 { (2_000 + year, month + 3) } else { (2_001 + year, month - 9) };
    format!("{year:04}-{month:02}-{day:02}")
}

/// How often a number doubles, as a factor: 2 to that power, by squaring and a series, alike on every system.
fn doubled(times: f64) -> f64 {
    let whole = times.floor();
    let rest = (times - whole) * std::f64::consts::LN_2;
    let series = (1..12).rev().fold(1.0, |sum, step| 1.0 + sum * rest / f64::from(step));
    let mut factor = series;
    let mut left = whole;
    while left > 0.0 {
        factor *= 2.0;
        left -= 1.0;
    }
    while left < 0.0 {
        factor /= 2.0;
        left += 1.0;
    }
    factor
}

/// The file.
pub(crate) fn audience() -> String {
    let mut random = Random(SEED);
    let mut file = String::from("id,email,first_name,age,balance,premium,customer_since,segment,interests\n");
    for number in 0..CUSTOMERS {
        customer(number, &mut random, &mut file);
    }
    file
}

fn customer(number: u32, random: &mut Random, file: &mut String) {
    let segment = match random.share() {
        share if share < 0.18 => "student",
        share if share < 0.82 => "mass",
        _ => "affluent",
    };
    let age = match segment {
        "student" => 20.5 + 1.8 * random.around(),
        "mass" => 41.0 + 13.0 * random.around(),
        _ => 52.0 + 11.0 * random.around(),
    };
    let age = whole(age.clamp(18.0, 92.0));
    let youth = (60.0 - f64::from(i32::try_from(age).unwrap_or(60))) / 42.0;
    let usual = match segment {
        "student" => 8.3,
        "mass" => 10.6 - youth,
        _ => 13.8 - 0.5 * youth,
    };
    let doublings = usual + 1.3 * random.around();
    let balance = if random.happens(0.04) { -doubled(doublings - 4.0) } else { doubled(doublings) };
    let premium = random.happens(((doublings - 8.0) / 12.0).clamp(0.01, 0.85));
    let longest = (TODAY - OPENED).min((age - 17) * 365);
    let length = f64::from(i32::try_from(longest).unwrap_or(0))
        * random.share()
        * (1.15 - 0.4 * youth).clamp(0.3, 1.0);
    let since = TODAY - 1 - whole(length).min(longest - 1);
    let first_name = FIRST_NAMES[usize::try_from(random.next() % 40).unwrap_or(0)];
    let money = (doublings - 10.0) / 6.0;
    let mut likes: Vec<&str> = Vec::new();
    if random.happens(0.78) {
        for (interest, young, rich) in INTERESTS {
            if random.happens((0.28 + young * youth + rich * money).clamp(0.03, 0.9)) {
                likes.push(interest);
            }
        }
    }
    let id = 20_000 + number;
    let email = format!("{}.{id}@mail.example", first_name.to_lowercase());
    let email = if random.happens(0.03) { String::new() } else { email };
    let age = if random.happens(0.02) { String::new() } else { age.to_string() };
    let line = format!(
        "{id},{email},{first_name},{age},{balance:.2},{premium},{},{segment},{}",
        day(since),
        likes.join(";")
    );
    writeln!(file, "{line}").expect("a text can grow");
}

fn main() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogs/neobank_audience.csv");
    std::fs::write(&path, audience()).expect("the folder of the catalogs can be written");
}
