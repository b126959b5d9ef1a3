//! Verdicts and texts that do not agree, in the languages of answers. Each row of the tables is a case.

use crate::support;

const PLAN: &str = "makes it depend on a plan or an extra fee";
const REQUEST: &str = "makes it depend on a request";
const REGION: &str = "limits it to a region";
const LATER: &str = "refers to a later date";
const EXCEPTION: &str = "makes an exception";
const PART: &str = "says that it only partly applies";
const BEGINS: &str = "begins with";

/// Texts beside a yes, each with the expected reason, if any.
const YES: &[(&str, &str)] = &[
    ("Single Sign-on wird unterstützt (nur im Enterprise-Plan).", PLAN),
    ("Ja, gegen Aufpreis.", PLAN),
    ("Audit-Logs werden auf Anfrage bereitgestellt.", REQUEST),
    ("Ja, aber nur in der EU.", REGION),
    ("Ja, ab Januar 2027.", LATER),
    ("Passkeys sind geplant.", LATER),
    ("Noch nicht.", LATER),
    ("Alle Daten sind verschlüsselt, außer den Backups.", EXCEPTION),
    ("Notebooks sind teilweise verschlüsselt.", PART),
    ("Nein, Backups sind nicht verschlüsselt.", BEGINS),
    ("Nicht anwendbar: es gibt keine Büros.", BEGINS),
    ("Ja. Alle Daten sind verschlüsselt.", ""),
    ("Ja, in allen Tarifen ohne Aufpreis.", ""),
    ("Ja. Eine Kopie des Berichts gibt es auf Anfrage.", ""),
    ("Kundendaten sind nur in der EU gespeichert.", ""),
    ("Das Zertifikat ist gültig bis 2027.", ""),
    ("Keine Ports sind offen außer den freigegebenen.", ""),
    ("Le SSO est pris en charge (offre Entreprise).", PLAN),
    ("Les journaux sont fournis sur demande.", REQUEST),
    ("Oui, uniquement dans l’UE.", REGION),
    ("Oui, à partir de janvier 2027.", LATER),
    ("Pas encore.", LATER),
    ("Toutes les données sont chiffrées, sauf les sauvegardes.", EXCEPTION),
    ("Les postes sont partiellement chiffrés.", PART),
    ("Non, les sauvegardes ne sont pas chiffrées.", BEGINS),
    ("Sans objet.", BEGINS),
    ("Oui, avec AES-256.", ""),
    ("Oui. Une copie du rapport est fournie sur demande.", ""),
    ("Oui, dans toutes les offres, sans frais supplémentaires.", ""),
    ("El SSO se ofrece con coste adicional.", PLAN),
    ("Los registros se entregan bajo petición.", REQUEST),
    ("Sí, solo en la UE.", REGION),
    ("Sí, a partir de enero de 2027.", LATER),
    ("Todavía no.", LATER),
    ("Todos los datos están cifrados, excepto las copias.", EXCEPTION),
    ("Los portátiles están parcialmente cifrados.", PART),
    ("No, las copias no están cifradas.", BEGINS),
    ("No aplica.", BEGINS),
    ("Sí, con AES-256.", ""),
    ("Los datos se almacenan solo en la UE y se procesan solo en la UE.", ""),
    ("Il SSO è disponibile solo nel piano Enterprise.", PLAN),
    ("I log sono forniti su richiesta.", REQUEST),
    ("Sì, solo in Europa.", REGION),
    ("Sì, entro il 2027.", LATER),
    ("Non ancora.", LATER),
    ("Tutti i dati sono cifrati, tranne i backup.", EXCEPTION),
    ("I portatili sono parzialmente cifrati.", PART),
    ("Non applicabile.", BEGINS),
    ("Sì, con AES-256.", ""),
    ("I dati sono conservati solo in Europa.", ""),
    ("SSO is beschikbaar tegen meerprijs.", PLAN),
    ("Logs worden op verzoek geleverd.", REQUEST),
    ("Ja, alleen in de EU.", REGION),
    ("Ja, vanaf januari 2027.", LATER),
    ("Nog niet.", LATER),
    ("Alle gegevens zijn versleuteld, behalve de back-ups.", EXCEPTION),
    ("Laptops zijn gedeeltelijk versleuteld.", PART),
    ("Nee, back-ups zijn niet versleuteld.", BEGINS),
    ("Niet van toepassing.", BEGINS),
    ("Ja, zonder extra kosten in elk abonnement.", ""),
    ("Gegevens worden alleen in de EU opgeslagen.", ""),
    ("O SSO tem custo adicional.", PLAN),
    ("Os registos são fornecidos mediante pedido.", REQUEST),
    ("Sim, apenas na UE.", REGION),
    ("Sim, a partir de janeiro de 2027.", LATER),
    ("Ainda não.", LATER),
    ("Todos os dados são cifrados, exceto as cópias.", EXCEPTION),
    ("Os portáteis são parcialmente cifrados.", PART),
    ("Não, as cópias não são cifradas.", BEGINS),
    ("Não aplicável.", BEGINS),
    ("Sim, sem custo adicional em todos os planos.", ""),
    ("Os dados são armazenados apenas na UE.", ""),
];

/// Texts beside a no, and whether they begin with a yes.
const NO: &[(&str, bool)] = &[
    ("Ja, mit AES-256.", true),
    ("Oui, avec AES-256.", true),
    ("Sí, con AES-256.", true),
    ("Sì, con AES-256.", true),
    ("Sim, com AES-256.", true),
    ("Nein.", false),
    ("Non, les sauvegardes ne sont pas chiffrées.", false),
    ("Não.", false),
    ("Si lo pide el cliente, se cifra.", false),
    ("Nur Backups sind nicht verschlüsselt.", false),
];

#[test]
fn verdicts_that_the_text_does_not_support_are_found_in_each_language() {
    let dir = support::copy(&support::sample().join("tests/cases/given/vendor"));
    let entry = |id: &str, text: &str, verdict: &str| {
        format!(
            "{id}: {{question: Is {id} so?, verdict: {verdict}, text: {}}}\n",
            serde_json::Value::from(text)
        )
    };
    let yes = YES.iter().enumerate().map(|(number, (text, _))| entry(&format!("y{number}"), text, "yes"));
    let no = NO.iter().enumerate().map(|(number, (text, _))| entry(&format!("n{number}"), text, "no"));
    let entries: String = yes.chain(no).collect();
    support::put(
        dir.path(),
        "data/answers/more.yaml",
        format!("defaults: {{audience: public, source: handbook}}\n{entries}"),
    );
    let output = support::factum(dir.path(), &["check", "--as-of", "2026-11-26"]);
    let found = support::stdout(&output) + &support::stderr(&output);
    let mut wrong = String::new();
    let mut check = |id: String, verdict: &str, text: &str, expected: Option<&str>| {
        let begins = format!("the verdict of `answer/{id}` is `{verdict}`, but its text ");
        let line = found.lines().find(|it| it.contains(&begins));
        if line.is_some() != expected.is_some()
            || expected.is_some_and(|it| !line.unwrap_or_default().contains(it))
        {
            wrong += &format!("{text}: {line:?}, and not {expected:?}\n");
        }
    };
    for (number, (text, does)) in YES.iter().enumerate() {
        check(format!("y{number}"), "yes", text, Some(*does).filter(|it| !it.is_empty()));
    }
    for (number, (text, begins)) in NO.iter().enumerate() {
        check(format!("n{number}"), "no", text, begins.then_some(BEGINS));
    }
    assert_eq!(wrong, "", "{found}");
}

#[test]
fn a_yes_beside_the_opposite_of_what_is_asked_is_not_given() {
    let dir = support::copy(&support::sample().join("tests/cases/given/vendor"));
    let entries = "\
defaults: {audience: public, source: handbook}
ports: {question: Are the ports closed?, verdict: yes, text: All ports are open to the internet.}
open-ports: {question: Are ports open?, verdict: yes, text: All ports are open to the internet., phrasings: \
                   [Are all ports shut?]}
media: {question: Are removable media prohibited?, verdict: yes, text: Removable media are prohibited.}
";
    support::put(dir.path(), "data/answers/more.yaml", entries);
    let questions = ["Are the ports closed?", "Are all ports shut?", "Are removable media prohibited?"];
    let rows: String = questions.iter().map(|it| format!("{it},\n")).collect();
    support::put(dir.path(), "asked.csv", format!("Question,Answer\n{rows}"));
    let file = dir.path().join("asked.csv");
    let output = support::factum(dir.path(), &["answer", file.to_str().unwrap()]);
    let printed = support::stdout(&output) + &support::stderr(&output);
    let filled =
        std::fs::read_to_string(dir.path().join("out/public/questionnaires/asked/asked.csv")).unwrap();
    let answered: Vec<bool> = filled.lines().skip(1).map(|it| !it.ends_with(',')).collect();
    assert_eq!(answered, [false, false, true], "{printed}\n{filled}");
    let found = support::factum(dir.path(), &["check"]);
    let found = support::stdout(&found) + &support::stderr(&found);
    assert!(
        found.contains("the verdict of `answer/ports` is `yes`, but its text says `are open`"),
        "{found}"
    );
    assert!(!found.contains("verdict of `answer/open-ports`"), "{found}");
}
