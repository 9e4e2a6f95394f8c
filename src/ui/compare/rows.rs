//! The rows of a comparison: one for each entity, and below it one for each part in which it differs.

use crate::app::difference_words::{self as words, kind_label};
use crate::app::{Action, Against, CompareAction};
use crate::document::{self, Difference, Part, Sign};
use crate::model::{Catalog, Ref};
use crate::text::Message;
use crate::ui::ctx::{Actions, UiCtx, icon_of};
use crate::ui::labels::{label_or_name, title};
use crate::ui::theme::tokens;
use crate::ui::widgets::{Button, RowPlace, buttons_at_right, truncated};
use egui::{Color32, CornerRadius, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use std::sync::Arc;

/// The share of the row that the label of a field has; old and new value share the rest.
const LABEL_SHARE: f32 = 0.3;

/// A row: the difference, and which part of it.
type Row = (usize, Part);

/// The rows of a comparison.
pub(in crate::ui) struct Rows<'a> {
    ctx: &'a UiCtx<'a>,
    /// The catalogs that are compared; no old one while it is not known.
    old: Option<&'a Arc<Catalog>>,
    new: &'a Arc<Catalog>,
    differences: &'a [Difference],
    listed: Vec<Row>,
    /// The word of the button that takes a part back; none where nothing is taken back.
    back: Option<String>,
    /// Whether what is compared with is what would come, and not what was: it stands behind then.
    is_ahead: bool,
}

/// The height of a row.
pub(in crate::ui) fn height(ui: &Ui) -> f32 {
    tokens(ui).size.steps(8.5)
}

impl<'a> Rows<'a> {
    /// The rows of what differs from what the catalog in front is compared with.
    pub(super) fn new(ctx: &'a UiCtx<'a>, against: &Against, differences: &'a [Difference]) -> Self {
        let back = match against {
            Against::Saved | Against::States => "compare-back-saved",
            Against::File(_) => "compare-back-file",
            #[cfg(feature = "sheets")]
            Against::Sheet => "exchange-take",
        };
        let newer = ctx.app.compare.newer();
        let rows =
            Self::between(ctx, (ctx.app.compare.base(), newer.unwrap_or_else(|| ctx.catalog())), differences);
        // Only what is edited can be changed.
        let back = newer.is_none().then(|| ctx.text(back));
        #[cfg(feature = "sheets")]
        let rows = Self { is_ahead: *against == Against::Sheet, ..rows };
        Self { back, ..rows }
    }

    /// The rows of what differs between two catalogs, of which nothing is taken back.
    pub(in crate::ui) fn between(
        ctx: &'a UiCtx<'a>,
        (old, new): (Option<&'a Arc<Catalog>>, &'a Arc<Catalog>),
        differences: &'a [Difference],
    ) -> Self {
        let rows = differences.iter().enumerate().flat_map(|(index, it)| {
            let name = it.renamed.iter().map(|_| Part::Name);
            let place = it.moved.iter().map(|_| Part::Place);
            let fields = (0..it.fields.len()).map(Part::Field);
            std::iter::once(Part::All).chain(name).chain(place).chain(fields).map(move |part| (index, part))
        });
        Self { ctx, old, new, differences, listed: rows.collect(), back: None, is_ahead: false }
    }

    pub(in crate::ui) fn len(&self) -> usize {
        self.listed.len()
    }

    pub(in crate::ui) fn row_ui(&self, ui: &mut Ui, at: RowPlace, actions: &mut Actions) -> Response {
        let (of, part) = self.listed[at.index];
        let (difference, rect) = (&self.differences[of], at.rect);
        let key = ("difference", &difference.entity, difference.sign == Sign::Removed, part);
        let row = ui.interact(rect, egui::Id::unique(key), Sense::hover());
        let size = &tokens(ui).size;
        if part == Part::All {
            ui.painter().rect_filled(
                rect.shrink2(vec2(0.0, 2.0)),
                CornerRadius::from(size.radius_small),
                tokens(ui).color.hover,
            );
        }
        let inner = rect.shrink2(vec2(size.steps(2.0), 0.0));
        let room = match &self.back {
            Some(back) => self.back_ui(ui, (inner, row.id), (back, of, part), at.at_cursor, actions),
            None => inner,
        };
        let said = match part {
            Part::All => self.entity_ui(ui, room, difference),
            part => self.part_ui(ui, room, difference, part),
        };
        row.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
        row.on_hover_text(said)
    }

    /// The button that takes a part back. Returns the room beside it.
    fn back_ui(
        &self,
        ui: &mut Ui,
        (inner, row): (Rect, egui::Id),
        (back, of, part): (&str, usize, Part),
        at_cursor: bool,
        actions: &mut Actions,
    ) -> Rect {
        let name = format!("{back} · {}", self.name(&self.differences[of], part));
        let button = Button::secondary(back).in_row(at_cursor);
        let is_open = |old| document::may_take_back(old, self.new, &self.differences[of]);
        let buttons = vec![(button, self.old.is_none_or(|old| is_open(old)))];
        let (buttons, beside) = buttons_at_right(ui, (inner, row.with("back")), buttons);
        for button in buttons {
            let button = button.on_disabled_hover_text(self.ctx.text("timeline-read-only"));
            ui.ctx().accesskit_node_builder(button.id, |node| node.set_label(name.as_str()));
            if button.clicked() {
                actions.push(Action::Compare(CompareAction::Revert { index: of, part }));
            }
        }
        beside.with_max_x(beside.right() - tokens(ui).size.steps(2.0))
    }

    /// What a row is about: the entity, and the field of it.
    fn name(&self, difference: &Difference, part: Part) -> String {
        let title = title(&difference.value, self.new);
        match part {
            Part::All => title,
            Part::Name => format!("{title} · {}", self.ctx.text("forms-name")),
            Part::Place => format!("{title} · {}", self.ctx.text("compare-place")),
            Part::Field(index) => {
                format!(
                    "{title} · {}",
                    words::label(self.ctx.language, difference.entity.kind(), &difference.fields[index].path)
                )
            }
        }
    }

    /// The row of an entity: sign, icon, kind and title. Returns it in words.
    fn entity_ui(&self, ui: &Ui, rect: Rect, difference: &Difference) -> String {
        let (size, color) = (&tokens(ui).size, &tokens(ui).color);
        let (sign, id, ink) = match difference.sign {
            Sign::Added => ("+", "compare-added", color.success),
            Sign::Removed => ("−", "compare-removed", color.error),
            Sign::Changed if difference.is_only_renamed() => ("~", "compare-renamed", color.info),
            Sign::Changed => ("~", "compare-changed", color.info),
        };
        let kind = self.ctx.text(kind_label(&difference.entity));
        let (word, title) = (self.ctx.text(id), title(&difference.value, self.new));
        let y = rect.center().y;
        cell(ui, rect.left(), rect.right(), y, sign, ink);
        let x = rect.left() + size.steps(5.0);
        icon_of(&difference.entity).paint(ui, pos2(x + size.icon / 2.0, y), size.icon, color.text_muted);
        let x = cell(
            ui,
            x + size.icon + size.steps(2.0),
            rect.right(),
            y,
            &format!("{kind} · "),
            color.text_muted,
        );
        let x = cell(ui, x, rect.right(), y, &title, color.text);
        let environment = self.environment(&difference.entity);
        let x =
            environment.map_or(x, |it| cell(ui, x + size.steps(2.0), rect.right(), y, &it, color.text_muted));
        let inside = difference.entities() - 1;
        let more = Message::new("compare-inside").with("count", inside);
        let note = if inside > 0 { format!("{word} · {}", self.ctx.say(&more)) } else { word };
        cell(ui, x + size.steps(3.0), rect.right(), y, &note, ink);
        format!("{sign} {kind} {title}: {note}")
    }

    /// The environment that something is inside of: its Live environment may have an offer of the same title.
    fn environment(&self, at: &Ref) -> Option<String> {
        let name = at.environment().filter(|_| !matches!(at, Ref::Environment(_)))?;
        let found = self.new.environment(name).or_else(|| self.old?.environment(name))?;
        Some(label_or_name(&found.label, &found.name).to_owned())
    }

    /// The row of a field or a place: label, old value, new value. Returns it in words.
    fn part_ui(&self, ui: &Ui, rect: Rect, difference: &Difference, part: Part) -> String {
        let (label, [old, new]) = match (part, &difference.moved) {
            (Part::Name, _) => {
                let name = difference.entity.name().to_owned();
                (self.ctx.text("forms-name"), [difference.renamed.clone().unwrap_or_default(), name])
            }
            (Part::Field(index), _) => {
                let change = &difference.fields[index];
                {
                    let (language, kind) = (self.ctx.language, difference.entity.kind());
                    (words::label(language, kind, &change.path), words::values(language, kind, change))
                }
            }
            (_, Some(moved)) if moved.from != moved.to => (
                self.ctx.text("compare-place"),
                [self.holder(&moved.from, true), self.holder(&moved.to, false)],
            ),
            _ => {
                let order = ["compare-order-old", "compare-order-new"].map(|id| self.ctx.text(id));
                (self.ctx.text("compare-place"), order)
            }
        };
        let (old, new) = if self.is_ahead { (new, old) } else { (old, new) };
        change_line(ui, rect.with_min_x(rect.left() + tokens(ui).size.steps(11.0)), &label, &old, &new)
    }

    /// The title of what something stood in or stands in.
    fn holder(&self, at: &Ref, before: bool) -> String {
        let old = self.old.filter(|_| before);
        // What has another name now is not in the old catalog under the new one.
        let catalogs = old.into_iter().chain([self.new]);
        let mut titles = catalogs.filter_map(|catalog| Some(title(&catalog.entity(at)?, catalog)));
        titles.next().unwrap_or_else(|| at.name().to_owned())
    }
}

/// Paints a change in one line: label, old value, new value. Returns it in words.
pub(in crate::ui) fn change_line(ui: &Ui, rect: Rect, label: &str, old: &str, new: &str) -> String {
    let (size, color) = (&tokens(ui).size, &tokens(ui).color);
    let (y, room) = (rect.center().y, rect.width());
    let first = rect.left() + room * LABEL_SHARE;
    let second = first + room * (1.0 - LABEL_SHARE) / 2.0;
    let gap = size.steps(3.0);
    cell(ui, rect.left(), first - gap, y, label, color.text_muted);
    cell(ui, first, second - gap, y, &format!("− {}", one_line(old)), color.error);
    cell(ui, second, rect.right(), y, &format!("+ {}", one_line(new)), color.success);
    format!("{label}\n− {old}\n+ {new}")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn cell(ui: &Ui, left: f32, right: f32, y: f32, text: &str, color: Color32) -> f32 {
    truncated(ui, pos2(left, y), right, text, tokens(ui).size.body, color)
}
