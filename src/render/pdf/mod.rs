//! The PDFs: documents as data for `templates/pdf/document.typ`, set by Typst, exported as PDF/UA-1 (ISO
//! 14289-1) and PDF/A-2a (ISO 19005-2).
//!
//! Text reaches Typst as JSON strings and is never evaluated; the template can read nothing but the templates
//! beside it.

mod data;
mod height;
mod world;

use std::sync::Mutex;

use typst::{
    diag::SourceDiagnostic,
    foundations::{Datetime, Smart},
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::{File, RenderContext, VERSION, glyphs};
use crate::{
    diagnostic::{Diagnostic, FileId, Place, codes},
    document::{Document, Publication},
};
use data::PageLayout;
use world::{PdfLibrary, PdfWorld};

/// Writes the handbook, every sheet and every questionnaire, on as many threads as there are cores.
pub fn write(context: &RenderContext) -> Result<Vec<File>, Vec<Diagnostic>> {
    let publication = context.publication;
    let jobs: Vec<_> = publication
        .printed()
        .filter(|it| !publication.unset.contains(&it.name))
        .map(|it| (it, layout(publication, it)))
        .collect();
    if jobs.is_empty() {
        return Ok(vec![]);
    }
    let library = guarded(|| Ok(PdfLibrary::new(context)))?;
    let next = Mutex::new(jobs.iter());
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(jobs.len());
    let done: Vec<_> = std::thread::scope(|scope| {
        let work = || {
            let mut made = Vec::new();
            while let Some((document, layout)) = next.lock().ok().and_then(|mut it| it.next()) {
                made.push((
                    document.name.clone(),
                    *layout,
                    guarded(|| {
                        set(context, &library, document, data::document(publication, document, *layout))
                    }),
                ));
            }
            made
        };
        let start = |_| std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).ok();
        let handles: Vec<_> = (0..threads).filter_map(start).collect();
        handles.into_iter().flat_map(|it| it.join().unwrap_or_default()).collect()
    });
    if done.len() < jobs.len() {
        return Err(crashed(std::thread::current().id()));
    }
    let mut files = Vec::new();
    let mut findings = Vec::new();
    for (name, layout, result) in done {
        match result {
            Ok(bytes) => {
                if let Some(id) =
                    name.strip_prefix("questionnaire-").filter(|_| layout == PageLayout::Questionnaire)
                {
                    files.push(File::new(format!("questionnaires/{id}/answers.pdf"), bytes.clone()));
                }
                files.push(File::new(format!("site/pdf/{name}.pdf"), bytes.clone()));
                files.push(File::new(format!("pdf/{name}.pdf"), bytes));
            }
            Err(found) => findings.extend(found),
        }
    }
    if findings.is_empty() { Ok(files) } else { Err(findings) }
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
pub fn alone(context: &RenderContext, document: &Document) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let mut data = data::document(context.publication, document, PageLayout::Questionnaire);
    glyphs::mark_missing(context, &mut data);
    let work = || guarded(|| set(context, &PdfLibrary::new(context), document, data.clone()));
    let joined = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).ok()?;
        thread.join().ok()
    });
    joined.unwrap_or_else(|| Err(crashed(std::thread::current().id())))
}

/// Stack for the typesetter, in bytes; only what is used is taken from the system.
const STACK: usize = 256 << 20;

/// Runs the typesetter. A panic in it (such as on a broken font) is a finding.
fn guarded<T>(run: impl FnOnce() -> Result<T, Vec<Diagnostic>>) -> Result<T, Vec<Diagnostic>> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(run))
        .unwrap_or_else(|_| Err(crashed(std::thread::current().id())))
}

fn crashed(thread: std::thread::ThreadId) -> Vec<Diagnostic> {
    let message = format!("the typesetter crashed: {}", crate::error::panic_of(thread));
    let finding = Diagnostic::new(codes::TEMPLATE_ERROR, Place::new(FileId(0), 0..0), message);
    vec![finding.help(
        "remove your own files from `templates/fonts/` and `templates/pdf/` one by one to find the one that causes it",
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

/// What Typst says, at its place in `templates/pdf/`.
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
