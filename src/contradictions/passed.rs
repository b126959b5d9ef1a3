//! Finds announcements of a date that has passed: `valid until March 2026`, `the next test is in May 2026`.

use super::{moment::moment, sentence::sentences, stated::StatedFacts};

/// Words right before a date until which or by which something holds.
const UP_TO: &str = "until, till, through, by, bis, jusqu, hasta, fino, tot, até, expires, ends, on";
/// Words that may be between such a word and the date.
const BETWEEN: &str = "the, end, of, on, in, zum, ende, en, au, a, al, la, fin, de, del, alla, fine, met, op";
/// Words about the future, in a text or its question.
const AHEAD: &str = "next, will, shall, planned, plan, plans, upcoming, scheduled, expected, due, expire, \
                     expires, nächste, nächster, nächsten, wird, werden, geplant, geplante, prochain, \
                     prochaine, sera, prévu, prévue, próximo, próxima, será, previsto, prevista, prossimo, \
                     prossima, sarà, volgende, zal, gepland";
/// Words about the past.
const PAST: &str = "was, were, had, ended, expired, lapsed, stopped, completed, since, war, waren, wurde, \
                    endete, abgelaufen, était, expiré, era, fue, caducó, scaduto, verlopen";

impl StatedFacts<'_> {
    /// The words of a text that announce a date that has passed; `asked` is its question.
    pub fn passed(&self, text: &str, asked: &str) -> Option<String> {
        let asks_ahead = sentences(asked, &self.names).iter().any(|it| it.has(AHEAD));
        for sentence in sentences(text, &self.names) {
            if sentence.has(PAST) {
                continue;
            }
            let ahead = asks_ahead || sentence.has(AHEAD);
            let mut at = 0;
            while !sentence.word(at).is_empty() {
                let Some(date) = moment(&sentence, at) else {
                    at += 1;
                    continue;
                };
                let mut before = at;
                while before > 0 && super::table::is_among(sentence.word(before - 1), BETWEEN) {
                    before -= 1;
                }
                let bounded = (before.saturating_sub(1)..at).find(|it| {
                    super::table::is_among(sentence.word(*it), UP_TO) && sentence.word(*it) != "on"
                });
                let is_over = date.spans.iter().all(|it| it.1 < self.on);
                if is_over && (bounded.is_some() || ahead) {
                    return Some(sentence.quote(bounded.unwrap_or(at)..date.next));
                }
                at = date.next.max(at + 1);
            }
        }
        None
    }
}
