//! A batch over a CSV: the best offer of each contact of a file, as a file.
//!
//! `cargo run --example batch_csv -- [CATALOG ENV/SPACE < contacts.csv > offers.csv]`
//!
//! The columns are fields of the targeting dimension; each line is a contact, who need not be in the catalog. Without
//! arguments it runs over three lines of its own.

use std::error::Error;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use vitrine::jiff::Timestamp;
use vitrine::model::{Catalog, Contact, Dimension, FieldType};
use vitrine::{Call, Plan, Population, Value, decide_best};

const SAMPLE: &str = "id,email,first_name,age,balance,premium,segment\n\
    x1,one@mail.example,Uma,22,300.5,false,student\n\
    x2,two@mail.example,Victor,51,42000,true,affluent\n\
    x3,three@mail.example,Wanda,38,,false,mass\n";

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (path, space) = (arguments.next(), arguments.next());
    let catalog = Path::new(path.as_deref().unwrap_or("catalogs/neobank.catalog.ron"));
    let space = space.unwrap_or_else(|| "recipient/web_best".to_owned());
    let catalog = vitrine::load(catalog)?.catalog;
    let mut text = String::new();
    if path.is_some() {
        io::stdin().read_to_string(&mut text)?;
    } else {
        text.push_str(SAMPLE);
    }

    let (environment, _) = catalog.space_at(&space).ok_or_else(|| format!("there is no space {space}"))?;
    let dimension =
        catalog.dimension(&environment.targeting_dimension).ok_or("the environment has no dimension")?;
    // The folder says for which environments a contact is.
    let folder =
        catalog.contacts.iter().find(|it| it.dimension == dimension.name).and_then(|it| it.folder.clone());
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let names: Vec<String> = reader.headers()?.iter().map(str::to_owned).collect();
    let mut contacts = Vec::new();
    for record in reader.records() {
        contacts.push(Arc::new(contact(dimension, folder.clone(), &names, &record?)?));
    }
    let with_file = Catalog { contacts: contacts.clone(), ..Catalog::clone(&catalog) };

    let (plan, population) = (Plan::new(&catalog), Population::of(&with_file));
    let now = Timestamp::now();
    let mut writer = csv::Writer::from_writer(io::stdout());
    writer.write_record(["key", "offer", "weight"])?;
    for contact in &contacts {
        let key = dimension.key.iter().map(|field| contact.values.get(field).cloned());
        let identity: Option<Vec<Value>> = key.collect();
        let Some(identity) = identity else { continue };
        let said: Vec<String> = identity.iter().map(Value::to_string).collect();
        let call = Call { identity, ..Call::new(space.clone()) };
        let decision = decide_best(&plan, &population, &call, now)?;
        let best = decision.propositions.first();
        let (offer, weight) =
            best.map_or((String::new(), String::new()), |it| (it.offer.clone(), it.final_weight.to_string()));
        writer.write_record([said.join("|"), offer, weight])?;
    }
    writer.flush()?;
    Ok(())
}

/// A line of the file as a contact.
fn contact(
    dimension: &Dimension,
    folder: Option<String>,
    names: &[String],
    record: &csv::StringRecord,
) -> Result<Contact, Box<dyn Error>> {
    let mut contact = Contact { dimension: dimension.name.clone(), folder, ..Contact::default() };
    for (name, text) in names.iter().zip(record) {
        let field = dimension.fields.iter().find(|field| field.name == *name);
        let field = field.ok_or_else(|| format!("the dimension {} has no field {name}", dimension.name))?;
        if text.is_empty() {
            continue;
        }
        let value = match field.field_type {
            FieldType::Integer => Value::Integer(text.parse()?),
            FieldType::Decimal => Value::Decimal(text.parse()?),
            FieldType::Boolean => Value::Boolean(text.parse()?),
            _ => text.into(),
        };
        contact.values.insert(name.clone(), value);
    }
    Ok(contact)
}
