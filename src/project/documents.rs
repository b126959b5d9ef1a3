//! Documents in the vendor's design.

use super::{publication::render_context, repository::Project, stopped::Stopped};
use crate::{
    document::{self, Document, Publication},
    error::Error,
    load::Templates,
    render, statement,
};

impl Project<'_> {
    /// A document as an HTML page, in the frame of a publication.
    ///
    /// # Errors
    /// Characters or links of it cannot be written.
    pub fn page(&self, publication: &Publication, document: &Document) -> Result<String, Stopped> {
        match render::html_alone(&render_context(self.loaded, publication), document) {
            Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
            Err(found) => Err(self.stopped(self.report(found))),
        }
    }

    /// A document for reviewers as an HTML page.
    ///
    /// # Errors
    /// The data has errors, or the document cannot be written.
    pub fn html(&self, document: &Document) -> Result<Vec<u8>, Stopped> {
        let frame = self.begin()?;
        Ok(render::html_alone(&render_context(self.loaded, &frame), document).map_err(unwritten)?)
    }

    /// A document for reviewers as a PDF.
    ///
    /// # Errors
    /// The data has errors, the document cannot be written, or this build makes no PDFs.
    #[cfg(feature = "pdf")]
    pub fn pdf(&self, document: &Document) -> Result<Vec<u8>, Stopped> {
        let frame = self.begin()?;
        Ok(render::pdf_alone(&render_context(self.loaded, &frame), document.clone()).map_err(unwritten)?)
    }

    /// A document for reviewers as a PDF.
    ///
    /// # Errors
    /// This build makes no PDFs.
    #[cfg(not(feature = "pdf"))]
    pub fn pdf(&self, _: &Document) -> Result<Vec<u8>, Stopped> {
        let message = "this build of factum does not have the `pdf` feature".into();
        let help = "use `--format html`, or build factum with its default features".into();
        Err(Error::Rejected { message, help }.into())
    }

    /// The frame of a document that is now rendered.
    fn begin(&self) -> Result<Publication, Stopped> {
        let frame = self.frame()?;
        self.inputs.progress.stage("rendering the document");
        Ok(frame)
    }

    /// A publication with the vendor's name, language and title, and nothing else, as the frame of a
    /// document.
    fn frame(&self) -> Result<Publication, Stopped> {
        let (view, sound) = (self.view()?, self.sound()?);
        let (nothing, sources) = (Templates::default(), &self.loaded.sources);
        let (statements, _) = statement::generate(view, &nothing, sources);
        Ok(document::compose(sound, statements, Default::default(), &nothing, sources).0)
    }
}

fn unwritten(findings: Vec<crate::diagnostic::Diagnostic>) -> Error {
    let message = findings.first().map_or_else(String::new, |it| it.message.clone());
    let message = format!("the document cannot be generated: {message}");
    Error::Rejected { message, help: "run `factum check`".into() }
}
