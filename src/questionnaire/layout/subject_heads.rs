//! Column headers and field labels that name the subject of a row or of the whole file: `System`, `Applies
//! to`, `Data category`.

use super::super::folded::{fold, start};

/// The maximum number of bytes of a label that are read.
const LONG: usize = 200;

/// Complete headers, folded.
const SUBJECTS: &str = "applies to, applicable to, applicability, applicable for, applies for, valid for, \
     answer for, answers for, concerns, concerned, affects, affected, relates to, related to, about, \
     regarding, refers to, with regard to, in scope, data category, data categories, category of data, \
     categories of data, type of data, data type, data types, business unit, business area, legal entity, \
     subject, third party, group company, brand, gilt fur, betrifft, geltungsbereich, anwendungsbereich, \
     bezieht sich auf, datenkategorie, datenkategorien, datenart, rechtseinheit, gultig fur, s applique a, \
     concerne, champ d application, perimetre, portee, categorie de donnees, categories de donnees, se \
     aplica a, aplica a, aplicable a, ambito, alcance, categoria de datos, categorias de datos, se refiere \
     a, si applica a, applicabile a, riguarda, campo di applicazione, categoria di dati, categorie di dati, \
     van toepassing op, geldt voor, betreft, toepassingsgebied, reikwijdte, gegevenscategorie, \
     gegevenscategorieen, aplica se a, aplicavel a, refere se a, categoria de dados, categorias de dados, \
     escopo";
/// Nouns of headers, folded: each alone, or with words that only say that it is the one in question.
const NOUNS: &str = "system, systems, service, services, scope, scopes, product, products, asset, assets, \
     entity, entities, environment, environments, location, locations, region, regions, application, \
     applications, app, apps, department, departments, party, parties, site, sites, country, countries, \
     subsidiary, subsidiaries, affiliate, affiliates, tenant, tenants, deployment, deployments, edition, \
     editions, module, modules, component, components, platform, platforms, solution, solutions, office, \
     offices, plant, plants, organisation unit, division, divisions, project, projects, process, processes, \
     tool, tools, purpose, purposes, dataset, datasets, systeme, dienst, dienste, dienstleistung, \
     dienstleistungen, produkt, produkte, umgebung, umgebungen, standort, standorte, anwendung, anwendungen, \
     abteilung, abteilungen, land, lander, bereich, bereiche, gesellschaft, gesellschaften, mandant, werk, \
     projekt, prozess, verfahren, systemes, produit, produits, actif, actifs, entite, entites, \
     environnement, environnements, lieu, lieux, pays, filiale, filiales, departement, departements, \
     sistema, sistemas, servicio, servicios, producto, productos, activo, activos, entidad, entidades, \
     entorno, entornos, ubicacion, ubicaciones, pais, paises, aplicacion, aplicaciones, departamento, \
     departamentos, sede, filial, filiales, sistemi, servizio, servizi, prodotto, prodotti, bene, beni, \
     ente, enti, ambiente, ambienti, luogo, luoghi, paese, paesi, regione, regioni, applicazione, \
     applicazioni, reparto, reparti, systeem, systemen, diensten, producten, omgeving, omgevingen, locatie, \
     locaties, landen, applicatie, applicaties, afdeling, afdelingen, partij, servico, servicos, produto, \
     produtos, ativo, ativos, entidade, localizacao, regiao, aplicacao, aplicacoes";
/// Words that may be beside such a noun, folded.
const WITH: &str = "in, of, the, and, or, s, a, name, names, affected, concerned, relevant, applicable, \
                    scope, to, which, related, question, type, information, it, ict, betroffenes, \
                    betroffene, betroffener, relevante, relevanter, relevantes, concerne, concernee, \
                    afectado, afectada, interessato, interessata, betrokken, und, oder, et, ou, y, o, e, \
                    en, of, der, des, de, du, la, le, l, nom, nombre, nome, naam, description";

/// Whether a column header or field label names the subject of its row or of the file, so that any value in
/// it narrows the questions.
pub fn is_subject(head: &str) -> bool {
    let folded = fold(start(head, LONG));
    let words: Vec<&str> = folded.split_whitespace().collect();
    if words.is_empty() || words.len() > 6 {
        return false;
    }
    let whole = words.join(" ");
    let among = |table: &str, word: &str| table.split(", ").any(|it| it.trim() == word);
    let plain = whole.strip_prefix("this ").unwrap_or(&whole);
    among(SUBJECTS, plain)
        || (words.iter().any(|it| among(NOUNS, it))
            && words.iter().all(|it| among(NOUNS, it) || among(WITH, it)))
}

#[cfg(test)]
mod tests {
    use super::is_subject;

    #[test]
    fn subject_headers_are_distinguished_from_others() {
        for head in [
            "Applies to",
            "Scope",
            "System",
            "System(s)",
            "Affected system",
            "Service / Product",
            "Data category",
            "Environment",
            "Location",
            "Application name",
            "Betroffenes System",
            "Gilt für",
            "Geltungsbereich",
            "Périmètre",
            "Entité",
            "Producto",
            "Ámbito",
            "Afdeling",
            "Products in scope",
            "Party",
        ] {
            assert!(is_subject(head), "{head}");
        }
        for head in [
            "Topic",
            "Category",
            "Domain",
            "Section",
            "Service provider response",
            "System requirements",
            "Guidance",
            "Application security",
            "Details",
            "Location of your data",
            "Question",
            "Control",
            "Type",
            "Name",
            "Description",
            "Information",
        ] {
            assert!(!is_subject(head), "{head}");
        }
    }
}
