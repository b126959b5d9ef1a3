//! The site: one self-contained HTML file a page, with relative links, no script, and nothing fetched from
//! elsewhere.

mod blocks;
mod direction;

use base64::{Engine, engine::general_purpose::STANDARD};
use minijinja::{Environment, UndefinedBehavior, context};
use sha2::{Digest, Sha256};

use super::{File, RenderContext, VERSION, escaped, writer::FileWriter};
use crate::{
    diagnostic::{Diagnostic, FileId, Place, codes},
    document::{
        Document, FEED, Output, PlannedFile, Publication, SharedParts, SourceNote, TEMPLATE_LANGUAGE,
    },
    markup::{Block, Inline, LinkTarget, plain, walk_inlines},
    statement::{Fault, check_language, long_date},
};

const SHELL: &str = "html/page.html";
const STYLE: &str = "html/style.css";

/// Writes every page, and every questionnaire as a page.
pub const WRITER: FileWriter = FileWriter { name: "site", plan, write };

const SHARED: SharedParts = SharedParts { files: "site/*.html", settings: Some("title"), layouts: "html/" };

fn plan(publication: &Publication) -> Vec<PlannedFile<'_>> {
    let path = |it: &Document| format!("site/{}.html", it.name);
    let pages = publication.pages.iter().filter(|it| it.outputs.contains(&Output::Site));
    let pages = pages.map(|it| PlannedFile::with_document(path(it), it));
    let questionnaires = publication.questionnaires.iter().zip(&publication.questionnaire_documents);
    let questionnaires =
        questionnaires.map(|(filled, it)| PlannedFile::with_questionnaire(path(it), it, filled));
    pages.chain(questionnaires).map(|it| it.sharing(&SHARED)).collect()
}

fn write(context: &RenderContext) -> Result<Vec<File>, Vec<Diagnostic>> {
    let planned = plan(context.publication);
    let pages = planned.into_iter().filter_map(|it| Some((it.path, it.document?)));
    pages.map(|(path, it)| Ok(File::new(path, shell(context, it, true)?))).collect()
}

/// One document as a separate page, without navigation.
///
/// # Errors
/// The page template cannot be rendered.
pub fn alone(context: &RenderContext, document: &Document) -> Result<Vec<u8>, Vec<Diagnostic>> {
    shell(context, document, false)
}

/// Sets a document into `templates/html/page.html`.
fn shell(
    context: &RenderContext,
    document: &Document,
    with_navigation: bool,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let style = context.templates.text(STYLE, context.sources);
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    environment.set_fuel(Some(2_000_000));
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::Html);
    // A namespace can contain itself, and printing it would never end.
    environment.remove_global("namespace");
    environment
        .add_filter("isolated", |text: &str| minijinja::Value::from_safe_string(direction::isolated(text)));
    let publication = context.publication;
    let text = context.templates.text(SHELL, context.sources);
    check_language(text, environment.syntax().clone()).map_err(|it| vec![refused(context, it)])?;
    let sources: Vec<_> =
        document.sources.iter().enumerate().map(|(index, it)| source(index + 1, it)).collect();
    let has_downloads = with_navigation && cfg!(feature = "pdf");
    let downloads = if has_downloads { downloads(publication, document) } else { vec![] };
    let values = context! {
        title => &document.title,
        summary => &document.summary,
        site_title => &publication.title,
        vendor => &publication.vendor,
        language => shell_language(context),
        as_of => publication.on.to_string(),
        as_of_words => long_date(publication.on),
        audience => publication.audience.word(),
        version => VERSION,
        navigation => if with_navigation { navigation(publication, document) } else { vec![] },
        contents => contents(&document.blocks),
        body => minijinja::Value::from_safe_string(body(context, document, with_navigation)),
        sources,
        downloads,
        feed => if with_navigation { feed(&document.blocks) } else { None },
        style => minijinja::Value::from_safe_string(style.to_owned()),
        policy => policy(style),
    };
    let rendered = environment.render_named_str(SHELL, text, values);
    rendered.map(String::into_bytes).map_err(|it| vec![fault(context, &it)])
}

/// The language of the text around a document: the vendor's if the shell is its own, otherwise that of the
/// built-in template.
fn shell_language<'a>(context: &RenderContext<'a>) -> &'a str {
    let own = context.templates.texts.get(SHELL).is_some_and(|it| it.own);
    let stated = context.site.language.as_ref().filter(|_| own);
    stated.map_or(TEMPLATE_LANGUAGE, |it| it.0.value.as_str())
}

/// The document, marked with its language if it differs from that of the text around it.
fn body(context: &RenderContext, document: &Document, linked: bool) -> String {
    let rendered = blocks::render(&document.blocks, linked);
    let language = &context.publication.language;
    if language == shell_language(context) {
        return rendered;
    }
    format!("<div lang=\"{}\">\n{rendered}</div>\n", escaped(language))
}

/// The feed that a page leads to, for programs that read feeds.
fn feed(blocks: &[Block]) -> Option<&'static str> {
    let mut found = None;
    walk_inlines(blocks, &mut |inline| {
        if let Inline::Link { to: LinkTarget::File(path), .. } = inline
            && path == FEED
        {
            found = Some(FEED);
        }
    });
    found
}

/// Nothing but the page's own style may be used (Content Security Policy level 3).
fn policy(style: &str) -> String {
    // Line ends are normalized by browsers before they hash.
    let hash = STANDARD.encode(Sha256::digest(style.replace("\r\n", "\n").as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
}

fn navigation(publication: &Publication, here: &Document) -> Vec<minijinja::Value> {
    let is_questionnaire = here.name.starts_with("questionnaire-");
    let shown = publication.pages.iter().filter(|it| it.outputs.contains(&Output::Site));
    shown
        .map(|page| {
            let current = page.name == here.name || (is_questionnaire && page.name == "questionnaires");
            context! { title => &page.nav, href => format!("{}.html", page.name), current }
        })
        .collect()
}

/// The headings of level 2, for a table of contents.
fn contents(blocks: &[Block]) -> Vec<minijinja::Value> {
    let entry = |it: &Block| match it {
        Block::Heading { level: 2, anchor, text } => Some(context! { title => plain(text), anchor }),
        _ => None,
    };
    blocks.iter().filter_map(entry).collect()
}

fn source(number: usize, note: &SourceNote) -> minijinja::Value {
    context! { number, title => &note.title, at => &note.at, url => &note.url, dated => &note.dated }
}

/// The PDFs that belong to a page; the site has its own copies, so that it is whole in itself.
fn downloads(publication: &Publication, here: &Document) -> Vec<minijinja::Value> {
    let sheets = publication.pages.iter().filter(|it| it.outputs.contains(&Output::Sheet));
    let file = |it: &Document| context! { title => &it.title, href => format!("pdf/{}.pdf", it.name) };
    let set = |it: &&Document| !publication.without_pdf.contains(&it.name);
    if let Some(document) = publication.questionnaire_documents.iter().find(|it| it.name == here.name) {
        return [document].into_iter().filter(set).map(file).collect();
    }
    [&publication.handbook].into_iter().chain(sheets).filter(set).map(file).collect()
}

/// What is not accepted in the shell, at its line.
fn refused(context: &RenderContext, fault: Fault) -> Diagnostic {
    let file = context.templates.texts.get(SHELL).map_or(FileId(0), |it| it.file);
    Diagnostic::new(codes::TEMPLATE_ERROR, Place::new(file, fault.range), fault.message).help(fault.help)
}

/// The template engine's message, located at its line of the shell.
fn fault(context: &RenderContext, error: &minijinja::Error) -> Diagnostic {
    let Some(template) = context.templates.texts.get(SHELL) else {
        return Diagnostic::new(codes::TEMPLATE_ERROR, Place::new(FileId(0), 0..0), "there is no page shell");
    };
    let range =
        error.range().unwrap_or_else(|| context.sources.line(template.file, error.line().unwrap_or(1)));
    let words = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    Diagnostic::new(codes::TEMPLATE_ERROR, Place::new(template.file, range), words)
}
