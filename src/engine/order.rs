//! Step 8 of a decision: the order of the offers that passed the gates (`domain.md` §4).

use super::call_context::{CallContext, cookie};
use super::gates::Candidate;
use crate::model::{Call, Ties};
use std::cmp::Ordering;

/// Sorts the candidates, which come in catalog order: heaviest first, equals as the catalog's policy says.
pub(super) fn sort(candidates: &mut [Candidate], ties: Ties, context: &CallContext, call: &Call) {
    let by_weight = |a: &Candidate, b: &Candidate| b.final_weight().total_cmp(&a.final_weight());
    match ties {
        Ties::CatalogOrder => candidates.sort_by(by_weight),
        Ties::Shuffled { seed } => {
            let base = if let Some(person) = &context.person {
                base_hash(seed, &person.key, context)
            } else {
                base_hash(seed, &[cookie(call).map_or("", String::as_str)], context)
            };
            candidates.sort_by(|a, b| match by_weight(a, b) {
                Ordering::Equal => hash(base, context, a).cmp(&hash(base, context, b)),
                order => order,
            });
        }
    }
}

/// Sorts offers of one weight as they take turns for a contact with a key.
#[cfg(feature = "arrow")]
pub(super) fn shuffle(equals: &mut [Candidate], seed: u64, key: &[String], context: &CallContext) {
    let base = base_hash(seed, key, context);
    equals.sort_by_key(|candidate| (hash(base, context, candidate), candidate.offer));
}

fn hash(base: u64, context: &CallContext, candidate: &Candidate) -> u64 {
    mix(base, context.environment.offers[candidate.offer].offer.name.as_bytes())
}

/// What is the same for all offers of a call: the seed, the contact's key (or its cookie) and the moment.
fn base_hash(seed: u64, key: &[impl AsRef<str>], context: &CallContext) -> u64 {
    let seeded = mix(FNV_OFFSET, &seed.to_le_bytes());
    let hash = key.iter().fold(seeded, |hash, part| mix(hash, part.as_ref().as_bytes()));
    mix(hash, &context.at.as_second().to_le_bytes())
}

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

/// FNV-1a with a final avalanche. Fixed for good, since the same call must give the same answer on every
/// machine and in every release; the standard library's hashers do not promise that.
fn mix(hash: u64, bytes: &[u8]) -> u64 {
    let mut hash = hash;
    for byte in bytes {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(FNV_PRIME);
    }
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ (hash >> 29)
}
