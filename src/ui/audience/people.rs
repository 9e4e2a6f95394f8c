//! The contacts of the database for the preview's picker: those chosen lately, and those that are found for what is typed.
//! A worker searches; what belongs to an earlier text is dropped.

use crate::app::{ContactDatabase, Hit, Stored, search};
use crate::contacts::StoreError;
use crate::model::Catalog;
use crate::text::{Arg, Message};
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::labels::{contact_value, label_or_name, short_label};
use crate::ui::later::later;
use crate::ui::memo::Same;
use crate::ui::widgets::{Elsewhere, PickItem};
use egui::{Id, Ui};
use std::cell::RefCell;
use std::sync::Arc;

/// So many are found at once: of more a person types another letter.
const MOST_FOUND: usize = 50;

/// The contacts of the database that the picker offers.
pub(in crate::ui) struct People {
    found: Vec<Stored>,
    items: Vec<PickItem>,
    typed: RefCell<Option<String>>,
    is_current: bool,
    remark: String,
    shown: Option<String>,
}

fn typed_id() -> Id {
    Id::unique("who is typed")
}

/// What stands for a contact of the database among the picker's items.
fn item_id(stored: &Stored) -> String {
    format!("stored {}", stored.place)
}

impl People {
    /// As things stand; nothing where no database is open and nobody comes who is kept nowhere. Has a worker search for what was typed in the frame before.
    pub(in crate::ui) fn of(ui: &Ui, ctx: &UiCtx<'_>, actions: &mut Actions) -> Option<Self> {
        let (audience, preview) = (ctx.app.audience(), ctx.app.preview());
        let guest = preview.guest().map(|contact| ctx.catalog().contact_title(contact));
        let Some(database) = audience.database() else {
            return guest.map(Self::nobody_but);
        };
        let typed: Option<String> = ui.data(|data| data.get_temp(typed_id()));
        let (hits, is_current) = match &typed {
            Some(query) => found(ui, ctx, database, query, actions),
            None => (Arc::new(Ok(Vec::new())), true),
        };
        let (mut found, mut items) = (Vec::new(), Vec::new());
        if typed.as_ref().is_none_or(|query| query.trim().is_empty()) {
            found.extend(audience.recent().iter().cloned());
            items.extend(found.iter().map(|stored| item(ctx, stored, None)));
        }
        for hit in hits.as_ref().as_ref().map_or(&[][..], Vec::as_slice) {
            if !found.contains(&hit.stored) {
                items.push(item(ctx, &hit.stored, hit.matched.as_ref()));
                found.push(hit.stored.clone());
            }
        }
        let remark = match (hits.as_ref(), is_current) {
            (_, false) => ctx.text("who-searching"),
            (Err(error), true) => ctx.say(&error.message),
            (Ok(hits), true) => {
                let all = if hits.len() < MOST_FOUND { "who-search-in" } else { "who-search-first" };
                let all =
                    Message::new(all).with("file", database.name()).with("count", Arg::count(database.count));
                ctx.say(&all.with("most", MOST_FOUND))
            }
        };
        let shown = preview.stored().map(|stored| stored.title.clone()).or(guest);
        Some(Self { found, items, typed: RefCell::new(None), is_current, remark, shown })
    }

    /// Nobody is found: somebody comes who is kept nowhere.
    fn nobody_but(title: String) -> Self {
        let (found, items, typed) = (Vec::new(), Vec::new(), RefCell::new(None));
        Self { found, items, typed, is_current: true, remark: String::new(), shown: Some(title) }
    }

    /// What the picker shows of them.
    pub(in crate::ui) fn elsewhere(&self) -> Elsewhere<'_> {
        Elsewhere {
            typed: &self.typed,
            items: &self.items,
            is_current: self.is_current,
            remark: &self.remark,
            shown: self.shown.as_deref(),
        }
    }

    /// Keeps what the picker says is typed, for the next frame.
    pub(in crate::ui) fn keep_typed(&self, ui: &Ui) {
        let typed = self.typed.borrow().clone();
        let before: Option<String> = ui.data(|data| data.get_temp(typed_id()));
        if typed == before {
            return;
        }
        ui.data_mut(|data| match typed {
            Some(typed) => drop(data.insert_temp(typed_id(), typed)),
            None => data.remove::<String>(typed_id()),
        });
        ui.ctx().request_repaint();
    }

    /// The contact of an item.
    pub(in crate::ui) fn stored(&self, id: &str) -> Option<&Stored> {
        self.found.iter().find(|stored| item_id(stored) == id)
    }

    /// The item of the contact who comes.
    pub(in crate::ui) fn chosen(ctx: &UiCtx<'_>) -> Option<String> {
        let preview = ctx.app.preview();
        preview.stored().map(item_id).or_else(|| preview.guest().map(|_| "guest".to_owned()))
    }
}

type Hits = Result<Vec<Hit>, StoreError>;

fn found(
    ui: &Ui,
    ctx: &UiCtx<'_>,
    database: &Arc<ContactDatabase>,
    query: &str,
    actions: &mut Actions,
) -> (Arc<Hits>, bool) {
    let catalog = ctx.catalog();
    let dimensions = ctx.app.preview().dimensions(catalog);
    let of = ((Same(Arc::clone(database)), Same::of(catalog)), dimensions.clone(), query.trim().to_owned());
    let order = || {
        let (database, catalog, query) = (Arc::clone(database), Arc::clone(catalog), query.to_owned());
        move || search(&database, &catalog, &dimensions, &query, MOST_FOUND)
    };
    let (hits, is_current) = later::<_, Hits, _>(ui.ctx(), Id::unique("who is found"), of, actions, order);
    (hits.unwrap_or_else(|| Arc::new(Ok(Vec::new()))), is_current)
}

fn item(ctx: &UiCtx<'_>, stored: &Stored, matched: Option<&(String, String)>) -> PickItem {
    let catalog: &Catalog = ctx.catalog();
    let dimension = &stored.contact.dimension;
    let detail = if let Some((name, value)) = matched {
        ctx.say(&contact_value(catalog, dimension, name, short_label(value).to_owned()))
    } else {
        let label = catalog.dimension(dimension).map_or("", |dimension| &dimension.label);
        label_or_name(label, dimension).to_owned()
    };
    PickItem { id: item_id(stored), label: short_label(&stored.title).to_owned(), detail }
}
