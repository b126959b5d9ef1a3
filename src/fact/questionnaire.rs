//! Questionnaires whose questions are pinned to answers.

use super::{Answer, Flag, Kind, Ref, Text, read::record};

record! {
    /// A questionnaire: the vendor's own, a standard one, or a customer's, with its questions pinned to
    /// answers.
    pub struct Questionnaire {
        /// Its title.
        pub title: Text,
        /// What it is, as one sentence.
        pub summary: Option<Text>,
        /// Whether it is published as a page. `no` for one that is kept only for its pins; it is then
        /// internal, whatever `audience` says.
        pub publish: Option<Flag>,
        /// The customer it belongs to. Its pins are used only for that customer (`--customer`), and it is
        /// internal, whatever `audience` says.
        pub customer: Option<Text>,
        /// Its questions, in order.
        pub questions: Vec<QuestionPin>,
    }
}

record! {
    /// A question and the answer it is pinned to.
    pub struct QuestionPin {
        /// Its id in the questionnaire: `3.1`.
        pub id: Option<Text>,
        /// The heading above it.
        pub section: Option<Text>,
        /// All headings above it that could change what it asks, as `factum learn` writes them. What was
        /// decided for a customer is given only while these, `part_of` and `around` are everything around the
        /// question that could change it. Included only in the internal build.
        pub headings: Vec<Text>,
        /// The question that it is part of, as `factum learn` writes it: its id and its words. Included only
        /// in the internal build.
        pub part_of: Option<Text>,
        /// The titles and notes around it that could change what it asks, as `factum learn` writes them.
        /// Included only in the internal build.
        pub around: Vec<Text>,
        /// The question, if worded differently from the question of the answer.
        pub question: Option<Text>,
        /// The id of the answer. Without an answer and a verdict, the question is left blank on purpose.
        pub answer: Option<Ref<Answer>>,
        /// The verdict, if it differs from the verdict of the answer: yes, no, partial, not-applicable, or
        /// one of the values that the customer's cell allows.
        pub verdict: Option<Text>,
        /// The digest of the answer's text for which `answer` and `verdict` were chosen, as `factum learn`
        /// writes it. If the text has changed since, the question is left to a person.
        pub text_digest: Option<Text>,
    }
}

impl Kind for Questionnaire {
    const NAME: &'static str = "questionnaire";
    const FILE: &'static str = "questionnaires.yaml";

    fn title(&self) -> Option<&Text> {
        Some(&self.title)
    }

    /// A customer's questionnaire, or one kept only for its pins: its title and questions may be a customer's
    /// words.
    fn internal(&self) -> bool {
        self.customer.is_some() || self.publish.as_ref().is_some_and(|it| !it.value)
    }
}
