//! Sets of questions, each pinned to the answer it gets.

use super::{Answer, Flag, Kind, Ref, Text, read::record};

record! {
    /// A questionnaire: ours, or a customer's standard one, mapped once.
    pub struct Questionnaire {
        /// Its title.
        pub title: Text,
        /// What it is, in one sentence.
        pub summary: Option<Text>,
        /// Whether it is published as a page. `no` for a customer's or a standard one, kept for its pins alone, which is internal whatever `audience` says.
        pub publish: Option<Flag>,
        /// The customer whose questionnaire it is: its pins are followed only where that customer asks (`--customer`). It is internal whatever `audience` says.
        pub customer: Option<Text>,
        /// Its questions, in order.
        pub questions: Vec<Asked>,
    }
}

record! {
    /// One question and the answer it is pinned to.
    pub struct Asked {
        /// Its id in the questionnaire: `3.1`.
        pub id: Option<Text>,
        /// The heading it stands under.
        pub section: Option<Text>,
        /// The question, where it is asked in other words than the answer's own.
        pub question: Option<Text>,
        /// The answer's id; without it and without a verdict the question is left blank on purpose.
        pub answer: Option<Ref<Answer>>,
        /// The verdict that is given, where it is not the answer's own: yes, no, partial, not-applicable, or one of the words that the customer's cell may hold.
        pub verdict: Option<Text>,
    }
}

impl Kind for Questionnaire {
    const NAME: &'static str = "questionnaire";
    const FILE: &'static str = "questionnaires.yaml";

    fn title(&self) -> Option<&Text> {
        Some(&self.title)
    }

    /// A customer's own, or one that is kept for its pins: its title and questions may be a customer's words.
    fn internal(&self) -> bool {
        self.customer.is_some() || self.publish.as_ref().is_some_and(|it| !it.value)
    }
}
