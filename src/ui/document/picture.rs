//! Pictures: as they are where they could be read, and otherwise a box with what stands for them and why.

use super::Pen;
use super::text::follow;
use crate::app::{Action, Picture as Known, Pixels, ShowAction};
use crate::html::{Address, Picture};
use crate::text::Message;
use crate::ui::theme::tokens;
use crate::ui::widgets::Icon;
use egui::{
    ColorImage, Frame, Id, Label, Margin, Rect, RichText, Role, Sense, Stroke, TextureHandle, TextureOptions,
    Ui, Vec2, WidgetInfo, pos2, vec2,
};
use std::collections::HashMap;
use std::sync::Arc;

/// No picture is drawn higher.
const MOST_HEIGHT: f32 = 800.0;
/// Pictures that the graphics card keeps; with one more, all are given to it again.
const MOST_TEXTURES: usize = 64;

/// The pictures that the graphics card has, each with what it was made of.
type Textures = HashMap<Arc<str>, (Arc<Pixels>, TextureHandle)>;

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
    if let Some((_, texture)) = textures.get(&picture.address).filter(|(of, _)| Arc::ptr_eq(of, pixels)) {
        return texture.clone();
    }
    if textures.len() >= MOST_TEXTURES {
        textures.clear();
    }
    let image = ColorImage::from_rgba_unmultiplied(pixels.size, &pixels.rgba);
    let texture = ui.ctx().load_texture("picture of an offer", image, TextureOptions::LINEAR);
    textures.insert(Arc::clone(&picture.address), (Arc::clone(pixels), texture.clone()));
    ui.data_mut(|data| data.insert_temp(id, textures));
    texture
}

/// A box in the place of a picture: what stands for it, its address, and why it is not there.
fn placeholder_ui(ui: &mut Ui, pen: &Pen<'_, '_>, picture: &Picture, why: &str) {
    let tokens = tokens(ui);
    let width = picture.width.map_or(320.0, f32::from).clamp(160.0, 480.0).min(ui.available_width());
    let frame = Frame::new()
        .fill(tokens.color.hover)
        .stroke(Stroke::new(1.0, tokens.color.border))
        .corner_radius(tokens.size.radius)
        .inner_margin(Margin::symmetric(10, 8));
    let shown = ui.scope(|ui| {
        let layout = egui::Layout::top_down(egui::Align::Min);
        ui.allocate_ui_with_layout(vec2(width, 0.0), layout, |ui| {
            frame.show(ui, |ui| {
                ui.set_width(width - 22.0);
                ui.spacing_mut().item_spacing.y = tokens.size.space / 2.0;
                let muted =
                    |text: &str| RichText::new(text).size(tokens.size.small).color(tokens.color.text_muted);
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = tokens.size.steps(1.5);
                    ui.label(Icon::Image.text(ui).color(tokens.color.text_muted));
                    ui.add(Label::new(RichText::new(name(pen, picture)).color(tokens.color.text)).truncate());
                });
                if !picture.address.is_empty() {
                    let address: String = picture.address.chars().take(200).collect();
                    ui.add(Label::new(muted(&address)).truncate());
                }
                ui.add(Label::new(muted(why)).wrap());
            });
        })
        .response
    });
    let said = Message::new("render-picture-not-shown").with("address", &*picture.address).with("why", why);
    ui.ctx().accesskit_node_builder(shown.response.id, |node| {
        node.set_role(Role::Image);
        node.set_label(name(pen, picture));
        node.set_description(pen.ctx.say(&said));
    });
}
