//! Random calls for a random catalog: identities that match and that do not, cookies, data, scopes.

use super::generate::{CATEGORIES, COOKIES, ENVIRONMENTS, Random, THEMES, World, moment};
use vitrine::model::{Call, Value};

/// One call.
pub(super) fn call(world: &World, random: &mut Random) -> Call {
    let environment = if random.percent(98) { random.pick(&ENVIRONMENTS) } else { "gone" };
    let space = if random.percent(98) { random.pick(&["s0", "s1", "s2"]) } else { "gone" };
    let mut call = Call::new(format!("{environment}/{space}"));
    if random.percent(60) {
        call.identity = identity(world, random, &call.space);
    }
    let cookie = |random: &mut Random| {
        if random.percent(90) { random.pick(&COOKIES) } else { random.pick(&["", "new"]) }.to_owned()
    };
    call.permanent_cookie = random.maybe(60, cookie);
    call.session_cookie = random.maybe(25, cookie);
    let mut data = |name: &str, all: &[Value]| {
        if random.percent(60) {
            call.call_data.insert(name.to_owned(), random.pick(all));
        }
    };
    data("language", &["fr", "en"].map(Value::from));
    data("basket", &[Value::Decimal(2.5), Value::Decimal(10.0), Value::Integer(3)]);
    data("clicks", &[0, 3].map(Value::Integer));
    if random.percent(30) {
        call.categories = random.some(35, &CATEGORIES);
    }
    if random.percent(25) {
        call.themes = random.some(40, &[THEMES[0], THEMES[1], THEMES[2], "gone"]);
    }
    call.count = random.pick(&[0, 1, 1, 2, 3, 5, 30]);
    call.at = random.maybe(50, |random| moment(random, world.now, &world.zone));
    call
}

/// The values of a contact for the space's keys mostly, as texts or as they are; or what matches nobody.
fn identity(world: &World, random: &mut Random, address: &str) -> Vec<Value> {
    let known = world.catalog.space_at(address);
    let (Some((environment, space)), true) = (known, random.percent(90)) else {
        return random.pick(&[
            vec![Value::from("nobody")],
            vec![Value::from("")],
            vec![Value::from(" "), Value::from("1")],
            vec![Value::Integer(1)],
            vec![Value::from("1"), Value::Integer(1), Value::from("x")],
        ]);
    };
    let dimension = world.catalog.dimension(&environment.targeting_dimension).expect("it has one");
    let keys = if space.identification_keys.is_empty() { &dimension.key } else { &space.identification_keys };
    let own: Vec<_> = world.catalog.contacts.iter().filter(|it| it.dimension == dimension.name).collect();
    let Some(contact) = (!own.is_empty()).then(|| random.pick(&own)) else { return Vec::new() };
    let value = |key: &String| contact.values.get(key).cloned().unwrap_or_else(|| Value::from("none"));
    let values = keys.iter().map(value);
    let as_text = random.percent(50);
    values.map(|value| if as_text { Value::Text(value.to_string()) } else { value }).collect()
}
