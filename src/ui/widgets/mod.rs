//! The kit of widgets: generic controls that take texts and values.
//!
//! Every control has an accessible name, can be reached by keyboard and shows its focus. Knows
//! nothing of catalogs; colours and sizes come from [`super::theme`].

mod button;
mod code;
mod complete;
mod context_menu;
mod dialog;
mod field;
mod form;
mod grid;
mod grid_keys;
mod grid_paint;
mod grid_parts;
mod held;
mod icons;
mod keyboard;
mod long;
mod menu;
mod moment;
mod paint;
mod panel;
mod picker;
mod popup_list;
mod quick;
mod resting;
mod rows;
mod screen_reader;
mod segmented;
mod severity;
mod sides;
mod span;
mod suggestions;
mod tabs;
mod toast;
mod toggle;
mod tree;
mod typing;

pub(in crate::ui) use button::row_icon_button;
pub use button::{Button, ButtonKind, grip, icon_button, label_before, toggle_icon_button};
pub use code::{CodeField, CodeLook, Paint, code_edit, insert_at_cursor};
pub use complete::{Caret, CompleteItem, CompleteKeys, Completions, complete_keys, complete_ui};
pub use dialog::{DialogButton, dialog, large_dialog, with_rings};
pub use field::{Field, FieldIssue, cell};
pub(in crate::ui) use field::{focus_next_row, pass_next_row_on, select_all, takes_next_row};
pub use form::{
    check_row, headed_row, multiline_row, name_line, note, number_row, optional_number, optional_number_row,
    radio_row, row, section, static_row, text_line, text_row,
};
pub use grid::{Grid, GridSource};
pub use grid_parts::{GridCell, GridColumn, GridEvents};
pub use icons::Icon;
pub use keyboard::Keyboard;
pub(in crate::ui) use keyboard::{
    EDITOR, MENU_BAR, begin_here, begin_part, keep_arrows, lead, led_in_vain, part,
};
pub use long::{beginning_ui, is_too_long, say_too_long};
pub(in crate::ui) use menu::{enter_menu, in_room, menu, menu_ring, opened_by};
pub use moment::{day_row, moment_field, moment_row, month_name, set_today};
pub(super) use paint::{as_role, focus_ring, text_width, truncated};
pub use panel::{card, collapsible, empty_state, key_value, page, panel_header, progress_bar, toolbar};
pub use picker::{Elsewhere, PickEvent, PickItem, Picker, picker_row};
pub use quick::{QuickEntry, QuickEvent, QuickList, QuickSource};
pub use resting::RestingPointer;
pub(in crate::ui) use rows::{RowList, RowPlace};
pub use screen_reader::ScreenReader;
pub(in crate::ui) use screen_reader::announce;
pub use segmented::{segmented, segmented_width};
pub(in crate::ui) use severity::severity_word;
pub use severity::{Badge, Severity, badge, issue_line, pill};
pub(in crate::ui) use sides::{at_right, buttons_at_right, sides};
pub use span::span_row;
pub use suggestions::{SuggestionRow, suggestions_ui};
pub use tabs::{DocumentTab, InnerTab, TabEvent, TabStay, document_tabs, tab_bar};
pub use toast::{Toast, Toasts};
pub use toggle::{check_box, radio_button};
pub use tree::{Tree, TreeEvents, TreeRow};
pub use typing::Typing;
pub(in crate::ui) use typing::{
    any_pending, ask, begin_anew, is_finished, is_given_up, is_pending, lead_to_nothing, stands_for_nothing,
    take_nothing,
};
