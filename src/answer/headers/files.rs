//! Column headers that ask for a file, a link or evidence, and not for an answer.

use super::terms::split;
use crate::word_list::listed;

/// Words for things other than text: a statement below `Attachment` is not an attachment.
const FILES: &str = "link, links, url, urls, attachment, attachments, attach, file, files, document, \
                     documents, upload, hyperlink, anhang, anlage, anlagen, dateien, lien, liens, enlace, \
                     enlaces, adjunto, adjuntos, allegato, allegati, bijlage, bijlagen, anexo, anexos";
/// Words that show that a column also asks for text.
pub const WORDS: &str = "comment, comments, note, notes, remark, remarks, detail, details, description, \
                         explanation, explanations, explain, information, info, response, answer, \
                         justification, rationale, describe, text, kommentar, kommentare, bemerkung, \
                         bemerkungen, erläuterung, erläuterungen, begründung, commentaire, commentaires, \
                         explication, comentario, comentarios, observaciones, commento, commenti, \
                         toelichting, opmerking, opmerkingen, comentário, comentários";
/// Words that name the answer itself.
const ANSWERS: &str = "response, responses, answer, answers, reply, antwort, antworten, réponse, réponses, \
                       respuesta, respuestas, risposta, risposte, antwoord, antwoorden, resposta, respostas";
/// Words that add something else to a request.
const JOINING: &str =
    "and, or, with, including, incl, plus, und, oder, mit, et, ou, avec, y, o, con, e, en, of, met, com";
/// Words for evidence.
const EVIDENCE: &str = "evidence, proof, proofs, nachweis, nachweise, beleg, belege, preuve, preuves, \
                        evidencia, evidencias, prueba, pruebas, prova, prove, evidenze, bewijs, bewijzen, \
                        evidência, evidências";

/// Whether the name of a column asks for a file or a link and not for text: `Link to evidence`, `Answer:
/// link`; not `Answer and link`.
pub(super) fn asks_for_file(name: &str) -> bool {
    let words = |it: &str| listed(WORDS, it) && !listed(ANSWERS, it);
    let joined = split(name).any(|it| listed(JOINING, it)) || name.contains([',', '/', '&', '+']);
    let answer = split(name).any(|it| listed(ANSWERS, it)) && joined;
    split(name).any(|it| listed(FILES, it)) && !split(name).any(words) && !answer
}

/// Whether the name of a column asks for evidence alone: `Evidence`, `Proof of compliance`.
pub(super) fn asks_for_evidence(name: &str) -> bool {
    split(name).any(|it| listed(EVIDENCE, it)) && !split(name).any(|it| listed(WORDS, it))
}
