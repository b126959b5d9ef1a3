//! Texts from review files of earlier versions, which do not list the questions of each text. They were
//! read for the questions of the same file that the library could answer then. If these are unknown, the
//! texts are listed again.

use super::Decisions;

impl Decisions {
    /// Sets the questions of each text that has none, where they are known. Other texts are removed.
    pub fn bind_read_texts(&mut self) {
        let matched: Vec<String> = self.matched.iter().filter(|_| self.same_file).cloned().collect();
        for it in self.read_texts.iter_mut().filter(|it| it.question_digests.is_empty()) {
            it.question_digests.clone_from(&matched);
        }
        self.read_texts.retain(|it| !it.question_digests.is_empty());
    }
}
