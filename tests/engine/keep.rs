//! Contact databases of catalogs, for tests.

use std::path::Path;
use vitrine::audience::database::{Builder, Kept, NewContact, NewProposition};
use vitrine::contacts::Past;
use vitrine::model::Catalog;
use vitrine::rule::typed;

/// Puts the contacts of a catalog into a database.
pub(crate) fn keep(catalog: &Catalog, path: &Path) {
    let zone = catalog.zone();
    let mut builder = Builder::new(path, &catalog.name).expect("a new file");
    for dimension in &catalog.dimensions {
        builder.begin(dimension, &dimension.fields).expect("a table");
        let own: Vec<_> = catalog.contacts.iter().filter(|it| it.dimension == dimension.name).collect();
        let kept = own.iter().map(|contact| NewContact {
            folder: contact.folder.clone(),
            cookies: contact.cookies.clone(),
            values: dimension
                .fields
                .iter()
                .map(|field| match contact.values.get(&field.name) {
                    Some(value) => {
                        let value = typed(value, &field.field_type, &zone).expect("of its type");
                        Kept::of(&value, &field.field_type, &zone)
                    }
                    None => Kept::Missing,
                })
                .collect(),
        });
        builder.add(&kept.collect::<Vec<_>>()).expect("added");
        builder.index(&[]).expect("indexed");
        for (number, contact) in (1..).zip(&own) {
            let made = contact.history.iter();
            let made = made.map(|it| NewProposition { contact: number, past: Past::read(it, &zone) });
            builder.propose(&made.collect::<Vec<_>>()).expect("proposed");
        }
        builder.end().expect("ended");
    }
    builder.finish().expect("in its place");
}
