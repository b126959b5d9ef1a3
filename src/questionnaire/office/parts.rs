//! The content of a package's parts, by the types of their relationships. Texts of diagrams and charts are
//! read here; unreadable content is named, so that no question is answered as if all had been read. Parts
//! of an unknown type are unreadable.

use std::collections::BTreeSet;

use super::{
    hints,
    package::{Package, Relation},
    pictures,
    xml::{Node, Walk},
};
use crate::questionnaire::{
    Refusal,
    bounded::{bounded, unreadable},
};

/// The content of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// Texts that the reader of the format reads, or no visible text.
    Known,
    /// Pictures and WordArt, and relationships to other parts; its other texts are known.
    Drawing,
    /// The same in page headers and footers, where pictures are logos.
    Margin,
    /// Words in list numbers, table descriptions, titles of slicers, texts of form controls.
    Hints,
    /// Only hints and relationships to other parts; pictures among them are shown.
    Relations,
    /// Texts that are read here.
    Texts,
    /// A picture.
    Picture,
    /// Unreadable content, with its name.
    Unreadable(&'static str),
}

/// The content of parts, by the last words of the types of the relationships to them.
const KINDS: &[(Holds, &str)] = &[
    (
        Holds::Known,
        "officeDocument, core-properties, extended-properties, custom-properties, thumbnail, styles, \
         stylesWithEffects, settings, webSettings, fontTable, font, theme, themeOverride, commentsExtended, \
         commentsIds, commentsExtensible, people, person, customXml, customXmlProps, attachedTemplate, \
         hyperlink, printerSettings, vbaProject, wordVbaData, keyMapCustomizations, attachedToolbars, \
         glossaryDocument, mailMergeSource, mailMergeHeaderSource, recipientData, documenttasks, \
         extensibility, userCustomization, classificationlabels, labelInfo, webextensiontaskpanes, \
         taskpanes, webextension, diagramLayout, diagramQuickStyle, diagramStyle, diagramColors, \
         chartStyle, chartColorStyle, worksheet, sharedStrings, calcChain, comments, threadedComment, \
         tableSingleCells, pivotCacheDefinition, pivotCacheRecords, queryTable, connections, slicerCache, \
         timelineCache, externalLink, externalLinkPath, sheetMetadata, customProperty, ctrlProp, \
         volatileDependencies, xmlMaps, usernames, revisionHeaders, revisionLog, rdRichValue, \
         rdRichValueStructure, rdRichValueTypes, rdArray, rdSupportingPropertyBag, \
         rdSupportingPropertyBagStructure, richStyles, FeaturePropertyBag, worksheetSortMap, \
         powerPivotData, customData, origin, signature, documentSettings, namedSheetView",
    ),
    (Holds::Hints, "numbering, table, pivotTable, slicer, timeline, vmlDrawing"),
    (Holds::Drawing, "footnotes, endnotes, drawing"),
    (Holds::Relations, "chartsheet, richValueRel, rdRichValueRel"),
    (Holds::Margin, "header, footer"),
    (Holds::Texts, "diagramData, diagramDrawing, chart, chartEx, chartUserShapes"),
    (Holds::Picture, "image, hdphoto"),
    (Holds::Unreadable("embedded or linked file"), "oleObject, package"),
    (Holds::Unreadable("inserted file"), "aFChunk, subDocument, frame"),
    (Holds::Unreadable("ActiveX control"), "control, activeXControlBinary"),
    (Holds::Unreadable("video or sound"), "video, audio, media"),
    (Holds::Unreadable("3D model"), "model3d"),
    (Holds::Unreadable("freehand drawing"), "ink"),
    (Holds::Unreadable("macro sheet"), "xlMacrosheet, macrosheet, xlIntlMacrosheet"),
    (Holds::Unreadable("dialog sheet"), "dialogsheet"),
];
/// The maximum number of texts, and their maximum size in bytes.
const TEXTS: usize = 300;
const BYTES: usize = 64 << 10;
/// The maximum number of parts that are visited.
const PARTS: usize = 2_000;

/// The texts of the diagrams and charts that are reached from a document's part, of WordArt in it, and its
/// unreadable content. `place` is the name of the part for people.
///
/// # Errors
/// The relationships of a part cannot be read.
pub fn of_document(package: &Package, part: &str, place: &str) -> Result<Vec<String>, Refusal> {
    drawn(package, part, place, Holds::Drawing)
}

/// The same for a package (the part ``), a workbook or a sheet, whose pictures are placed in other parts.
///
/// # Errors
/// The relationships of a part cannot be read.
pub fn of_sheet(package: &Package, part: &str, place: &str) -> Result<Vec<String>, Refusal> {
    drawn(package, part, place, Holds::Relations)
}

fn drawn(package: &Package, part: &str, place: &str, holding: Holds) -> Result<Vec<String>, Refusal> {
    let mut reading = Reading { package, place, seen: BTreeSet::new(), found: Vec::new() };
    reading.visit(part, holding)?;
    Ok(bounded(reading.found, TEXTS, BYTES))
}

fn holds(kind: &str) -> Option<Holds> {
    KINDS.iter().find(|entry| entry.1.split(", ").any(|it| it.trim() == kind)).map(|it| it.0)
}

struct Reading<'a, 'p> {
    package: &'a Package<'p>,
    place: &'a str,
    seen: BTreeSet<String>,
    found: Vec<String>,
}

impl Reading<'_, '_> {
    /// Reads a part, and all parts that it leads to.
    fn visit(&mut self, part: &str, holding: Holds) -> Result<(), Refusal> {
        if self.seen.len() >= PARTS || !self.seen.insert(part.to_ascii_lowercase()) {
            return Ok(());
        }
        let relations = self.package.all_relations(part)?;
        let text = self.package.part(part).ok().filter(|_| !part.is_empty());
        // A malformed part is reported where its text is read.
        self.found.extend(text.as_deref().and_then(|it| hints::read(part, it)).unwrap_or_default());
        match (holding, text) {
            (Holds::Drawing | Holds::Margin, Some(text)) => {
                if let Some(drawing) = pictures::read(part, &text) {
                    let places = drawing.shown(self.package, &relations, self.place);
                    self.found.extend(drawing.texts);
                    self.found.extend(places.into_iter().filter(|_| holding == Holds::Drawing));
                }
            }
            (Holds::Texts, text) => match text.and_then(|it| texts(part, &it)) {
                Some(texts) => self.found.extend(texts),
                None => self.name("diagram or chart"),
            },
            _ => {}
        }
        for relation in &relations {
            self.relation(relation, holding)?;
        }
        Ok(())
    }

    /// Follows a relationship of a part with this content.
    fn relation(&mut self, relation: &Relation, from: Holds) -> Result<(), Refusal> {
        match holds(&relation.kind) {
            // A chart's numbers are in a separate file, and shown in the chart.
            Some(_) if from == Holds::Texts && holds(&relation.kind) != Some(Holds::Texts) => {}
            Some(Holds::Known) => {}
            // It is reported where it is placed.
            Some(Holds::Picture) if from != Holds::Relations => {}
            Some(Holds::Picture) => self.name("picture"),
            Some(it @ (Holds::Drawing | Holds::Margin | Holds::Relations | Holds::Hints | Holds::Texts))
                if !relation.external =>
            {
                self.visit(&relation.target, it)?;
            }
            Some(Holds::Unreadable(what)) => {
                let sum = self.package.checksum(&relation.target);
                self.name(&format!("{what} ({sum:08x})"));
            }
            Some(_) => self.name(&format!("linked part `{}`", relation.kind)),
            None => self.name(&format!("part of an unknown kind, `{}`", relation.kind)),
        }
        Ok(())
    }

    fn name(&mut self, what: &str) {
        let place = if self.place.is_empty() { String::new() } else { format!(" in {}", self.place) };
        let text = unreadable(&format!("{what}{place}"));
        if !self.found.contains(&text) {
            self.found.push(text);
        }
    }
}

/// The texts of a diagram or a chart, one for each paragraph or label; `None` if the part is malformed.
fn texts(part: &str, text: &str) -> Option<Vec<String>> {
    let mut walk = Walk::new(part, text);
    let (mut found, mut words): (Vec<String>, String) = (Vec::new(), String::new());
    let says = |it: &str| it.chars().any(char::is_alphanumeric);
    while let Some(node) = walk.next().ok()? {
        match node {
            Node::Open(tag) => {
                let label =
                    matches!(
                        walk.open(),
                        [.., "pt", "v"] | [.., "strDim", "lvl", "pt"] | [.., "txData", "v"]
                    ) && !walk.open().iter().any(|it| matches!(*it, "numCache" | "numLit" | "numDim"));
                match tag.name() {
                    "t" if !walk.open().contains(&"pt") || walk.open().contains(&"p") => {
                        words.push_str(&walk.words().ok()?);
                    }
                    "br" => words.push(' '),
                    _ if label => found.push(walk.words().ok()?),
                    _ => {}
                }
            }
            Node::Close { name: "p", .. } => found.push(std::mem::take(&mut words)),
            _ => {}
        }
    }
    found.push(words);
    let mut seen = BTreeSet::new();
    Some(
        found
            .into_iter()
            .map(|it| it.trim().to_owned())
            .filter(|it| says(it) && seen.insert(it.clone()))
            .collect(),
    )
}
