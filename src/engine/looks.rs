//! What offers looked like before: kept with the values that their templates show, so that whoever has the same values is shown
//! the same without filling anything in. Owns what a look depends on, and how much is kept; filling in is
//! [`super::render`]'s and [`super::skeleton`]'s, and what comes of all of them is the same.

use super::call_context::CallContext;
use super::content;
use super::decision::{Look, LookJson, Proposed};
use super::plan::{EnvironmentPlan, SpacePlan};
use super::render::{self, Filling, Stage};
use super::skeleton::Skeleton;
use crate::model::Value;
use crate::rule::{Meter, Root, Template, TemplateValues, Typed};
use crate::text::{Message, escaped_json};
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Write;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// How many bytes are kept, about, of looks and again of what they are put together from: a page of JSON for each of a few
/// thousand. Beyond it all is let go of, and what is asked for again is kept again.
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// Of how many looks it is known that they were asked for once.
const MOST_ONCE: usize = 16 * 1024;

/// What a look takes besides its texts, about.
const BYTES_OF_ENTRY: usize = 512;

/// Looks of the offers of one plan. Each thread has its own.
#[derive(Debug, Default)]
pub(super) struct Looks {
    /// What the look of an offer depends on: by the addresses in memory of the space and the offer, which a plan does not move.
    uses: HashMap<[usize; 2], Arc<Uses>>,
    /// What those take.
    bytes_of_uses: usize,
    kept: HashMap<Box<str>, Kept>,
    /// The keys that were asked for once, by a number that others may have too.
    once: HashSet<u64>,
    /// Room for a key, used again for the next.
    key: String,
    bytes: usize,
}

/// A look that is kept, with what else came of it.
#[derive(Debug)]
struct Kept {
    look: Arc<Look>,
    problems: Vec<Message>,
    /// What filling it in took.
    spent: Meter,
}

/// Which values the templates name by which an offer is shown on a space: its own fields' and the space's.
#[derive(Debug, Default)]
struct Uses {
    profile: Vec<usize>,
    call: Vec<usize>,
    /// Of the proposition what is not the same in each decision; none where they name nothing of it.
    proposition: Option<Vec<Varying>>,
    /// Whether all that they name is a field, and not all that somebody has.
    are_fields: bool,
    /// What they see that is the same in each decision.
    always: TemplateValues,
    /// What they make of that, where they only show the rest.
    skeleton: Option<Skeleton>,
}

/// A field of a proposition that is not the same in each decision.
#[derive(Debug, Clone, Copy)]
enum Varying {
    Rank,
    Weight,
    At,
}

impl Looks {
    /// Gives what is proposed its content, and what the space's templates make of it, as [`Stage::fill_proposed`] does.
    pub(super) fn show(
        &mut self,
        context: &CallContext,
        meter: &mut Meter,
        proposed: &mut Proposed,
        notes: &mut Vec<Message>,
    ) {
        let named = crate::model::split_address(&proposed.offer);
        let Some(offer) = named.and_then(|(_, name)| context.environment.offer_named(name)) else { return };
        let uses = self.uses(context, offer);
        uses.key(context, offer, proposed, &mut self.key);
        if let Some(kept) = self.kept.get(self.key.as_str())
            && let Some(left) = meter.spend_again(&kept.spent)
        {
            *meter = left;
            proposed.look = Arc::clone(&kept.look);
            notes.extend_from_slice(&kept.problems);
            return;
        }
        let before = meter.clone();
        let by_skeleton =
            uses.skeleton.as_ref().and_then(|it| Some((it, it.fill(&context.inputs(), meter)?)));
        let (mut look, problems) = if let Some((skeleton, look)) = by_skeleton {
            debug_assert!(is_as_rendered(context, offer, &uses, proposed, (&before, meter), &look));
            (look, skeleton.problems().to_vec())
        } else {
            let values = uses.values(context, offer, proposed);
            let mut stage = Stage { context, shared: &mut None, meter };
            let Filling { look, problems, .. } = stage.render(offer, values);
            (look, problems)
        };
        notes.extend_from_slice(&problems);
        // Where less was left than one template may take, another decision may show more.
        if meter.is_whole() && uses.are_fields && self.is_asked_again() {
            look.json = look.json.take().or_else(|| LookJson::of(&look));
            proposed.look = Arc::new(look);
            let spent = meter.spent_since(&before);
            self.keep(Kept { look: Arc::clone(&proposed.look), problems, spent });
        } else {
            proposed.look = Arc::new(look);
        }
    }

    /// Whether the key at hand was asked for before: what is shown to one contact once is not kept.
    fn is_asked_again(&mut self) -> bool {
        let mut hasher = DefaultHasher::new();
        self.key.hash(&mut hasher);
        if self.once.len() >= MOST_ONCE {
            self.once.clear();
        }
        !self.once.insert(hasher.finish())
    }

    /// Of how many offers it is known what their looks depend on.
    #[cfg(test)]
    pub(super) fn known(&self) -> usize {
        self.uses.len()
    }

    fn uses(&mut self, context: &CallContext, offer: usize) -> Arc<Uses> {
        let CallContext { environment, space, .. } = context;
        let places = [Arc::as_ptr(space).addr(), Arc::as_ptr(&environment.offers[offer]).addr()];
        if let Some(known) = self.uses.get(&places) {
            return Arc::clone(known);
        }
        let uses = Arc::new(Uses::of(context, offer));
        let bytes = BYTES_OF_ENTRY + uses.skeleton.as_ref().map_or(0, Skeleton::bytes);
        if self.bytes_of_uses + bytes > MOST_BYTES {
            self.uses.clear();
            self.bytes_of_uses = 0;
        }
        self.bytes_of_uses += bytes;
        self.uses.insert(places, Arc::clone(&uses));
        uses
    }

    fn keep(&mut self, kept: Kept) {
        let bytes = BYTES_OF_ENTRY + self.key.len() + kept.bytes();
        if self.bytes + bytes > MOST_BYTES {
            self.kept.clear();
            self.bytes = 0;
        }
        if bytes <= MOST_BYTES {
            self.bytes += bytes;
            self.kept.insert(self.key.as_str().into(), kept);
        }
    }
}

/// Whether a look that was put together is what its templates make, and cost as much.
fn is_as_rendered(
    context: &CallContext,
    offer: usize,
    uses: &Uses,
    proposed: &Proposed,
    (before, after): (&Meter, &Meter),
    look: &Look,
) -> bool {
    let mut meter = before.clone();
    let mut stage = Stage { context, shared: &mut None, meter: &mut meter };
    let rendered = stage.render(offer, uses.values(context, offer, proposed)).look;
    let texts = |json: Option<LookJson>| json.map(|json| json.texts().map(str::to_owned));
    rendered == *look && texts(LookJson::of(&rendered)) == texts(look.json.clone()) && meter == *after
}

impl Kept {
    /// What it takes, about: its texts twice, once as JSON.
    fn bytes(&self) -> usize {
        let json = self
            .look
            .json
            .as_ref()
            .map_or(0, |json| json.texts().iter().map(|part| part.len()).sum::<usize>());
        2 * json + BYTES_OF_ENTRY * self.problems.len()
    }
}

impl LookJson {
    fn texts(&self) -> [&str; 4] {
        let Self { content, html, text, xml } = self;
        [content, html, text, xml].map(|part| part.get())
    }

    fn of(Look { content, rendered, .. }: &Look) -> Option<Self> {
        Some(Self {
            content: raw(content)?,
            html: raw(&rendered.html)?,
            text: raw(&rendered.text)?,
            xml: raw(&rendered.xml)?,
        })
    }
}

fn raw(value: &impl Serialize) -> Option<Box<RawValue>> {
    let json = to_raw_value(value).ok()?;
    match escaped_json(json.get()) {
        std::borrow::Cow::Borrowed(_) => Some(json),
        std::borrow::Cow::Owned(escaped) => RawValue::from_string(escaped).ok(),
    }
}

impl Uses {
    fn of(context: &CallContext, offer: usize) -> Self {
        let CallContext { environment, space, .. } = context;
        let mut uses = Self { are_fields: true, ..Self::default() };
        let names = names(environment, space, offer);
        for name in &names {
            uses.add(environment, name);
        }
        render::leave_content_empty(context, &mut uses.always);
        if names.iter().any(|name| is_of("offer", name)) {
            uses.always.put("offer", &render::written(context, &context.inputs_for(offer), Root::Offer));
        }
        uses.skeleton = Skeleton::of(context, offer, &names, &uses.always);
        uses
    }

    fn add(&mut self, environment: &EnvironmentPlan, name: &str) {
        let mut parts = name.split('.');
        let (root, field) = (parts.next(), parts.next());
        match (root, field) {
            (Some("profile"), Some(field)) => add_slot(&mut self.profile, environment, Root::Profile, field),
            (Some("call"), Some(field)) => add_slot(&mut self.call, environment, Root::Call, field),
            (Some("profile"), None) => {
                self.profile = (0..environment.schema.fields(Root::Profile).len()).collect();
                self.are_fields = false;
            }
            (Some("call"), None) => {
                self.call = (0..environment.schema.fields(Root::Call).len()).collect();
                self.are_fields = false;
            }
            (Some("proposition"), field) => {
                let varying = self.proposition.get_or_insert_default();
                match field {
                    Some("rank") => varying.push(Varying::Rank),
                    Some("weight") => varying.push(Varying::Weight),
                    Some("at") => varying.push(Varying::At),
                    Some(_) => {}
                    None => self.are_fields = false,
                }
            }
            // Content and what the offer is are the same in each decision.
            _ => {}
        }
    }

    /// A text that two decisions have in common where an offer looks the same in both, by all that templates see of them.
    fn key(&self, context: &CallContext, offer: usize, proposed: &Proposed, key: &mut String) {
        key.clear();
        let space = Arc::as_ptr(&context.space).addr();
        let mut add = |part: std::fmt::Arguments<'_>| key.write_fmt(part).unwrap_or_default();
        add(format_args!("{space:x} {offer:x}"));
        for varying in self.proposition.iter().flatten() {
            match varying {
                Varying::Rank => add(format_args!(" {}", proposed.rank)),
                Varying::Weight => add(format_args!(" {:x}", proposed.final_weight.to_bits())),
                Varying::At => add(format_args!(" {}", context.at.as_nanosecond())),
            }
        }
        let inputs = context.inputs();
        for (root, slots) in [(Root::Profile, &self.profile), (Root::Call, &self.call)] {
            for slot in slots {
                add_value(inputs.get(root, *slot), key);
            }
        }
    }

    /// What templates see, as far as they name it.
    fn values(&self, context: &CallContext, offer: usize, proposed: &Proposed) -> TemplateValues {
        let mut values = self.always.clone();
        let inputs = context.inputs();
        for (name, root, slots) in
            [("profile", Root::Profile, &self.profile), ("call", Root::Call, &self.call)]
        {
            let slots = slots.iter().copied();
            values.put(name, &render::written_at(context, &inputs, root, slots));
        }
        if self.proposition.is_some() {
            values.put("proposition", &render::proposition(context, offer, proposed));
        }
        values
    }
}

/// The names of values in all templates that show an offer on a space.
fn names(environment: &EnvironmentPlan, space: &SpacePlan, offer: usize) -> BTreeSet<String> {
    let plan = &environment.offers[offer];
    let written = &plan.offer.content;
    let fields = content::names(written, &space.space.name).into_iter();
    let of_fields = fields.filter_map(|name| match content::field(written, &space.space.name, name)? {
        Value::Text(source) => plan.field_templates.of(written, name, &source),
        _ => None,
    });
    let of_space = space.templates.read(&space.space.rendering).iter().flatten();
    of_fields.chain(of_space).flatten().flat_map(Template::names).collect()
}

fn is_of(root: &str, name: &str) -> bool {
    name.split('.').next() == Some(root)
}

fn add_slot(slots: &mut Vec<usize>, environment: &EnvironmentPlan, root: Root, field: &str) {
    // A field that there is not has no value in any decision.
    slots.extend(environment.schema.slot(root, field).filter(|slot| !slots.contains(slot)));
}

/// Adds a value so that no other, nor several, would add the same.
fn add_value(value: Option<&Typed>, key: &mut String) {
    let mut text = |kind: char, text: &str| write!(key, "{kind}{}:{text}", text.len());
    let added = match value {
        None => write!(key, "-"),
        Some(Typed::Boolean(value)) => write!(key, "{value}"),
        Some(Typed::Integer(value)) => write!(key, "i{value};"),
        Some(Typed::Decimal(value)) => write!(key, "d{:x};", value.to_bits()),
        Some(Typed::Text(value)) => text('t', value),
        Some(Typed::Moment(at)) => write!(key, "{at:?}"),
        Some(Typed::List(texts)) => {
            let all = texts.iter().try_for_each(|item| text('l', item));
            all.and_then(|()| write!(key, "]"))
        }
    };
    added.unwrap_or_default();
}
