//! Renders templates over the facts of an audience. Values that are not stated cannot be printed, steps and
//! size are limited, and every value is kept separate from the text of the template.

use std::{ops::Range, sync::Arc};

use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior, syntax::SyntaxConfig, value::Value};

use super::{
    filters::{after_verb, amount, capital, listed, long_date, missing_from, with_article, with_details},
    language::{self, Fault},
    notes::TemplateNotes,
    printing::{Bounded, print},
    repeat::repeat,
    template_error::wrong,
    world::{Assumed, Supposed, TemplateFacts},
};
use crate::{
    diagnostic::{Diagnostic, Place, Sources, codes},
    fact::parse_date,
};

/// The maximum number of steps of one template; a loop over ten thousand facts needs some hundred thousand.
const FUEL: u64 = 2_000_000;
/// The maximum length of a template in bytes: nesting costs stack.
const SCRIPT_LIMIT: usize = 256 << 10;

/// Renders templates over the facts of one audience.
pub struct Engine<'s> {
    environment: Environment<'s>,
    /// The facts as templates see them.
    pub world: Arc<TemplateFacts>,
    sources: &'s Sources,
}

/// The text of a template and its place.
#[derive(Debug, Clone, Copy)]
pub struct TemplateSource<'s> {
    /// The text.
    pub text: &'s str,
    /// The place of the text in its file.
    pub place: Place,
}

/// The result of a template.
#[derive(Debug)]
pub struct Rendered {
    /// The text, with tokens for values.
    pub text: String,
    /// What the template accessed and printed.
    pub notes: TemplateNotes,
}

impl<'s> Engine<'s> {
    /// An engine over `world`.
    pub fn new(world: Arc<TemplateFacts>, sources: &'s Sources) -> Self {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
        environment.set_fuel(Some(FUEL));
        if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
            environment.set_syntax(syntax);
        }
        environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
        let printer = world.clone();
        environment.set_formatter(move |out, _, value| {
            let token = print(&printer, value)?;
            out.write_str(&token)
                .map_err(|_| Error::new(ErrorKind::WriteFailure, "the text could not be written"))
        });
        environment.add_filter("date", |text: &str| {
            parse_date(text).map(long_date).ok_or_else(|| wrong(format!("`{text}` is not a valid date")))
        });
        environment.add_filter("listed", listed);
        environment.add_filter("missing_from", missing_from);
        environment.add_filter("with_details", with_details);
        environment.add_filter("with_article", |text: &str| with_article(text));
        environment.add_filter("after_verb", |text: &str, verb: &str| after_verb(text, verb));
        environment.add_filter("amount", |number: u64| amount(number));
        // Only HTML can isolate text direction.
        environment.add_filter("isolated", |text: &str| text.to_owned());
        environment.add_filter("capital", |text: &str| capital(text));
        let all = world.clone();
        environment.add_function("all", move |kind: &str| all.all(kind));
        let shared = world.clone();
        environment.add_function("say", move |id: &str| repeat(&shared, id));
        // A namespace can contain itself, and printing it would never end; the others are not needed for
        // sentences.
        for name in ["namespace", "dict", "debug"] {
            environment.remove_global(name);
        }
        for (name, value) in world.globals() {
            environment.add_global(name, value);
        }
        // A name only, so that a sentence with the vendor's name does not depend on the vendor's other
        // fields.
        if let Some(name) = world.vendor_name() {
            environment.add_global("vendor_name", name);
        }
        environment.add_global("as_of", world.view.on.to_string());
        environment.add_global("audience", world.view.audience.word());
        Self { environment, world, sources }
    }

    /// Adds a template with a name.
    ///
    /// # Errors
    /// A syntax error, at its place.
    pub fn add(&mut self, name: &'s str, script: TemplateSource<'s>) -> Result<(), Box<Diagnostic>> {
        self.accept(script)?;
        self.environment
            .add_template(name, script.text)
            .map_err(|it| self.fault(&it, script, &TemplateNotes::default()))
    }

    /// Renders the template `name`, made from `script`, with `it` as its subject.
    ///
    /// # Errors
    /// What went wrong, at its place.
    pub fn render(
        &self,
        name: &str,
        script: TemplateSource,
        it: &Value,
    ) -> Result<Rendered, Box<Diagnostic>> {
        self.world.take_notes();
        let result = guarded(|| {
            let mut out = Bounded::default();
            self.environment.get_template(name)?.render_captured_to(minijinja::context! { it }, &mut out)?;
            Ok(out.0)
        });
        self.rendered(result, script)
    }

    /// Renders a template that is used once.
    ///
    /// # Errors
    /// What went wrong, at its place.
    pub fn render_once(&self, script: TemplateSource) -> Result<Rendered, Box<Diagnostic>> {
        self.accept(script)?;
        self.world.take_notes();
        let result = guarded(|| {
            let mut out = Bounded::default();
            self.environment.template_from_str(script.text)?.render_captured_to((), &mut out)?;
            Ok(out.0)
        });
        self.rendered(result, script)
    }

    /// The value of an expression, with the facts and fields that it accessed.
    ///
    /// # Errors
    /// What went wrong, at its place.
    pub fn evaluate(&self, script: TemplateSource) -> Result<(Value, TemplateNotes), Box<Diagnostic>> {
        check_length(script)?;
        language::check_expression(script.text).map_err(|it| self.rejected(it, script))?;
        self.world.take_notes();
        let result = guarded(|| self.environment.compile_expression_owned(script.text.to_owned())?.eval(()));
        let notes = self.world.take_notes();
        match result {
            Ok(value) if notes.faults.is_empty() => Ok((value, notes)),
            Ok(_) => Err(self.fault(&wrong(String::new()), script, &notes)),
            Err(it) => Err(self.fault(&it, script, &notes)),
        }
    }

    /// The value of an expression if certifications had the states in `supposed`; `None` if it fails.
    pub fn evaluate_supposing(&self, script: TemplateSource, supposed: Supposed) -> Option<Value> {
        self.world.suppose(supposed);
        let value = self.evaluate(script);
        self.world.suppose(Supposed::new());
        value.ok().map(|(value, _)| value)
    }

    /// The value of an expression if fields that are not stated had the values in `assumed`; `None` if it
    /// fails.
    pub fn evaluate_assuming(&self, script: TemplateSource, assumed: Assumed) -> Option<Value> {
        self.world.assume(assumed);
        let value = self.evaluate(script);
        self.world.assume(Assumed::new());
        value.ok().map(|(value, _)| value)
    }

    /// The text of a template if fields that are not stated had the values in `assumed`; `None` if it fails.
    pub fn render_assuming(&self, script: TemplateSource, assumed: Assumed) -> Option<Rendered> {
        self.world.assume(assumed);
        let rendered = self.render_once(script);
        self.world.assume(Assumed::new());
        rendered.ok()
    }

    /// Rejects a template whose work cannot be determined in advance.
    fn accept(&self, script: TemplateSource) -> Result<(), Box<Diagnostic>> {
        check_length(script)?;
        language::check(script.text, self.environment.syntax().clone())
            .map_err(|it| self.rejected(it, script))
    }

    fn rejected(&self, fault: Fault, script: TemplateSource) -> Box<Diagnostic> {
        let place = self.placed(Some(fault.range), script);
        Box::new(Diagnostic::new(codes::TEMPLATE_ERROR, place, fault.message).help(fault.help))
    }

    fn rendered(
        &self,
        result: Result<Vec<u8>, Error>,
        script: TemplateSource,
    ) -> Result<Rendered, Box<Diagnostic>> {
        let notes = self.world.take_notes();
        match result.map(|it| String::from_utf8_lossy(&it).into_owned()) {
            Ok(text) if notes.faults.is_empty() => Ok(Rendered { text, notes }),
            Ok(_) => Err(self.fault(&wrong(String::new()), script, &notes)),
            Err(it) => Err(self.fault(&it, script, &notes)),
        }
    }

    /// The finding for an error of the template engine.
    fn fault(&self, error: &Error, script: TemplateSource, notes: &TemplateNotes) -> Box<Diagnostic> {
        let place = self.place_of(error, script, notes);
        let message = match notes.faults.first() {
            Some(it) => it.clone(),
            None => error_message(error),
        };
        let finding = Diagnostic::new(codes::TEMPLATE_ERROR, place, message);
        let finding = match error.kind() {
            ErrorKind::OutOfFuel => {
                finding.help("shorten the loop: a template may take at most two million steps")
            }
            ErrorKind::UndefinedError if notes.faults.is_empty() => {
                finding.help("put `{% if … %}` around it: a value that is not stated cannot be printed")
            }
            _ => finding,
        };
        Box::new(finding)
    }

    fn place_of(&self, error: &Error, script: TemplateSource, notes: &TemplateNotes) -> Place {
        let field = notes.faults.first().and_then(|it| it.split("field `").nth(1)?.split('`').next());
        let found =
            field.and_then(|it| script.text.find(&format!(".{it}")).map(|at| at + 1..at + 1 + it.len()));
        let range = found.or_else(|| error.range()).or_else(|| {
            let line = error.line()?.checked_sub(1)?;
            let start: usize = script.text.split_inclusive('\n').take(line).map(str::len).sum();
            let length = script.text.get(start..)?.find('\n').unwrap_or(script.text.len() - start);
            Some(start..start + length)
        });
        self.placed(range, script)
    }

    /// The place of a range of a template's text; if the file has the text in another spelling, the whole
    /// template.
    fn placed(&self, range: Option<Range<usize>>, script: TemplateSource) -> Place {
        let verbatim = self.sources.text(script.place.file).get(script.place.range()) == Some(script.text);
        match range {
            Some(range) if verbatim => {
                let start = script.place.start as usize;
                Place::new(script.place.file, start + range.start..start + range.end)
            }
            _ => script.place,
        }
    }
}

/// Rejects a template that is too long.
fn check_length(script: TemplateSource) -> Result<(), Box<Diagnostic>> {
    if script.text.len() <= SCRIPT_LIMIT {
        return Ok(());
    }
    let place = Place { end: script.place.start, ..script.place };
    Err(Box::new(Diagnostic::new(
        codes::TEMPLATE_ERROR,
        place,
        format!("the template is larger than {} KiB", SCRIPT_LIMIT >> 10),
    )))
}

/// Runs the template engine. A panic in it is a finding of the template, not the end of the program.
fn guarded<T>(run: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).unwrap_or_else(|_| {
        let panic = crate::error::panic_of(std::thread::current().id());
        Err(wrong(format!("the template engine crashed here: {panic}")))
    })
}

/// The engine's message in the style of findings.
fn error_message(error: &Error) -> String {
    let detail = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    match error.kind() {
        ErrorKind::OutOfFuel => "this template takes too many steps".into(),
        ErrorKind::UndefinedError if error.detail().is_none() => "this is not stated".into(),
        ErrorKind::SyntaxError => format!("invalid template syntax: {detail}"),
        _ => detail,
    }
}
