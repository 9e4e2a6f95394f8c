//! Pictures: as they are where they could be read, and otherwise a box with what stands for them and why.

use super::Pen;
use super::pen::follow;
use crate::app::{Action, MOST_PICTURE_BYTES, Picture as Known, Pixels, ShowAction};
use crate::html::{Address, Picture};
use crate::text::Message;
use crate::ui::theme::tokens;
use crate::ui::widgets::Icon;
use egui::{
    ColorImage, CornerRadius, Id, Label, Rect, RichText, Role, Sense, Stroke, StrokeKind, TextureHandle,
    TextureOptions, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};
use std::collections::HashMap;
use std::sync::{Arc, Weak};

/// No picture is drawn higher.
const MOST_HEIGHT: f32 = 800.0;
/// Pictures that the graphics card keeps; with one more, or more bytes than pictures may take, all are given again.
const MOST_TEXTURES: usize = 64;

/// The box in the place of a picture.
const PLACEHOLDER: Vec2 = vec2(320.0, 72.0);
/// Letters of an address that are shown: a picture may be in its address.
const MOST_ADDRESS: usize = 200;

/// The pictures that the graphics card has, each with what it was made of.
type Textures = HashMap<Arc<str>, (Weak<Pixels>, TextureHandle)>;

pub(super) fn picture_ui(ui: &mut Ui, pen: &mut Pen<'_, '_>, picture: &Picture) {
    match pen.ctx.app.picture(&picture.address) {
        Some(Known::Ready(pixels)) => drawn_ui(ui, pen, picture, pixels),
        Some(Known::Refused(problem)) => {
            let problem = pen.ctx.say(problem);
            placeholder_ui(ui, pen, picture, &problem);
        }
        Some(Known::Reading) => placeholder_ui(ui, pen, picture, &pen.ctx.text("render-picture-reading")),
        None => {
            pen.actions.push(Action::Show(ShowAction::Picture(Arc::clone(&picture.address))));
            placeholder_ui(ui, pen, picture, &pen.ctx.text("render-picture-reading"));
        }
    }
}

/// What a person who does not see it is told.
fn name(pen: &Pen<'_, '_>, picture: &Picture) -> String {
    if picture.alt.is_empty() { pen.ctx.text("render-picture") } else { picture.alt.clone() }
}

fn drawn_ui(ui: &mut Ui, pen: &Pen<'_, '_>, picture: &Picture, pixels: &Arc<Pixels>) {
    let texture = texture(ui, picture, pixels);
    let size = shown_size(picture, texture.size_vec2(), ui.available_width());
    let opens = picture.link.as_deref().is_some_and(|link| matches!(Address::of(link), Address::Web(_)));
    let sense = if opens { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(size, sense);
    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
    ui.painter().image(texture.id(), rect, whole, egui::Color32::WHITE);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name(pen, picture)));
    if let Some(link) = &picture.link {
        follow(ui, &pen.ctx, link, response);
    }
}

/// The size that is asked for, in its own shape, no wider than the room there is.
fn shown_size(picture: &Picture, own: Vec2, room: f32) -> Vec2 {
    let own = vec2(own.x.max(1.0), own.y.max(1.0));
    let (width, height) = (picture.width.map(f32::from), picture.height.map(f32::from));
    let asked = match (width, height) {
        (Some(width), Some(height)) => vec2(width, height),
        (Some(width), None) => own * (width / own.x),
        (None, Some(height)) => own * (height / own.y),
        (None, None) => own,
    };
    let asked = vec2(asked.x.max(1.0), asked.y.max(1.0));
    let part = (room.max(1.0) / asked.x).min(MOST_HEIGHT / asked.y).min(1.0);
    asked * part
}

fn texture(ui: &Ui, picture: &Picture, pixels: &Arc<Pixels>) -> TextureHandle {
    let id = Id::unique("textures of documents");
    let mut textures: Textures = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    if let Some((_, texture)) =
        textures.get(&picture.address).filter(|(of, _)| of.as_ptr() == Arc::as_ptr(pixels))
    {
        return texture.clone();
    }
    let bytes = textures.values().map(|(_, texture)| texture.byte_size()).sum::<usize>();
    if textures.len() >= MOST_TEXTURES || bytes + pixels.rgba.len() > MOST_PICTURE_BYTES {
        textures.clear();
    }
    let image = ColorImage::from_rgba_unmultiplied(pixels.size, &pixels.rgba);
    let texture = ui.ctx().load_texture("picture of an offer", image, TextureOptions::LINEAR);
    textures.insert(Arc::clone(&picture.address), (Arc::downgrade(pixels), texture.clone()));
    ui.data_mut(|data| data.insert_temp(id, textures));
    texture
}

/// A box in the place of a picture: what stands for it, its address, and why it is not there.
fn placeholder_ui(ui: &mut Ui, pen: &Pen<'_, '_>, picture: &Picture, why: &str) {
    let tokens = tokens(ui);
    let width =
        picture.width.map_or(PLACEHOLDER.x, f32::from).clamp(PLACEHOLDER.x / 2.0, PLACEHOLDER.x * 1.5);
    let size = vec2(width.min(ui.available_width()), PLACEHOLDER.y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let radius = CornerRadius::from(tokens.size.radius);
    let outline = Stroke::new(1.0, tokens.color.border);
    ui.painter().rect(rect, radius, tokens.color.hover, outline, StrokeKind::Inside);
    let mut inside = ui.new_child(UiBuilder::new().max_rect(rect.shrink2(vec2(10.0, 6.0))));
    inside.spacing_mut().item_spacing = vec2(tokens.size.steps(1.5), tokens.size.space / 2.0);
    inside.horizontal(|ui| {
        ui.label(Icon::Image.text(ui).color(tokens.color.text_muted));
        ui.add(Label::new(RichText::new(name(pen, picture)).color(tokens.color.text)).truncate());
    });
    let muted = |text: &str| RichText::new(text).size(tokens.size.small).color(tokens.color.text_muted);
    let address: String = picture.address.chars().take(MOST_ADDRESS).collect();
    inside.add(Label::new(muted(&address)).truncate());
    inside.add(Label::new(muted(why)).truncate());
    let said = Message::new("render-picture-not-shown").with("address", address).with("why", why);
    let said = pen.ctx.say(&said);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name(pen, picture)));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(said.as_str()));
    response.on_hover_text(said);
}
