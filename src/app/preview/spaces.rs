//! The page of the preview: its spaces, their order, and the calls that they make. Owns no answer: those are the engine's.

use super::page::{Asked, Page, PageChange};
use super::{Preview, Version};
use crate::document;
use crate::engine::{CallError, Decision};
use crate::model::{Call, Catalog, Placement};
use std::sync::Arc;

impl Preview {
    /// The spaces of the page, the first included, each with how many offers it is asked for. Of one space alone, that.
    pub fn spaces(&self) -> Vec<(&str, u32)> {
        let first = self.space.as_deref().map(|space| (space, self.asked.count));
        first
            .into_iter()
            .chain(self.page.spaces.iter().map(|(space, asked)| (&**space, asked.count)))
            .collect()
    }

    /// Whether several spaces are asked together.
    pub fn is_page(&self) -> bool {
        !self.page.spaces.is_empty()
    }

    /// Whether no offer is shown twice on the page.
    pub fn no_offer_twice(&self) -> bool {
        self.page.no_offer_twice
    }

    /// What each space of the page answers, the first included.
    pub fn answers(&self) -> impl Iterator<Item = &Result<Arc<Decision>, CallError>> {
        self.answer.iter().chain(&self.page.answers)
    }

    pub(super) fn change_page(&mut self, change: PageChange) {
        let spaces = &mut self.page.spaces;
        match change {
            PageChange::Add(space) => spaces.push((space, Asked::default())),
            PageChange::Space(0, space) => self.space = Some(space),
            PageChange::Space(place, space) => {
                if let Some(at) = spaces.get_mut(place - 1) {
                    at.0 = space;
                    at.1.everything();
                }
            }
            PageChange::Count(0, count) => self.asked.count = count.max(1),
            PageChange::Count(place, count) => {
                if let Some(at) = spaces.get_mut(place - 1) {
                    at.1.count = count.max(1);
                }
            }
            PageChange::Earlier(1) => {
                if let (Some(first), Some(second)) = (&mut self.space, spaces.first_mut()) {
                    std::mem::swap(first, &mut second.0);
                    std::mem::swap(&mut self.asked, &mut second.1);
                }
            }
            PageChange::Earlier(place) if place > 1 && place <= spaces.len() => {
                spaces.swap(place - 2, place - 1);
            }
            PageChange::Remove(0) if !spaces.is_empty() => {
                let (space, asked) = spaces.remove(0);
                (self.space, self.asked) = (Some(space), asked);
            }
            PageChange::Remove(place) if place > 0 && place <= spaces.len() => drop(spaces.remove(place - 1)),
            PageChange::Earlier(_) | PageChange::Remove(_) => {}
            PageChange::NoOfferTwice(on) => self.page.no_offer_twice = on,
        }
    }

    /// Takes over the further spaces of a scenario. What only they send is sent to all.
    pub(super) fn take_page(&mut self, page: Vec<Placement>, no_offer_twice: bool) {
        let mut spaces = Vec::new();
        for Placement { call, .. } in page {
            for (name, value) in &call.call_data {
                self.data.entry(name.clone()).or_insert_with(|| value.clone());
            }
            spaces.push((call.space.clone(), Asked::of(&call)));
        }
        self.page = Page { spaces, no_offer_twice, answers: Vec::new() };
    }

    /// The calls of the page, in Live where Live is asked.
    pub(super) fn calls(&self, catalog: &Catalog) -> Vec<Call> {
        let calls = self.calls_as_edited(catalog).into_iter();
        let in_live =
            |call: &Call| document::call_in_live(catalog, call).filter(|_| self.version == Version::Live);
        calls.map(|call| in_live(&call).unwrap_or(call)).collect()
    }

    pub(super) fn calls_as_edited(&self, catalog: &Catalog) -> Vec<Call> {
        let Some(first) = self.call_as_edited(catalog) else { return Vec::new() };
        let further = self.page.spaces.iter().map(|(space, asked)| {
            let call_data = first.call_data.clone();
            Call { call_data, ..asked.call(space.clone()) }
        });
        let further: Vec<Call> = further.collect();
        std::iter::once(first).chain(further).collect()
    }
}
