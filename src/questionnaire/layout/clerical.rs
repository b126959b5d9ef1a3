//! Labels of fields about the file itself, not about what is asked.

use super::super::folded::{fold, start};

/// Labels, folded, of fields about the file itself: `Completed by: Jane Doe`.
const CLERICAL: &str = "completed by, filled in by, filled out by, answered by, prepared by, created by, \
     reviewed by, approved by, author, contact, contact person, contact name, contact email, email, e mail, \
     phone, telephone, date, due date, deadline, date completed, completion date, date sent, return by, \
     return to, submitted by, signature, respondent, respondent name, name of respondent, your name, job \
     title, team lead, project lead, interviewer, assessor, auditor, contributors, ausgefullt von, erstellt \
     von, bearbeitet von, ansprechpartner, ansprechpartnerin, datum, telefon, e mail adresse, frist, rempli \
     par, complete par, interlocuteur, date limite, telephone, completado por, contacto, fecha, telefono, \
     correo, compilato da, referente, data, scadenza, ingevuld door, contactpersoon, telefoon, preenchido \
     por, contato";

/// Whether a label is of a field about the file itself.
pub fn is_clerical(label: &str) -> bool {
    let folded = fold(start(label, 60));
    let words = folded
        .split(|it: char| !it.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    CLERICAL.split(", ").any(|it| it.trim() == words)
}
