//! A chart as SVG (the subset of 1.1 that every renderer supports): in a page, whose style sheet colours it,
//! or as a separate file.

use std::fmt::Write;

use super::escaped;
use crate::markup::{
    drawing::{DrawnMark, layout},
    timeline::Timeline,
};

/// The style of a separate file; the page's style sheet has the same classes.
const STYLE: &str = concat!(
    "text{font-family:'IBM Plex Sans',sans-serif;font-size:11px;fill:#17202b}",
    ".name{font-family:'IBM Plex Sans SmBld','IBM Plex Sans',sans-serif;font-size:12.5px;font-weight:600}",
    ".year,.day,.legend{fill:#56616e}",
    ".label.on{fill:#ffffff}",
    ".grid{stroke:#d9dee5}",
    ".today{stroke:#17202b;stroke-width:1.5;stroke-dasharray:4 3}",
    ".solid{fill:#0b6b3a;stroke:#ffffff}",
    ".striped{fill:#fdf1dd;stroke:#8a5200}",
    ".stripes{stroke:#efdab2}",
    ".outlined{fill:#ffffff;stroke:#56616e}",
    ".shaded{fill:#f4f6f9;stroke:#14509c}",
    ".dotted{fill:#ffffff;stroke:#a3211c;stroke-dasharray:2 3}",
    ".crossed{fill:#fbe9e7;stroke:#a3211c}",
    ".cross{stroke:#f0cfcc}",
    ".undated{fill:#f4f6f9;stroke:#56616e;stroke-dasharray:5 3}",
    ".expected{fill:#ffffff;stroke:#8a5200;stroke-width:1.5}",
    ".period{fill:#14509c;stroke:#ffffff}",
    ".gap{fill:none;stroke:#a3211c;stroke-width:1.5;stroke-dasharray:3 2}",
);

/// The chart; `alone` if it includes its own style.
pub fn svg(timeline: &Timeline, alone: bool) -> String {
    let drawing = layout(timeline);
    let mut out = String::new();
    let space = if alone { " xmlns=\"http://www.w3.org/2000/svg\"" } else { "" };
    let size = if alone {
        format!(" width=\"{}\" height=\"{}\"", drawing.width, drawing.height)
    } else {
        String::new()
    };
    let title = escaped(&timeline.title());
    let _ = write!(
        out,
        "<svg{space}{size} viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{title}\">",
        drawing.width, drawing.height
    );
    let _ = write!(out, "<title>{title}</title><desc>{}</desc>", escaped(&description(timeline)));
    if alone {
        let _ = write!(
            out,
            "<style>{STYLE}</style><rect width=\"{}\" height=\"{}\" fill=\"#ffffff\"/>",
            drawing.width, drawing.height
        );
    }
    for it in &drawing.marks {
        mark(it, &mut out);
    }
    out.push_str("</svg>");
    out
}

/// The text version of the chart.
pub fn description(timeline: &Timeline) -> String {
    timeline
        .words()
        .into_iter()
        .map(|(name, words)| format!("{name}: {words}."))
        .collect::<Vec<_>>()
        .join(" ")
}

fn mark(mark: &DrawnMark, out: &mut String) {
    let _ = match mark {
        DrawnMark::Rect { class, undated, at: [x, y, width, height] } => {
            let undated = dashed(*undated);
            write!(
                out,
                "<rect class=\"{class}{undated}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" \
                 height=\"{height}\"/>"
            )
        }
        DrawnMark::Lines { class, ends } => {
            let path: String = ends.iter().map(|[x1, y1, x2, y2]| format!("M{x1} {y1}L{x2} {y2}")).collect();
            write!(out, "<path class=\"{class}\" d=\"{path}\"/>")
        }
        DrawnMark::Shape { class, undated, corners } => {
            let undated = dashed(*undated);
            let points: Vec<_> = corners.iter().map(|[x, y]| format!("{x},{y}")).collect();
            write!(out, "<polygon class=\"{class}{undated}\" points=\"{}\"/>", points.join(" "))
        }
        DrawnMark::Words { class, at: [x, y], anchor, words } => {
            write!(
                out,
                "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{}</text>",
                escaped(words)
            )
        }
    };
}

fn dashed(undated: bool) -> &'static str {
    if undated { " undated" } else { "" }
}
