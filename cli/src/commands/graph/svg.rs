//! Graphs as pictures: laid out in layers, drawn as SVG.

use std::fmt::Write as _;

use layout::core::base::Orientation;
use layout::core::color::Color;
use layout::core::format::{ClipHandle, RenderBackend};
use layout::core::geometry::Point;
use layout::core::style::{LineStyleKind, StyleAttr};
use layout::std_shapes::shapes::{Arrow, Element, LineEndKind, ShapeKind};
use layout::topo::layout::VisualGraph;

use super::{Graph, Kind, Node};

/// The size of text, in pixels.
const FONT: usize = 14;
/// The size of text beside arrows.
const SMALL: usize = 12;
/// Roughly what a character takes, in pixels.
const CHARACTER: f64 = 8.0;
const MARGIN: f64 = 24.0;

/// One picture of all graphs, below each other.
pub(super) fn render(graphs: &[Graph]) -> String {
    let mut body = String::new();
    let (mut width, mut height) = (0.0_f64, MARGIN);
    for graph in graphs {
        let canvas = draw(graph);
        // Writing to a string cannot fail.
        let _ = writeln!(
            body,
            "<text class=\"title\" x=\"{MARGIN}\" y=\"{}\">{}</text>",
            number(height + 14.0),
            escape(&graph.title)
        );
        height += 36.0;
        if graph.nodes.is_empty() {
            continue;
        }
        let (left, top) = (MARGIN - canvas.left, height - canvas.top);
        let (left, top) = (number(left), number(top));
        let _ = writeln!(
            body,
            "<g transform=\"translate({left} {top})\">\n{}{}</g>",
            canvas.shapes, canvas.texts
        );
        let size = canvas.size();
        width = width.max(size.0 + 2.0 * MARGIN);
        height += size.1 + MARGIN;
    }
    let (width, height) = (number(width.ceil()), number(height.ceil()));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\">\n{STYLE}\n{body}</svg>\n"
    )
}

const STYLE: &str = r##"<style>
text { font: 14px Helvetica, Arial, sans-serif; fill: #222; }
text.title { font-size: 18px; font-weight: bold; }
text.inside { text-anchor: middle; }
text.beside { text-anchor: middle; font-size: 12px; fill: #246; stroke: #fff; stroke-width: 4px; paint-order: stroke; }
path { fill: none; stroke: #666; stroke-width: 1.3; }
marker path { fill: #666; stroke: none; }
rect.absent { stroke-dasharray: 4 3; }
</style>
<defs><marker id="head" markerWidth="9" markerHeight="8" refX="8.5" refY="4" orient="auto-start-reverse" markerUnits="userSpaceOnUse"><path d="M0 0L9 4L0 8z"/></marker></defs>
<rect width="100%" height="100%" fill="#fff"/>"##;

fn draw(graph: &Graph) -> Canvas {
    let mut canvas = Canvas::default();
    if graph.nodes.is_empty() {
        return canvas;
    }
    let mut layers = VisualGraph::new(Orientation::TopToBottom);
    let handles: Vec<_> = graph.nodes.iter().map(|node| layers.add_node(element(node))).collect();
    for edge in &graph.edges {
        if let (Some(from), Some(to)) = (handles.get(edge.from), handles.get(edge.to)) {
            let arrow = Arrow::new(
                LineEndKind::None,
                LineEndKind::Arrow,
                LineStyleKind::Normal,
                &edge.label,
                &StyleAttr::new(Color::fast("black"), 1, None, 0, SMALL),
                &None,
                &None,
            );
            layers.add_edge(arrow, *from, *to);
        }
    }
    layers.do_it(false, false, false, &mut canvas);
    canvas
}

fn element(node: &Node) -> Element {
    let look = |line: usize, fill: &str| {
        StyleAttr::new(Color::fast("black"), line, Some(Color::fast(fill)), 8, FONT)
    };
    if node.kind == Kind::Start {
        let shape = ShapeKind::new_circle("");
        let size = Point::new(16.0, 16.0);
        return Element::create(shape, look(1, "black"), Orientation::TopToBottom, size);
    }
    let longest = node.label.lines().map(|line| line.chars().count()).max().unwrap_or(0);
    let lines = node.label.lines().count().max(1);
    let size = Point::new(count(longest) * CHARACTER + 20.0, count(lines) * 18.0 + 14.0);
    let look = match node.kind {
        Kind::Terminal => look(3, "white"),
        Kind::Absent => look(0, "lightgray"),
        Kind::Plain | Kind::Start => look(1, "white"),
    };
    Element::create(ShapeKind::new_box(&node.label), look, Orientation::TopToBottom, size)
}

/// What was drawn, and how far it reaches.
struct Canvas {
    shapes: String,
    /// Text lies above all lines.
    texts: String,
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Default for Canvas {
    fn default() -> Self {
        let (least, most) = (f64::INFINITY, f64::NEG_INFINITY);
        Self {
            shapes: String::new(),
            texts: String::new(),
            left: least,
            top: least,
            right: most,
            bottom: most,
        }
    }
}

impl Canvas {
    fn reach(&mut self, x: f64, y: f64) {
        self.left = self.left.min(x);
        self.right = self.right.max(x);
        self.top = self.top.min(y);
        self.bottom = self.bottom.max(y);
    }

    fn size(&self) -> (f64, f64) {
        ((self.right - self.left).max(0.0), (self.bottom - self.top).max(0.0))
    }

    fn text(&mut self, class: &str, at: Point, text: &str) {
        let lines = text.lines().count();
        let mut y = at.y - 18.0 * (count(lines) - 1.0) / 2.0;
        for line in text.lines() {
            let half = count(line.chars().count()) * CHARACTER / 2.0;
            self.reach(at.x - half, y - 9.0);
            self.reach(at.x + half, y + 9.0);
            let (x, line) = (number(at.x), escape(line));
            // The base line of letters that are centred there.
            let y_text = number(y + 4.5);
            let _ = writeln!(
                self.texts,
                "<text class=\"{class}\" x=\"{x}\" y=\"{y_text}\">{line}</text>"
            );
            y += 18.0;
        }
    }
}

impl RenderBackend for Canvas {
    fn draw_rect(
        &mut self,
        xy: Point,
        size: Point,
        look: &StyleAttr,
        _properties: Option<String>,
        _clip: Option<ClipHandle>,
    ) {
        self.reach(xy.x, xy.y);
        self.reach(xy.x + size.x, xy.y + size.y);
        let [x, y, width, height] = [xy.x, xy.y, size.x, size.y].map(number);
        let class = if look.line_width == 0 { " class=\"absent\"" } else { "" };
        let _ = writeln!(
            self.shapes,
            "<rect{class} x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{}\" \
             fill=\"{}\" stroke=\"#444\" stroke-width=\"{}\"/>",
            look.rounded,
            if look.line_width == 0 { "#eee" } else { "#f7faff" },
            look.line_width.max(1)
        );
    }

    fn draw_line(&mut self, _: Point, _: Point, _: &StyleAttr, _: Option<String>) {}

    fn draw_circle(
        &mut self,
        xy: Point,
        size: Point,
        _look: &StyleAttr,
        _properties: Option<String>,
    ) {
        let radius = size.x / 2.0;
        self.reach(xy.x - radius, xy.y - radius);
        self.reach(xy.x + radius, xy.y + radius);
        let [x, y, radius] = [xy.x, xy.y, radius].map(number);
        let _ =
            writeln!(self.shapes, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"#222\"/>");
    }

    fn draw_text(&mut self, xy: Point, text: &str, look: &StyleAttr) {
        self.text(if look.font_size == FONT { "inside" } else { "beside" }, xy, text);
    }

    fn draw_arrow(
        &mut self,
        path: &[(Point, Point)],
        _dashed: bool,
        (start, end): (bool, bool),
        _look: &StyleAttr,
        _properties: Option<String>,
        text: &str,
    ) {
        // The first pair is a point and its way out; the others are ways in, and their points.
        let [first, second, rest @ ..] = path else { return };
        for (a, b) in path {
            self.reach(a.x, a.y);
            self.reach(b.x, b.y);
        }
        let pair = |point: &Point| format!("{} {}", number(point.x), number(point.y));
        let mut way = format!(
            "M{}C{} {} {}",
            pair(&first.0),
            pair(&first.1),
            pair(&second.0),
            pair(&second.1)
        );
        for (control, point) in rest {
            let _ = write!(way, "S{} {}", pair(control), pair(point));
        }
        // Arrows against the layers come turned round.
        let start = if start { " marker-start=\"url(#head)\"" } else { "" };
        let end = if end { " marker-end=\"url(#head)\"" } else { "" };
        let _ = writeln!(self.shapes, "<path d=\"{way}\"{start}{end}/>");
        if !text.is_empty() {
            let middle = f64::midpoint(first.0.x, second.1.x);
            self.text("beside", Point::new(middle, f64::midpoint(first.0.y, second.1.y)), text);
        }
    }

    fn create_clip(&mut self, _: Point, _: Point, _: usize) -> ClipHandle {
        0
    }
}

fn count(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// A length with one digit behind the point, if it needs one.
fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

fn escape(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    // XML has no control characters, not even escaped.
    text.replace('"', "&quot;").replace(|c: char| c.is_control(), "\u{FFFD}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::graph::Edge;

    fn graph(nodes: usize, edges: impl IntoIterator<Item = (usize, usize)>) -> Graph {
        let kinds = [Kind::Plain, Kind::Start, Kind::Terminal, Kind::Absent];
        let node = |at: usize| Node { label: format!("<{at}>\n&"), kind: kinds[at % 4] };
        let edge = |(from, to): (usize, usize)| {
            let label =
                if (from + to) % 3 == 0 { "\"a\"\u{1}\nb".to_owned() } else { String::new() };
            Edge { from, to, label }
        };
        Graph {
            title: "]]>".into(),
            nodes: (0..nodes).map(node).collect(),
            edges: edges.into_iter().map(edge).collect(),
        }
    }

    fn check(graph: Graph) {
        let picture = render(std::slice::from_ref(&graph));
        assert!(!picture.contains("NaN") && !picture.contains("inf"), "{graph:?}");
        assert!(!picture.contains("<0>") && !picture.contains('\u{1}'));
        assert_eq!(picture.matches("<path d=\"M").count(), graph.edges.len() + 1, "{graph:?}");
        assert_eq!(picture, render(&[graph]), "a second picture differs");
    }

    #[test]
    fn any_graph_has_a_picture() {
        check(graph(0, []));
        check(graph(1, []));
        check(graph(1, [(0, 0), (0, 0)]));
        check(graph(3, [(0, 1), (0, 1), (1, 0), (1, 2), (2, 0)]));
        check(graph(80, (1..80).map(|at| (at - 1, at))));
        check(graph(80, (1..80).map(|at| (0, at))));
        check(graph(30, (0..30).flat_map(|from| (from..30).step_by(3).map(move |to| (to, from)))));
        // A linear congruential generator: graphs of all shapes, and always the same ones.
        let mut state = 7_u32;
        let mut random = move |below: usize| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as usize % below
        };
        for _ in 0..60 {
            let nodes = 1 + random(14);
            let edges: Vec<_> =
                (0..random(3 * nodes)).map(|_| (random(nodes), random(nodes))).collect();
            check(graph(nodes, edges));
        }
    }
}
