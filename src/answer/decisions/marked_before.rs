//! Texts that were marked before review files said for which questions: they were read for the questions of
//! the very same file that the library could answer then. Of others nobody knows, and their texts are listed
//! again.

use super::Decisions;

impl Decisions {
    /// Says of each text that was marked without its questions which these were, as far as that is known.
    /// Texts of which it is not known are left out.
    pub fn bind_read_texts(&mut self) {
        let matched: Vec<String> = self.matched.iter().filter(|_| self.same_file).cloned().collect();
        for it in self.read_texts.iter_mut().filter(|it| it.question_digests.is_empty()) {
            it.question_digests.clone_from(&matched);
        }
        self.read_texts.retain(|it| !it.question_digests.is_empty());
    }
}
