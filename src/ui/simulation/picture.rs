//! A chart as a picture: drawn by egui without a window, in its whole size, and filled in here triangle by triangle.
//!
//! Owns the filling in. It needs no graphics card and shows all of a chart, whatever the panel has room for.

use super::chart::Chart;
use crate::app::Drawing;
use crate::ui::theme::{ThemeChoice, apply, tokens};
use egui::epaint::{ClippedPrimitive, ImageData, Mesh, Primitive, Vertex};
use egui::{
    Color32, Context, Pos2, RawInput, Rect, RichText, TextureId, TexturesDelta, Theme, UiBuilder, vec2,
};
use image::{ExtendedColorType, ImageEncoder, codecs::png::PngEncoder};
use std::collections::HashMap;

/// Pixels of a point: sharp in a document.
const SCALE: f32 = 2.0;
/// The margin around the chart, in points.
const MARGIN: f32 = 16.0;
/// The room of the title, in points.
const TITLE: f32 = 36.0;
/// Passes until widths have settled.
const PASSES: usize = 3;

/// What draws a chart in a theme, for whoever writes the file.
pub(super) fn drawing(chart: Chart, theme: Theme) -> Drawing {
    Drawing::new(move || draw(&chart, theme))
}

/// The bytes of a PNG.
fn draw(chart: &Chart, theme: Theme) -> Vec<u8> {
    let ctx = Context::default();
    apply(&ctx, if theme == Theme::Dark { ThemeChoice::Dark } else { ThemeChoice::Light });
    let size = chart.size() + vec2(2.0 * MARGIN, 2.0 * MARGIN + TITLE);
    let screen = Rect::from_min_size(Pos2::ZERO, size);
    let mut input = RawInput { screen_rect: Some(screen), ..RawInput::default() };
    input.viewports.entry(input.viewport_id).or_default().native_pixels_per_point = Some(SCALE);
    let mut textures = Textures::default();
    let mut last = None;
    for _ in 0..PASSES {
        let mut output = ctx.run_ui(input.clone(), |ui| {
            let ground = tokens(ui).color.panel;
            ui.painter().rect_filled(screen, 0.0, ground);
            ui.scope_builder(UiBuilder::new().max_rect(screen.shrink(MARGIN)), |ui| {
                ui.label(RichText::new(chart.title()).size(tokens(ui).size.heading).strong());
                ui.add_space(tokens(ui).size.space);
                chart.plain_ui(ui);
            });
        });
        textures.take(&mut output.textures_delta);
        last = Some((output.shapes, output.pixels_per_point));
    }
    let mut canvas = Canvas::new(size * SCALE, Color32::TRANSPARENT);
    let (shapes, scale) = last.unwrap_or_default();
    for ClippedPrimitive { clip_rect, primitive } in ctx.tessellate(shapes, scale) {
        if let Primitive::Mesh(mesh) = primitive {
            canvas.fill(&mesh, clip_rect, scale, &textures);
        }
    }
    canvas.png()
}

/// The pictures that meshes are filled with: letters, above all.
#[derive(Default)]
struct Textures(HashMap<TextureId, Texture>);

struct Texture {
    size: [usize; 2],
    pixels: Vec<Color32>,
}

impl Textures {
    fn take(&mut self, delta: &mut TexturesDelta) {
        #[expect(clippy::iter_over_hash_type, reason = "each picture by itself")]
        for (id, changes) in delta.set.drain() {
            for change in changes {
                let ImageData::Color(part) = change.image;
                match (change.pos, self.0.get_mut(&id)) {
                    (Some(corner), Some(whole)) => whole.put(corner, &part),
                    _ => drop(self.0.insert(id, Texture { size: part.size, pixels: part.pixels.clone() })),
                }
            }
        }
        delta.clear();
    }
}

impl Texture {
    /// Puts a part at its place.
    fn put(&mut self, [left, top]: [usize; 2], part: &egui::ColorImage) {
        for (row, line) in part.pixels.chunks(part.size[0].max(1)).enumerate() {
            let start = (top + row) * self.size[0] + left;
            if let Some(room) = self.pixels.get_mut(start..start + line.len()) {
                room.copy_from_slice(line);
            }
        }
    }

    /// The colour at a place from 0 to 1, between its four nearest pixels.
    fn at(&self, place: Pos2) -> [f32; 4] {
        let [width, height] = self.size;
        let (x, y) = (place.x * float(width) - 0.5, place.y * float(height) - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let mut sum = [0.0; 4];
        for (across, down) in [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)] {
            let weight = (1.0 - (x - left - across).abs()) * (1.0 - (y - top - down).abs());
            let (column, row) = (whole(left + across, width), whole(top + down, height));
            let color = self.pixels.get(row * width + column).copied().unwrap_or_default();
            for (sum, part) in sum.iter_mut().zip(color.to_array()) {
                *sum += weight * f32::from(part) / 255.0;
            }
        }
        sum
    }
}

/// The pixels of the picture, each premultiplied as egui has it.
struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<[f32; 4]>,
}

impl Canvas {
    fn new(size: egui::Vec2, ground: Color32) -> Self {
        let (width, height) = (whole(size.x.ceil(), usize::MAX), whole(size.y.ceil(), usize::MAX));
        let ground = ground.to_array().map(|part| f32::from(part) / 255.0);
        Self { width, height, pixels: vec![ground; width * height] }
    }

    /// Fills the triangles of a mesh.
    fn fill(&mut self, mesh: &Mesh, clip: Rect, scale: f32, textures: &Textures) {
        let Some(texture) = textures.0.get(&mesh.texture_id) else { return };
        let clip = clip * scale;
        for triangle in mesh.indices.chunks_exact(3) {
            let corners = [0, 1, 2].map(|at| mesh.vertices.get(whole_index(triangle[at])));
            if let [Some(a), Some(b), Some(c)] = corners {
                self.triangle([a, b, c], clip, scale, texture);
            }
        }
    }

    fn triangle(&mut self, corners: [&Vertex; 3], clip: Rect, scale: f32, texture: &Texture) {
        let [a, b, c] = corners.map(|corner| corner.pos * scale);
        let edge = |from: Pos2, to: Pos2, at: Pos2| {
            (to.x - from.x) * (at.y - from.y) - (to.y - from.y) * (at.x - from.x)
        };
        let area = edge(a, b, c);
        if area == 0.0 {
            return;
        }
        let low = a.min(b).min(c).max(clip.min);
        let high = a.max(b).max(c).min(clip.max);
        let (columns, rows) = (
            whole(low.x.floor(), self.width)..whole(high.x.ceil(), self.width + 1).min(self.width),
            whole(low.y.floor(), self.height)..whole(high.y.ceil(), self.height + 1).min(self.height),
        );
        for row in rows {
            for column in columns.clone() {
                let at = Pos2::new(float(column) + 0.5, float(row) + 0.5);
                let shares = [edge(b, c, at) / area, edge(c, a, at) / area, edge(a, b, at) / area];
                // An edge between two triangles is of one of them only.
                if !clip.contains(at) || shares.iter().any(|share| *share < 0.0) {
                    continue;
                }
                self.blend(row * self.width + column, color_of(corners, shares, texture));
            }
        }
    }

    fn blend(&mut self, at: usize, over: [f32; 4]) {
        for (under, over_part) in self.pixels[at].iter_mut().zip(over) {
            *under = over_part + *under * (1.0 - over[3]);
        }
    }

    fn png(&self) -> Vec<u8> {
        let part = |part: f32| u8::try_from(whole((part * 255.0).round(), 256)).unwrap_or(u8::MAX);
        let bytes: Vec<u8> = self.pixels.iter().flat_map(|pixel| pixel.map(part)).collect();
        let mut png = Vec::new();
        let size = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
        let encoder = PngEncoder::new(&mut png);
        // Into memory: nothing can fail but the size, which is a chart's.
        if encoder.write_image(&bytes, size(self.width), size(self.height), ExtendedColorType::Rgba8).is_err()
        {
            png.clear();
        }
        png
    }
}

/// The colour of a place in a triangle.
fn color_of(corners: [&Vertex; 3], shares: [f32; 3], texture: &Texture) -> [f32; 4] {
    let (mut place, mut color) = (Pos2::ZERO, [0.0; 4]);
    for (corner, share) in corners.into_iter().zip(shares) {
        place += corner.uv.to_vec2() * share;
        for (sum, part) in color.iter_mut().zip(corner.color.to_array()) {
            *sum += share * f32::from(part) / 255.0;
        }
    }
    let paper = texture.at(place);
    [0, 1, 2, 3].map(|part| color[part] * paper[part])
}

#[expect(clippy::cast_precision_loss, reason = "the size of a picture")]
fn float(pixels: usize) -> f32 {
    pixels as f32
}

/// A coordinate as a place in a list of so many.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "not negative, and within the list"
)]
fn whole(coordinate: f32, count: usize) -> usize {
    (coordinate.max(0.0) as usize).min(count.saturating_sub(1))
}

fn whole_index(index: u32) -> usize {
    usize::try_from(index).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::chart::{BarOf, Bars, Heat};
    use super::*;

    fn pixels(chart: &Chart, theme: Theme) -> image::RgbaImage {
        let png = draw(chart, theme);
        image::load_from_memory(&png).expect("a picture").to_rgba8()
    }

    #[test]
    fn a_chart_is_drawn_whole_without_a_window() {
        let bar = |label: &str, count: f64| BarOf {
            label: label.into(),
            parts: vec![count],
            end: count.to_string(),
        };
        let bars = |second: f64| {
            Chart::Bars(Bars {
                title: "Offers".into(),
                rows: vec![bar("One", 100.0), bar("Two", second)],
                ..Bars::default()
            })
        };
        for theme in [Theme::Light, Theme::Dark] {
            let accent = crate::ui::theme::Tokens::of(theme).color.accent.to_array();
            let filled = |chart: &Chart| {
                let picture = pixels(chart, theme);
                assert!(picture.pixels().all(|pixel| pixel.0[3] == 255), "no hole in the ground");
                picture.pixels().filter(|pixel| pixel.0 == accent).count()
            };
            let (long, short) = (filled(&bars(100.0)), filled(&bars(10.0)));
            assert!(short > 1_000 && long > short + short / 2, "{theme:?}: {long} {short}");
        }
    }

    #[test]
    fn a_heat_map_has_its_warmest_cell_in_the_accent() {
        let cells = [0.9, 0.0, 0.2, 0.4].map(|share| (share, share.to_string())).to_vec();
        let names = |of: [&str; 2]| of.map(str::to_owned).to_vec();
        let heat = Heat { title: "Age".into(), rows: names(["a", "b"]), columns: names(["c", "d"]), cells };
        let picture = pixels(&Chart::Heat(heat), Theme::Light);
        let mut colors = std::collections::HashSet::new();
        colors.extend(picture.pixels().map(|pixel| pixel.0));
        assert!(colors.len() > 4 && picture.width() >= 1_200);
    }
}
