//! The layout of a [`Timeline`]: positions in whole units, the same for every renderer.

use chrono::{Datelike, NaiveDate};

use super::timeline::{Bar, ChartStyle, Timeline, TimelineRow};

/// A drawing: marks from back to front.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// Its width.
    pub width: i64,
    /// Its height.
    pub height: i64,
    /// Its marks.
    pub marks: Vec<DrawnMark>,
}

/// A mark of a drawing; `class` is its class in style sheets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DrawnMark {
    /// A rectangle.
    Rect {
        /// What it is.
        class: &'static str,
        /// Whether no day is stated for its beginning.
        undated: bool,
        /// Left, top, width, height.
        at: [i64; 4],
    },
    /// Straight lines, each from one point to another.
    Lines {
        /// What they are.
        class: &'static str,
        /// Horizontal and vertical place of both ends.
        ends: Vec<[i64; 4]>,
    },
    /// A closed shape with corners.
    Shape {
        /// What it is.
        class: &'static str,
        /// Whether no day is stated for the beginning of what it belongs to.
        undated: bool,
        /// The corners.
        corners: Vec<[i64; 2]>,
    },
    /// Words.
    Words {
        /// What they are.
        class: &'static str,
        /// Horizontal place and base line.
        at: [i64; 2],
        /// `start`, `middle` or `end`: which part of the words is at that place.
        anchor: &'static str,
        /// The words.
        words: String,
    },
}

const WIDTH: i64 = 720;
const LEFT: i64 = 2;
/// The horizontal position of the end of the time axis; the arrow of an open end needs the space after it.
const RIGHT: i64 = 704;
/// The space above the rows, for the years.
const TOP: i64 = 24;
const ROW: i64 = 56;
/// The vertical offset of a bar below the name of its row; the line of the periods is below the bar.
const BAR: i64 = 20;
const BAR_HEIGHT: i64 = 18;
const PERIOD: i64 = 42;
const PERIOD_HEIGHT: i64 = 5;
/// The maximum number of years that are labelled.
const TICKS: i32 = 12;

/// Lays the chart out.
pub fn layout(timeline: &Timeline) -> Drawing {
    let scale = Scale::new(timeline);
    let bottom = TOP + ROW * i64::try_from(timeline.rows.len()).unwrap_or_default();
    let mut marks = Vec::new();
    years(&scale, bottom, &mut marks);
    for (index, row) in timeline.rows.iter().enumerate() {
        let top = TOP + ROW * i64::try_from(index).unwrap_or_default();
        marks.push(text_mark("name", [LEFT, top + 15], "start", row.name.clone()));
        // A state of which only one day is known is drawn over the state that follows it.
        for it in
            row.bars.iter().filter(|it| it.until_stated).chain(row.bars.iter().filter(|it| !it.until_stated))
        {
            bar(it, &scale, top + BAR, &mut marks);
        }
        lower(row, &scale, top, &mut marks);
    }
    today(&scale, bottom, &mut marks);
    let height = legend(timeline, bottom + 40, &mut marks);
    Drawing { width: WIDTH, height, marks }
}

/// Maps days to horizontal positions.
struct Scale {
    first: NaiveDate,
    last: NaiveDate,
    today: NaiveDate,
}

impl Scale {
    fn new(timeline: &Timeline) -> Self {
        let (first, last) = timeline.range();
        Self { first, last, today: timeline.today }
    }
    /// The position of the beginning of a day.
    fn start_of(&self, day: NaiveDate) -> i64 {
        let all = (self.last - self.first).num_days() + 1;
        LEFT + (day - self.first).num_days().clamp(0, all) * (RIGHT - LEFT) / all.max(1)
    }
    /// The position of the end of a day.
    fn end_of(&self, day: NaiveDate) -> i64 {
        self.start_of(day.succ_opt().unwrap_or(day))
    }
}

fn text_mark(class: &'static str, at: [i64; 2], anchor: &'static str, words: String) -> DrawnMark {
    DrawnMark::Words { class, at, anchor, words }
}

/// The approximate width of a text in the usual size of charts.
fn width_of(words: &str) -> i64 {
    i64::try_from(words.chars().count()).unwrap_or_default() * 13 / 2
}

/// A line at the beginning of each year, or of every few years.
fn years(scale: &Scale, bottom: i64, marks: &mut Vec<DrawnMark>) {
    let (first, last) = (scale.first.year(), scale.last.year());
    let step = [1, 2, 5, 10, 20, 50, 100, 200, 500]
        .into_iter()
        .find(|it| (last - first) / it < TICKS)
        .unwrap_or(1000);
    let mut ends = Vec::new();
    for year in (first..=last).filter(|it| it % step == 0 || last - first < step) {
        let Some(day) = NaiveDate::from_ymd_opt(year, 1, 1) else { continue };
        let x = scale.start_of(day);
        ends.push([x, 4, x, bottom]);
        marks.push(text_mark("year", [x + 4, 15], "start", year.to_string()));
    }
    marks.insert(0, DrawnMark::Lines { class: "grid", ends });
}

fn bar(bar: &Bar, scale: &Scale, top: i64, marks: &mut Vec<DrawnMark>) {
    let from = bar.from.map_or(LEFT, |day| scale.start_of(day));
    let open = bar.until.is_none();
    let to = bar.until.map_or_else(|| scale.end_of(scale.today), |day| scale.end_of(day)).max(from + 3);
    let box_of = |it: ChartStyle| {
        if it == ChartStyle::Dotted {
            [from, top + 6, to - from, 6]
        } else {
            [from, top, to - from, BAR_HEIGHT]
        }
    };
    let undated = bar.unstated().is_some();
    marks.push(DrawnMark::Rect { class: bar.style.word(), undated, at: box_of(bar.style) });
    pattern(bar.style, [from, top, to, top + BAR_HEIGHT], marks);
    if open && bar.style != ChartStyle::Dotted {
        let corners = vec![[to, top], [to + 9, top + BAR_HEIGHT / 2], [to, top + BAR_HEIGHT]];
        marks.push(DrawnMark::Shape { class: bar.style.word(), undated, corners });
    }
    let label =
        bar.unstated().map_or_else(|| bar.words.clone(), |unstated| format!("{}, {unstated}", bar.words));
    let label = if width_of(&label) + 15 < to - from { label } else { bar.words.clone() };
    if width_of(&label) + 15 < to - from && bar.style != ChartStyle::Dotted {
        let class = if bar.style == ChartStyle::Solid && !undated { "label on" } else { "label" };
        marks.push(text_mark(class, [from + 9, top + 13], "start", label));
    }
}

/// The pattern of a style in addition to its colour: diagonal stripes in one direction or both.
fn pattern(style: ChartStyle, [left, top, right, bottom]: [i64; 4], marks: &mut Vec<DrawnMark>) {
    let height = bottom - top;
    // From the lower left to the upper right, cut off at both ends of the bar.
    let stripe = |foot: i64| {
        let (a, b) = (foot.max(left), (foot + height).min(right));
        (a < b).then(|| [a, bottom - (a - foot), b, bottom - (b - foot)])
    };
    let stripes = |step| (left - height..right).step_by(step).filter_map(stripe);
    let (class, ends) = match style {
        ChartStyle::Striped => ("stripes", stripes(7).collect()),
        ChartStyle::Crossed => (
            "cross",
            stripes(14)
                .flat_map(|[a, y, b, z]| [[a, y, b, z], [a, top + bottom - y, b, top + bottom - z]])
                .collect(),
        ),
        ChartStyle::Solid | ChartStyle::Shaded | ChartStyle::Outlined | ChartStyle::Dotted => return,
    };
    marks.push(DrawnMark::Lines { class, ends });
}

/// The expected dates above the lower edge of the bar, and the periods below it.
fn lower(row: &TimelineRow, scale: &Scale, top: i64, marks: &mut Vec<DrawnMark>) {
    for (from, until) in &row.periods {
        let at = [
            scale.start_of(*from),
            top + PERIOD,
            (scale.end_of(*until) - scale.start_of(*from)).max(2),
            PERIOD_HEIGHT,
        ];
        marks.push(DrawnMark::Rect { class: "period", undated: false, at });
    }
    for (from, until) in &row.gaps {
        let at = [
            scale.start_of(*from),
            top + PERIOD - 2,
            (scale.end_of(*until) - scale.start_of(*from)).max(3),
            PERIOD_HEIGHT + 4,
        ];
        marks.push(DrawnMark::Rect { class: "gap", undated: false, at });
    }
    marks.extend(row.expected.iter().map(|it| diamond(scale.end_of(*it), top + BAR + BAR_HEIGHT / 2)));
}

fn diamond(x: i64, y: i64) -> DrawnMark {
    DrawnMark::Shape {
        class: "expected",
        undated: false,
        corners: vec![[x, y - 7], [x + 7, y], [x, y + 7], [x - 7, y]],
    }
}

fn today(scale: &Scale, bottom: i64, marks: &mut Vec<DrawnMark>) {
    let x = scale.end_of(scale.today);
    let label = scale.today.format("%-d %B %Y").to_string();
    let half = width_of(&label) / 2 + 4;
    let (at, anchor) = match x {
        x if x < LEFT + half => (LEFT, "start"),
        x if x > WIDTH - half => (WIDTH - 2, "end"),
        x => (x, "middle"),
    };
    marks.push(DrawnMark::Lines { class: "today", ends: vec![[x, TOP - 4, x, bottom + 4]] });
    marks.push(text_mark("day", [at, bottom + 18], anchor, label));
}

/// A sample in the legend.
struct Sample {
    class: &'static str,
    label: String,
}

/// Adds samples with their words, in as many lines as are needed; returns the total height.
fn legend(timeline: &Timeline, top: i64, marks: &mut Vec<DrawnMark>) -> i64 {
    let rows = |of: fn(&TimelineRow) -> bool| timeline.rows.iter().any(of);
    let sample = |class, label: &str| Sample { class, label: label.to_owned() };
    let looks = ChartStyle::ALL
        .into_iter()
        .filter_map(|it| Some(Sample { class: it.word(), label: timeline.legend(it)? }));
    let others = [
        timeline.unstated().map(|it| sample("undated", it)),
        rows(|it| !it.expected.is_empty()).then(|| sample("expected", "expected by")),
        rows(|it| !it.periods.is_empty()).then(|| sample("period", "period covered by a report")),
        rows(|it| !it.gaps.is_empty()).then(|| sample("gap", "not covered by a report")),
    ];
    let (mut x, mut y) = (LEFT, top);
    for Sample { class, label } in looks.chain(others.into_iter().flatten()) {
        let undated = class == "undated";
        let wide = 32 + width_of(&label) + 14;
        if x > LEFT && x + wide > WIDTH {
            (x, y) = (LEFT, y + 20);
        }
        match class {
            "expected" => marks.push(diamond(x + 12, y)),
            "period" => marks.push(DrawnMark::Rect { class, undated, at: [x, y - 2, 24, PERIOD_HEIGHT] }),
            "gap" => marks.push(DrawnMark::Rect { class, undated, at: [x, y - 4, 24, PERIOD_HEIGHT + 4] }),
            "dotted" => marks.push(DrawnMark::Rect { class, undated, at: [x, y - 3, 24, 6] }),
            "undated" => marks.push(DrawnMark::Rect { class: "outlined", undated, at: [x, y - 6, 24, 12] }),
            _ => {
                marks.push(DrawnMark::Rect { class, undated, at: [x, y - 6, 24, 12] });
                let style =
                    ChartStyle::ALL.into_iter().find(|it| it.word() == class).unwrap_or(ChartStyle::Solid);
                pattern(style, [x, y - 6, x + 24, y + 6], marks);
            }
        }
        marks.push(text_mark("legend", [x + 30, y + 4], "start", label));
        x += wide;
    }
    y + 14
}
