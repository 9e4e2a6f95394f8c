//! What an offer looks like on a space but for a few values that are only shown, such as a name in a title: all the rest is made
//! once, escaped and put together, and each contact's values are written between.
//!
//! Owns which offers are of that kind, and what showing one costs: to the byte what filling its templates in costs, which is
//! for [`super::render`]. What both make is the same.

use super::call_context::CallContext;
use super::content;
use super::decision::{Look, LookJson, Rendered};
use super::render::{ROOTS, noted};
use crate::model::{Value, Values};
use crate::rule::{
    COST_OF_NUMBER, Flat, Inputs, Meter, Root, Template, TemplateKind, TemplateValues, Typed, bytes_of,
    shown_by,
};
use crate::text::{Message, escaped_json};
use serde_json::value::RawValue;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// An offer on a space but for some values.
#[derive(Debug)]
pub(super) struct Skeleton {
    /// The fields that hold the values.
    fields: Vec<(Root, usize)>,
    /// A value as it is shown: the place of its field, and how often it is escaped.
    shown: Vec<(usize, u8)>,
    /// The content fields; one that shows such a value is there without its text.
    content: Values,
    /// Those, by their places.
    open: Vec<(usize, Pieces)>,
    html: Option<Pieces>,
    text: Option<Pieces>,
    xml: Option<Pieces>,
    /// Content, HTML, text and XML as JSON.
    json: [Pieces; 4],
    problems: Vec<Message>,
    cost: Cost,
}

/// A text with places for values.
#[derive(Debug, Clone, Default)]
struct Pieces(Vec<Piece>);

#[derive(Debug, Clone)]
enum Piece {
    Text(Box<str>),
    /// A value, by its place among those that are shown.
    Value(usize),
}

/// What it costs to fill in: the lengths of values besides.
#[derive(Debug, Default)]
struct Cost {
    work: usize,
    output: usize,
    /// How often each field is given to a template that shows it.
    given: BTreeMap<usize, usize>,
    /// How often the length of each value as it is shown is work, and output.
    shown: BTreeMap<usize, [usize; 2]>,
}

impl Skeleton {
    /// That of an offer. `names` are the names of values in all templates that show it, and `always` is what those see besides
    /// the contact and the call.
    pub(super) fn of(
        context: &CallContext,
        offer: usize,
        names: &BTreeSet<String>,
        always: &TemplateValues,
    ) -> Option<Self> {
        let open = open(context, names)?;
        let work = bytes_of(context.inputs_for(offer).offer);
        let skeleton = Self {
            fields: open.values().copied().collect(),
            shown: Vec::new(),
            content: Values::new(),
            open: Vec::new(),
            html: None,
            text: None,
            xml: None,
            json: Default::default(),
            problems: Vec::new(),
            cost: Cost { work, ..Cost::default() },
        };
        let places = open.into_keys().enumerate().map(|(place, name)| (name, place)).collect();
        let mut maker = Maker { skeleton, places, made: BTreeMap::new(), values: always.clone() };
        maker.content(context, offer)?;
        maker.space(context)?;
        let mut skeleton = maker.skeleton;
        skeleton.json = [
            skeleton.content_as_json()?,
            Pieces::as_json(skeleton.html.as_ref())?,
            Pieces::as_json(skeleton.text.as_ref())?,
            Pieces::as_json(skeleton.xml.as_ref())?,
        ];
        let address = &context.environment.offers[offer].address;
        skeleton.problems.iter_mut().for_each(|problem| *problem = noted(address, problem));
        Some(skeleton)
    }

    /// What the offer looks like for these values, which is paid for; `None` where one of them is no text or whole number, or
    /// it may cost more than there is.
    pub(super) fn fill(&self, inputs: &Inputs<'_>, meter: &mut Meter) -> Option<Look> {
        let mut given: Vec<(String, usize)> = Vec::with_capacity(self.fields.len());
        for (root, slot) in &self.fields {
            given.push(match inputs.get(*root, *slot)? {
                Typed::Text(text) => (text.to_string(), text.len()),
                Typed::Integer(number) => (number.to_string(), COST_OF_NUMBER),
                _ => return None,
            });
        }
        let escaped = |(place, times): &(usize, u8)| {
            let plain = given[*place].0.clone();
            (0..*times).fold(plain, |text, _| shown_by(TemplateKind::Html, &text))
        };
        let shown: Vec<String> = self.shown.iter().map(escaped).collect();
        *meter = meter.spend_again(&self.cost.of(&given, &shown)?)?;
        let mut content = self.content.clone();
        for (place, pieces) in &self.open {
            *content.get_index_mut(*place)?.1 = Value::Text(pieces.with(&shown));
        }
        let with = |pieces: &Option<Pieces>| pieces.as_ref().map(|pieces| pieces.with(&shown));
        let rendered = Rendered { html: with(&self.html), text: with(&self.text), xml: with(&self.xml) };
        let in_json: Vec<String> = shown.iter().map(|text| inside_json(text)).collect::<Option<_>>()?;
        let [content_json, html, text, xml] = &self.json;
        let raw = |pieces: &Pieces| RawValue::from_string(pieces.with(&in_json)).ok();
        let json =
            LookJson { content: raw(content_json)?, html: raw(html)?, text: raw(text)?, xml: raw(xml)? };
        Some(Look { content, rendered, json: Some(json) })
    }

    /// What it takes, about: its texts twice, once as JSON.
    pub(super) fn bytes(&self) -> usize {
        2 * self.json.iter().map(Pieces::len).sum::<usize>()
    }

    /// What could not be filled in.
    pub(super) fn problems(&self) -> &[Message] {
        &self.problems
    }
}

/// A text as it stands in JSON between its quotes, without what steers a terminal.
fn inside_json(text: &str) -> Option<String> {
    let quoted = serde_json::to_string(text).ok()?;
    Some(escaped_json(quoted.strip_prefix('"')?.strip_suffix('"')?).into_owned())
}

/// The fields of the contact and the call that templates name, by those names; `None` where they name anything else that is not
/// the same in all calls.
fn open(context: &CallContext, names: &BTreeSet<String>) -> Option<BTreeMap<String, (Root, usize)>> {
    let mut open = BTreeMap::new();
    for name in names {
        let (first, field) = name.split_once('.').unwrap_or((name, ""));
        let root = match first {
            "profile" => Root::Profile,
            "call" => Root::Call,
            "proposition" => return None,
            _ => continue,
        };
        open.insert(name.clone(), (root, context.environment.schema.slot(root, field)?));
    }
    (!open.is_empty()).then_some(open)
}

/// Makes a skeleton.
struct Maker {
    skeleton: Skeleton,
    /// The places of the fields, by the names that templates have for them.
    places: BTreeMap<String, usize>,
    /// The content fields that show such a value.
    made: BTreeMap<String, Pieces>,
    /// What templates see.
    values: TemplateValues,
}

impl Maker {
    /// The content fields, which see no other content: not those that were made before them either.
    fn content(&mut self, context: &CallContext, offer: usize) -> Option<()> {
        let (plan, mut made) = (&context.environment.offers[offer], BTreeMap::new());
        let (written, space) = (&plan.offer.content, &context.space.space.name);
        for name in content::names(written, space) {
            let Some(mut value) = content::field(written, space, name) else { continue };
            if let Value::Text(source) = &mut value
                && let Some(template) = plan.field_templates.of(written, name, source)
            {
                let pieces = self.template(template.as_ref().ok()?)?;
                if let Some(text) = pieces.constant() {
                    *source = text;
                } else {
                    source.clear();
                    self.skeleton.open.push((self.skeleton.content.len(), pieces.clone()));
                    made.insert(name.to_owned(), pieces);
                }
            }
            self.skeleton.content.insert(name.to_owned(), value);
        }
        // What hides behind a name that is no content's is not seen.
        made.retain(|name, _| !ROOTS.contains(&name.as_str()));
        self.made = made;
        for (name, value) in &self.skeleton.content {
            if !ROOTS.contains(&name.as_str()) && !self.made.contains_key(name) {
                self.values.put(name, value);
            }
        }
        Some(())
    }

    /// What the templates of the space make of them.
    fn space(&mut self, context: &CallContext) -> Option<()> {
        let space = Arc::clone(&context.space);
        let mut made = [None, None, None];
        for (made, template) in made.iter_mut().zip(space.templates.read(&space.space.rendering)) {
            if let Some(template) = template {
                *made = Some(self.template(template.as_ref().ok()?)?);
            }
        }
        [self.skeleton.html, self.skeleton.text, self.skeleton.xml] = made;
        Some(())
    }

    /// What a template makes of what is the same for all, with the values in their places.
    fn template(&mut self, template: &Template) -> Option<Pieces> {
        let open = self.places.keys().chain(self.made.keys()).cloned().collect();
        let Flat { text, open, problems, spent } = template.flat(&self.values, &open)?;
        let (work, output) = spent.amounts();
        self.skeleton.cost.work += work;
        self.skeleton.cost.output += output;
        self.skeleton.problems.extend(problems);
        let kind = template.kind();
        if let Some(html) = self.made.get("html").filter(|_| kind == TemplateKind::Html) {
            // It is copied as what is HTML already.
            self.skeleton.cost.goes_through(html);
        }
        let (mut pieces, mut from) = (Pieces::default(), 0);
        for (at, name) in open {
            pieces.push_text(text.get(from..at)?);
            from = at;
            if let Some(place) = self.places.get(&name) {
                let escapes = u8::from(kind != TemplateKind::Text);
                *self.skeleton.cost.given.entry(*place).or_default() += 1;
                let value = Pieces(vec![Piece::Value(self.skeleton.shown(*place, escapes))]);
                self.skeleton.cost.makes(&value);
                pieces.extend(value);
            } else {
                let made = self.made.get(&name)?.clone();
                self.skeleton.cost.goes_through(&made);
                let is_safe = kind == TemplateKind::Html && name == "html";
                let shown =
                    if is_safe || kind == TemplateKind::Text { made } else { self.skeleton.escaped(made) };
                self.skeleton.cost.makes(&shown);
                pieces.extend(shown);
            }
        }
        pieces.push_text(text.get(from..)?);
        Some(pieces)
    }
}

impl Skeleton {
    fn content_as_json(&self) -> Option<Pieces> {
        let mut json = Pieces::default();
        json.push_text("{");
        for (place, (name, value)) in self.content.iter().enumerate() {
            let comma = if place == 0 { "" } else { "," };
            json.push_text(&[comma, "\"", &inside_json(name)?, "\":"].concat());
            match self.open.iter().find(|(open, _)| *open == place) {
                Some((_, pieces)) => json.extend(Pieces::as_json(Some(pieces))?),
                None => json.push_text(&escaped_json(&serde_json::to_string(value).ok()?)),
            }
        }
        json.push_text("}");
        Some(json)
    }

    /// The place of a value that is shown escaped so often.
    fn shown(&mut self, field: usize, escapes: u8) -> usize {
        let shown = (field, escapes);
        self.shown.iter().position(|known| *known == shown).unwrap_or_else(|| {
            self.shown.push(shown);
            self.shown.len() - 1
        })
    }

    fn escaped(&mut self, pieces: Pieces) -> Pieces {
        let escaped = |piece| match piece {
            Piece::Text(text) => Piece::Text(shown_by(TemplateKind::Html, &text).into()),
            Piece::Value(place) => {
                let (field, escapes) = self.shown[place];
                Piece::Value(self.shown(field, escapes + 1))
            }
        };
        Pieces(pieces.0.into_iter().map(escaped).collect())
    }
}

impl Pieces {
    /// The same as JSON, where the values stand as JSON too.
    fn as_json(pieces: Option<&Self>) -> Option<Self> {
        let mut json = Self::default();
        let Some(pieces) = pieces else {
            json.push_text("null");
            return Some(json);
        };
        json.push_text("\"");
        for piece in &pieces.0 {
            match piece {
                Piece::Text(text) => json.push_text(&inside_json(text)?),
                value @ Piece::Value(_) => json.0.push(value.clone()),
            }
        }
        json.push_text("\"");
        Some(json)
    }

    /// The text, where no value stands in it.
    fn constant(&self) -> Option<String> {
        let text = |piece: &Piece| match piece {
            Piece::Text(text) => Some(text.to_string()),
            Piece::Value(_) => None,
        };
        self.0.iter().map(text).collect()
    }

    /// The length of its texts.
    fn len(&self) -> usize {
        let length = |piece: &Piece| match piece {
            Piece::Text(text) => text.len(),
            Piece::Value(_) => 0,
        };
        self.0.iter().map(length).sum()
    }

    fn push_text(&mut self, text: &str) {
        if !text.is_empty() {
            self.0.push(Piece::Text(text.into()));
        }
    }

    fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    fn with(&self, shown: &[String]) -> String {
        let value = |piece: &Piece| match piece {
            Piece::Text(_) => 0,
            Piece::Value(place) => shown[*place].len(),
        };
        let mut made = String::with_capacity(self.len() + self.0.iter().map(value).sum::<usize>());
        for piece in &self.0 {
            made.push_str(match piece {
                Piece::Text(text) => text,
                Piece::Value(place) => &shown[*place],
            });
        }
        made
    }
}

impl Cost {
    /// Adds that a text is gone through.
    fn goes_through(&mut self, pieces: &Pieces) {
        for piece in &pieces.0 {
            match piece {
                Piece::Text(text) => self.work += text.len(),
                Piece::Value(place) => self.shown.entry(*place).or_default()[0] += 1,
            }
        }
    }

    /// Adds that a text is made, which is work as well.
    fn makes(&mut self, pieces: &Pieces) {
        self.goes_through(pieces);
        for piece in &pieces.0 {
            match piece {
                Piece::Text(text) => self.output += text.len(),
                Piece::Value(place) => self.shown.entry(*place).or_default()[1] += 1,
            }
        }
    }

    /// What it costs for these values: as they are given, with what they cost there, and as they are shown.
    fn of(&self, given: &[(String, usize)], shown: &[String]) -> Option<Meter> {
        let given = self.given.iter().map(|(place, times)| times * given[*place].1).sum::<usize>();
        let times = |at: usize| -> usize {
            self.shown.iter().map(|(place, times)| times[at] * shown[*place].len()).sum()
        };
        Meter::spending(self.work + given + times(0), self.output + times(1))
    }
}
