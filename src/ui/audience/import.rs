//! The dialog that imports contacts: what was found in a file, to be put right; what each column becomes; how far it is, and
//! what came of it. Draws; what is asked is `app`'s.

use crate::app::{Action, AudienceAction, ImportAction, ImportPath, Importing, Look, Run, Running};
use crate::audience::import::{Asked, Column, DateOrder, FileKind, Quoting, Stage, Summary, Target};
use crate::model::{Dimension, Field as Declared, FieldType};
use crate::text::{Arg, Message, cut};
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::labels::{label_or_name, short_label};
use crate::ui::theme::tokens;
use crate::ui::widgets::{
    Button, DialogButton, Field, PickEvent, PickItem, Picker, Severity, check_row, dialog, large_dialog,
    note, picker_row, progress_bar, row, section, segmented, text_line, with_rings,
};
use egui::{Context, Id, Label, RichText, ScrollArea, Ui};
use std::time::Duration;

/// What stands between cells.
const DELIMITERS: [(char, &str); 4] = [
    (',', "who-import-comma"),
    (';', "who-import-semicolon"),
    ('\t', "who-import-tab"),
    ('|', "who-import-bar"),
];

/// Encodings to choose from, by their names.
const ENCODINGS: [&str; 6] = ["UTF-8", "windows-1252", "ISO-8859-15", "UTF-16LE", "UTF-16BE", "macintosh"];

/// What a new field may be, whatever was found.
const TYPES: [FieldType; 7] = [
    FieldType::Text,
    FieldType::Integer,
    FieldType::Decimal,
    FieldType::Boolean,
    FieldType::Date,
    FieldType::DateTime,
    FieldType::List,
];

/// So many of the first rows are shown, and so many of their columns.
const ROWS: usize = 8;
const COLUMNS: usize = 40;
/// So many bytes of a value: an address has some thirty.
const MOST_VALUE: usize = 40;

/// So many columns can be matched: a file of more is one for a program.
const MOST_COLUMNS: usize = 300;

/// So many values of a column are shown beside it.
const VALUES: usize = 3;

/// How often the window looks how far an import is.
const EACH: Duration = Duration::from_millis(150);

fn import(action: ImportAction) -> Action {
    Action::Audience(AudienceAction::Import(action))
}

/// Draws the dialog.
pub(in crate::ui) fn import_ui(egui: &Context, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let Some(importing) = ctx.app.audience().importing() else { return };
    let file =
        importing.from.file_name().unwrap_or(importing.from.as_os_str()).to_string_lossy().into_owned();
    let title = ctx.say(&Message::new("who-import-title").with("file", file));
    let [run, open, close, cancel, stop] =
        ["who-import-run", "who-import-open", "app-dialog-close", "app-dialog-cancel", "who-import-stop"]
            .map(|id| ctx.text(id));
    let is_ready = importing.look.is_some() && !importing.target.trim().is_empty();
    let buttons = match &importing.run {
        Run::Not => vec![
            (DialogButton::accept(&run).enabled(is_ready), ImportAction::Run),
            (DialogButton::cancel(&cancel), ImportAction::Close),
        ],
        Run::Running(_) => vec![(DialogButton::cancel(&stop), ImportAction::Cancel)],
        Run::Done(_) => vec![
            (DialogButton::accept(&open), ImportAction::OpenIt),
            (DialogButton::cancel(&close), ImportAction::Close),
        ],
    };
    let shown: Vec<DialogButton<'_>> = buttons.iter().map(|(button, _)| *button).collect();
    let id = Id::unique("import contacts");
    let pressed = match &importing.run {
        Run::Not => large_dialog(egui, id, &title, &shown, |ui| {
            // In sight however far one has scrolled.
            if let Some(problem) = &importing.problem {
                note(ui, Severity::Error, &ctx.say(problem));
                ui.add_space(tokens(ui).size.space);
            }
            let area = ScrollArea::vertical().auto_shrink([false, false]);
            with_rings(ui, area, |ui| prepare_ui(ui, ctx, importing, actions));
        }),
        Run::Running(running) => dialog(egui, id, &title, &shown, |ui| running_ui(ui, ctx, running)),
        // Another dialog: what was focused in the one before says nothing about what comes next.
        Run::Done(summary) => {
            let done = id.with("done");
            dialog(egui, done, &title, &shown, |ui| done_ui(ui, ctx, importing, summary))
        }
    };
    actions
        .extend(pressed.and_then(|index| buttons.into_iter().nth(index)).map(|(_, action)| import(action)));
}

fn prepare_ui(ui: &mut Ui, ctx: &UiCtx<'_>, importing: &Importing, actions: &mut Actions) {
    whose_ui(ui, ctx, importing, actions);
    where_ui(ui, ctx, importing, actions);
    match &importing.look {
        Some(look) => {
            found_ui(ui, ctx, (importing, look), actions);
            columns_ui(ui, ctx, (importing, look), actions);
            rows_ui(ui, ctx, look);
        }
        None if importing.problem.is_none() => drop(ui.label(ctx.text("who-import-looking"))),
        None => {}
    }
}

fn item(id: impl Into<String>, label: impl Into<String>) -> PickItem {
    PickItem { id: id.into(), label: label.into(), detail: String::new() }
}

/// The dimension and the folder.
fn whose_ui(ui: &mut Ui, ctx: &UiCtx<'_>, importing: &Importing, actions: &mut Actions) {
    let catalog = ctx.catalog();
    let dimensions = catalog.dimensions.iter();
    let dimensions: Vec<PickItem> =
        dimensions.map(|it| item(&it.name, label_or_name(&it.label, &it.name))).collect();
    let label = ctx.text("domain-targeting-dimension");
    let picker = Picker::new(&dimensions, ctx.language);
    let field = Field::new(&label).key("import dimension");
    if let Some(PickEvent::Chosen(name)) = picker_row(ui, field, picker, Some(&importing.dimension)) {
        actions.push(import(ImportAction::Dimension(name)));
    }
    let folders: Vec<PickItem> =
        catalog.folders.iter().map(|it| item(&it.name, label_or_name(&it.label, &it.name))).collect();
    let (label, none, tip) =
        (ctx.text("domain-folder"), ctx.text("forms-none"), ctx.text("who-import-folder-tip"));
    let picker = Picker::new(&folders, ctx.language).none(&none);
    let field = Field::new(&label).key("import folder").tip(&tip);
    match picker_row(ui, field, picker, importing.folder.as_deref()) {
        Some(PickEvent::Chosen(name)) => actions.push(import(ImportAction::Folder(Some(name)))),
        Some(PickEvent::Cleared) => actions.push(import(ImportAction::Folder(None))),
        _ => {}
    }
}

/// The file of the history, and the database that is made.
fn where_ui(ui: &mut Ui, ctx: &UiCtx<'_>, importing: &Importing, actions: &mut Actions) {
    let (label, tip) = (ctx.text("who-import-history"), ctx.text("who-import-history-tip"));
    row(ui, Field::new(&label).key("import history").tip(&tip), |ui| {
        ui.horizontal_wrapped(|ui| {
            let shown = match &importing.history {
                Some(path) => ui.label(path.display().to_string()),
                None => ui.label(ctx.text("forms-none")),
            };
            if ui.add(Button::secondary(&ctx.text("who-import-choose-history"))).clicked() {
                actions.push(import(ImportAction::Choose(ImportPath::History)));
            }
            if importing.history.is_some()
                && ui.add(Button::secondary(&ctx.text("who-import-no-history"))).clicked()
            {
                actions.push(import(ImportAction::NoHistory));
            }
            shown
        })
        .inner
    });
    let (label, tip) = (ctx.text("who-import-target"), ctx.text("who-import-target-tip"));
    let mut target = importing.target.clone();
    row(ui, Field::new(&label).key("import target").hint(&tip), |ui| {
        ui.horizontal(|ui| {
            let choose = ctx.text("who-import-choose-target");
            let width = ui.available_width() - tokens(ui).size.steps(30.0);
            let line = ui.vertical(|ui| {
                ui.set_max_width(width);
                text_line(ui, "", &mut target)
            });
            if line.inner.changed() {
                actions.push(import(ImportAction::Target(target.clone())));
            }
            if ui.add(Button::secondary(&choose)).clicked() {
                actions.push(import(ImportAction::Choose(ImportPath::Database)));
            }
            line.inner
        })
        .inner
    });
}

/// What was found in the file, to be put right.
fn found_ui(ui: &mut Ui, ctx: &UiCtx<'_>, (importing, look): (&Importing, &Look), actions: &mut Actions) {
    section(ui, &ctx.text("who-import-found"));
    let (mut asked, form) = (importing.asked.clone(), &look.found.form);
    match form.kind {
        FileKind::Csv => text_ui(ui, ctx, look, &mut asked),
        FileKind::Sqlite => {
            let tables: Vec<PickItem> = look.tables.iter().map(|name| item(name, name)).collect();
            let (label, picker) = (ctx.text("who-import-table"), Picker::new(&tables, ctx.language));
            let chosen = picker_row(ui, Field::new(&label), picker, form.table.as_deref());
            if let Some(PickEvent::Chosen(table)) = chosen {
                asked.table = Some(table);
            }
        }
        FileKind::Parquet | FileKind::ArrowIpc => {
            ui.label(ctx.text("who-import-columnar"));
        }
    }
    if asked != importing.asked {
        actions.push(import(ImportAction::Asked(asked)));
    }
}

fn text_ui(ui: &mut Ui, ctx: &UiCtx<'_>, look: &Look, asked: &mut Asked) {
    let (form, customs) = (&look.found.form, &look.found.customs);
    let delimiter = char::from(form.delimiter);
    let mut items: Vec<PickItem> =
        DELIMITERS.iter().map(|(sign, id)| item(sign.to_string(), ctx.text(id))).collect();
    if DELIMITERS.iter().all(|(sign, _)| *sign != delimiter) {
        items.push(item(delimiter, delimiter));
    }
    let label = ctx.text("who-import-delimiter");
    let picker = Picker::new(&items, ctx.language);
    if let Some(PickEvent::Chosen(sign)) =
        picker_row(ui, Field::new(&label), picker, Some(&delimiter.to_string()))
    {
        asked.delimiter = sign.chars().next();
    }
    quoting_ui(ui, ctx, form.quote, asked);
    let name = form.encoding.name();
    let mut items: Vec<PickItem> = ENCODINGS.iter().map(|name| item(*name, *name)).collect();
    if !ENCODINGS.contains(&name) {
        items.push(item(name, name));
    }
    let label = ctx.text("who-import-encoding");
    let picker = Picker::new(&items, ctx.language);
    if let Some(PickEvent::Chosen(name)) = picker_row(ui, Field::new(&label), picker, Some(name)) {
        asked.encoding = Some(name);
    }
    let mut header = form.has_header;
    if check_row(ui, Field::new(&ctx.text("who-import-header")), &mut header).changed() {
        asked.has_header = Some(header);
    }
    let (label, mut comma) = (ctx.text("who-import-decimals"), customs.decimal_comma);
    let options = [(false, "1234.5"), (true, "1234,5")];
    if row(ui, Field::new(&label), |ui| segmented(ui, &label, &mut comma, &options)).changed() {
        asked.decimal_comma = Some(comma);
    }
    let (label, mut order) = (ctx.text("who-import-dates"), customs.date_order);
    let options = [(DateOrder::DayFirst, "31/12/2026"), (DateOrder::MonthFirst, "12/31/2026")];
    let doubt = if customs.is_ambiguous { ctx.text("who-import-dates-doubt") } else { String::new() };
    let changed = row(ui, Field::new(&label).hint(&doubt), |ui| segmented(ui, &label, &mut order, &options));
    if changed.changed() {
        asked.date_order = Some(order);
    }
}

/// What stands around cells.
fn quoting_ui(ui: &mut Ui, ctx: &UiCtx<'_>, quote: Option<u8>, asked: &mut Asked) {
    let quotings = Quoting::ALL.map(|quoting| {
        let label = match quoting {
            Quoting::Double => "who-import-quoting-double",
            Quoting::Single => "who-import-quoting-single",
            Quoting::None => "who-import-quoting-none",
        };
        (quoting, ctx.text(label))
    });
    let items = quotings.each_ref().map(|(_, label)| item(label, label));
    let (label, tip, picker) = (
        ctx.text("who-import-quoting"),
        ctx.text("who-import-quoting-tip"),
        Picker::new(&items, ctx.language),
    );
    let chosen = quotings.iter().find(|(quoting, _)| quoting.sign() == quote).map(|(_, label)| &**label);
    if let Some(PickEvent::Chosen(id)) = picker_row(ui, Field::new(&label).tip(&tip), picker, chosen) {
        asked.quoting = quotings.iter().find(|(_, label)| *label == id).map(|(quoting, _)| *quoting);
    }
}

/// What each column becomes.
fn columns_ui(ui: &mut Ui, ctx: &UiCtx<'_>, (importing, look): (&Importing, &Look), actions: &mut Actions) {
    let Some(dimension) = ctx.catalog().dimension(&importing.dimension) else { return };
    section(ui, &ctx.text("who-import-columns"));
    for (place, column) in look.found.columns.iter().enumerate().take(MOST_COLUMNS) {
        let targets = targets(ctx, dimension, look, place);
        let items: Vec<PickItem> =
            targets.iter().enumerate().map(|(at, (_, label))| item(at.to_string(), label)).collect();
        let chosen = targets.iter().position(|(target, _)| *target == column.target);
        let values = look.found.first_rows.iter().filter_map(|row| row.get(place));
        let values: Vec<&str> = values
            .map(|value| short_label(value))
            .filter(|value| !value.trim().is_empty())
            .take(VALUES)
            .collect();
        let (hint, key) = (hint(ctx, column, &values.join(" · ")), format!("column {place}"));
        let field = Field::new(short_label(&column.name)).key(&key).hint(&hint);
        let picker = Picker::new(&items, ctx.language);
        let chosen = chosen.map(|at| at.to_string());
        if let Some(PickEvent::Chosen(id)) = picker_row(ui, field, picker, chosen.as_deref())
            && let Some((target, _)) = id.parse().ok().and_then(|at: usize| targets.get(at))
        {
            actions.push(import(ImportAction::Column(place, target.clone())));
        }
    }
}

fn hint(ctx: &UiCtx<'_>, column: &Column, values: &str) -> String {
    match &column.found {
        Some(found) => ctx.say(
            &Message::new("who-import-values")
                .with("type", Message::new(found.choice_label()))
                .with("values", values),
        ),
        None => ctx.text("who-import-no-values"),
    }
}

/// What a column may become, each with its label.
fn targets(ctx: &UiCtx<'_>, dimension: &Dimension, look: &Look, place: usize) -> Vec<(Target, String)> {
    let mut targets = vec![(Target::Nothing, ctx.text("who-import-nothing"))];
    if let Some(Some(field)) = look.proposed.get(place) {
        targets.push(new_field(ctx, field.clone()));
    }
    let fields = dimension.fields.iter();
    targets.extend(fields.map(|field| {
        (Target::Field(field.name.clone()), label_or_name(&field.label, &field.name).to_owned())
    }));
    targets.push((Target::Cookies, ctx.text("contacts-cookies")));
    targets.push((Target::Folder, ctx.text("domain-folder")));
    if let Some(Some(field)) = look.proposed.get(place) {
        let others = TYPES.into_iter().filter(|other| *other != field.field_type);
        targets.extend(others.map(|field_type| new_field(ctx, Declared { field_type, ..field.clone() })));
    }
    targets
}

/// A field that the dimension would have besides, with its label.
fn new_field(ctx: &UiCtx<'_>, field: Declared) -> (Target, String) {
    let new = Message::new("who-import-new").with("field", &field.name);
    let said = ctx.say(&new.with("type", Message::new(field.field_type.choice_label())));
    (Target::New(field), said)
}

/// The first rows, as they are read.
fn rows_ui(ui: &mut Ui, ctx: &UiCtx<'_>, look: &Look) {
    section(ui, &ctx.text("who-import-rows"));
    let color = tokens(ui).color.text_muted;
    ScrollArea::horizontal().id_salt("first rows").show(ui, |ui| {
        egui::Grid::new("first rows of the file").striped(true).show(ui, |ui| {
            for column in look.found.columns.iter().take(COLUMNS) {
                ui.label(RichText::new(short_label(&column.name)).color(color));
            }
            ui.end_row();
            for row in look.found.first_rows.iter().take(ROWS) {
                for value in row.iter().take(COLUMNS) {
                    ui.add(Label::new(cut(value, MOST_VALUE)).extend());
                }
                ui.end_row();
            }
        });
    });
}

/// How far it is, with the rate.
fn running_ui(ui: &mut Ui, ctx: &UiCtx<'_>, running: &Running) {
    ui.ctx().request_repaint_after(EACH);
    let (progress, since) = running.progress();
    let name = ctx.text("who-import-progress");
    let Some(progress) = progress else {
        progress_bar(ui, 0.0, &name);
        return;
    };
    let stage = match progress.stage {
        Stage::Contacts => "who-import-stage-contacts",
        Stage::Indexing => "who-import-stage-indexing",
        Stage::History => "who-import-stage-history",
        Stage::Writing => "who-import-stage-writing",
    };
    #[expect(clippy::cast_precision_loss, reason = "a share of it is shown")]
    let (read, bytes) = (progress.read as f64, progress.bytes as f64);
    #[expect(clippy::cast_possible_truncation, reason = "from 0 to 1")]
    let part = if bytes > 0.0 { (read / bytes) as f32 } else { 1.0 };
    progress_bar(ui, part, &name);
    ui.label(ctx.text(stage));
    let passed = u64::try_from(since.as_millis()).unwrap_or(u64::MAX).max(1);
    let rate = progress.rows.saturating_mul(1_000) / passed;
    let said = Message::new("who-import-rate").with("rows", Arg::Count(progress.rows));
    let said = said.with("rate", Arg::Count(rate));
    ui.label(ctx.say(&said));
}

/// What came of it.
fn done_ui(ui: &mut Ui, ctx: &UiCtx<'_>, importing: &Importing, summary: &Summary) {
    let done = Message::new("who-import-done").with("count", Arg::Count(summary.contacts));
    note(ui, Severity::Info, &ctx.say(&done.with("file", importing.target.trim())));
    let rejected = [
        ("who-import-rejected", summary.rejected, &summary.rejected_file),
        ("who-import-rejected-history", summary.rejected_propositions, &summary.rejected_propositions_file),
    ];
    if importing.history.is_some() {
        let made = Message::new("who-import-propositions").with("count", Arg::Count(summary.propositions));
        ui.add(Label::new(ctx.say(&made)).wrap());
    }
    for (id, rows, file) in rejected {
        if let Some(file) = file {
            ui.add_space(tokens(ui).size.space);
            let said =
                Message::new(id).with("count", Arg::Count(rows)).with("file", file.display().to_string());
            note(ui, Severity::Warning, &ctx.say(&said));
        }
    }
    if !summary.added.is_empty() {
        let names: Vec<&str> = summary.added.iter().map(|field| field.name.as_str()).collect();
        let said = Message::new("who-import-added").with("fields", names.join(", "));
        ui.add(Label::new(ctx.say(&said)).wrap());
    }
    if !summary.left_out.is_empty() {
        let said = Message::new("who-import-left-out").with("columns", summary.left_out.join(", "));
        ui.add(Label::new(ctx.say(&said)).wrap());
    }
}
