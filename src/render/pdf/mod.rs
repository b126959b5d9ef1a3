//! The PDFs: documents as data for `templates/pdf/document.typ`, set by Typst, exported as PDF/UA-1 (ISO
//! 14289-1) and PDF/A-2a (ISO 19005-2).
//!
//! Text reaches Typst as JSON strings and is never evaluated; the template can read nothing but the templates
//! beside it.

mod data;
mod height;
mod world;

use std::collections::BTreeMap;

use typst::{
    diag::SourceDiagnostic,
    foundations::{Datetime, Smart},
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::{File, RenderContext, VERSION, glyphs, questionnaire::questionnaires, writer::FileWriter};
use crate::{
    diagnostic::{Diagnostic, FileId, Place, codes},
    document::{Document, PlannedFile, Publication, SharedParts},
    error::Error,
    threads::{for_each, guarded},
};
use data::PageLayout;
use world::{PdfLibrary, PdfWorld};

/// Writes the handbook, every sheet and every questionnaire, on as many threads as there are cores.
pub const WRITER: FileWriter = FileWriter { name: "PDFs", plan, write };

const SHARED: SharedParts = SharedParts { files: "pdf/*.pdf", settings: None, layouts: "pdf/" };

/// The copies in `site/pdf/` are not planned: they are part of the site, which is published by itself.
fn plan(publication: &Publication) -> Vec<PlannedFile<'_>> {
    let path = |it: &Document| format!("pdf/{}.pdf", it.name);
    let filled =
        |document: &Document| questionnaires(publication).find(|it| it.document.name == document.name);
    let files = |document| match filled(document) {
        Some(it) => vec![it.planned("pdf"), it.planned_at(path(document))],
        None => vec![PlannedFile::with_document(path(document), document)],
    };
    printed(publication).flat_map(files).map(|it| it.sharing(&SHARED)).collect()
}

/// The documents that become PDFs, except those with characters that no font has.
fn printed(publication: &Publication) -> impl Iterator<Item = &Document> {
    publication.printed().filter(|it| !publication.without_pdf.contains(&it.name))
}

fn write(context: &RenderContext) -> Result<Vec<File>, Vec<Diagnostic>> {
    let publication = context.publication;
    let documents: Vec<_> = printed(publication).collect();
    if documents.is_empty() {
        return Ok(vec![]);
    }
    let library = guarded(TYPESETTING, || PdfLibrary::new(context)).map_err(crashed)?;
    let typeset = |document: &&Document| {
        let data = data::document(publication, document, layout(publication, document));
        set(context, &library, document, data)
    };
    let done = for_each(&documents, TYPESETTING, typeset).map_err(crashed)?;
    let (mut bytes, mut findings) = (BTreeMap::new(), Vec::new());
    for (document, result) in documents.iter().zip(done) {
        match result {
            Ok(made) => drop(bytes.insert(document.name.as_str(), made)),
            Err(found) => findings.extend(found),
        }
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    let copies = bytes.iter().map(|(name, it)| File::new(format!("site/pdf/{name}.pdf"), it.clone()));
    let planned = plan(publication).into_iter().filter_map(|it| Some((it.path, it.document?)));
    let files = planned.filter_map(|(path, it)| Some(File::new(path, bytes.get(it.name.as_str())?.clone())));
    Ok(files.chain(copies).collect())
}

fn layout(publication: &Publication, document: &Document) -> PageLayout {
    if document.name == publication.handbook.name {
        PageLayout::Handbook
    } else if publication.questionnaire_documents.iter().any(|it| it.name == document.name) {
        PageLayout::Questionnaire
    } else {
        PageLayout::Sheet
    }
}

/// One document as a separate PDF, with cover and questions.
///
/// # Errors
/// The document cannot be typeset.
pub fn alone(context: &RenderContext, document: &Document) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let mut data = data::document(context.publication, document, PageLayout::Questionnaire);
    glyphs::mark_missing(context, &mut data);
    let typeset = |data: &serde_json::Value| set(context, &PdfLibrary::new(context), document, data.clone());
    let made = for_each(&[data], TYPESETTING, typeset).map_err(crashed)?;
    made.into_iter().collect::<Result<Vec<_>, _>>().map(|it| it.concat())
}

/// What is done, for messages.
const TYPESETTING: &str = "typesetting";

/// The finding of a panic in the typesetter (such as on a broken font), or of threads that did not start.
fn crashed(error: Error) -> Vec<Diagnostic> {
    let why = if let Error::Crashed { panic, .. } = error { panic } else { error.to_string() };
    let message = format!("the typesetter crashed: {why}");
    let finding = Diagnostic::new(codes::TEMPLATE_ERROR, Place::new(FileId(0), 0..0), message);
    vec![finding.help(
        "remove your own files from `templates/fonts/` and `templates/pdf/` one by one to find the one that \
         causes it",
    )]
}

/// Sets one document and exports it.
fn set(
    context: &RenderContext,
    library: &PdfLibrary,
    document: &Document,
    data: serde_json::Value,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let world = PdfWorld::new(library, context.publication.on, data.to_string().into_bytes());
    let faults =
        |found: &[SourceDiagnostic]| found.iter().map(|it| fault(context, &world, it)).collect::<Vec<_>>();
    let set = typst::compile::<PagedDocument>(&world).output.map_err(|it| faults(&it))?;
    let options = options(context, document)
        .map_err(|why| vec![Diagnostic::new(codes::TEMPLATE_ERROR, Place::new(FileId(0), 0..0), why)])?;
    typst_pdf::pdf(&set, &options).map_err(|it| faults(&it))
}

fn options(context: &RenderContext, document: &Document) -> Result<PdfOptions, String> {
    use chrono::Datelike;
    let on = context.publication.on;
    let parts = (u8::try_from(on.month()), u8::try_from(on.day()));
    let (Ok(month), Ok(day)) = parts else { return Err("the date is out of range".into()) };
    let midnight =
        Datetime::from_ymd_hms(on.year(), month, day, 0, 0, 0).ok_or("the date is out of range")?;
    let standards =
        PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]).map_err(|it| format!("{it:?}"))?;
    Ok(PdfOptions {
        ident: Smart::Custom(format!(
            "factum/{}/{}/{}",
            context.publication.vendor,
            context.publication.audience.word(),
            document.name
        )),
        creator: Smart::Custom(Some(format!("factum {VERSION}"))),
        timestamp: Some(Timestamp::new_utc(midnight)),
        standards,
        ..PdfOptions::default()
    })
}

/// Typst's message, located in `templates/pdf/`.
fn fault(context: &RenderContext, world: &PdfWorld, found: &SourceDiagnostic) -> Diagnostic {
    let at = world.place(found.span).or_else(|| found.trace.iter().find_map(|it| world.place(it.span)));
    let place =
        at.and_then(|(path, range)| context.templates.texts.get(&path).map(|it| Place::new(it.file, range)));
    let main = context
        .templates
        .texts
        .get(world::MAIN)
        .map_or(Place::new(FileId(0), 0..0), |it| Place::new(it.file, 0..0));
    let finding = Diagnostic::new(codes::TEMPLATE_ERROR, place.unwrap_or(main), found.message.as_str());
    found.hints.iter().fold(finding, |finding, hint| finding.help(hint.v.as_str()))
}
