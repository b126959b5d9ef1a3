//! The expressions of [`conditions`](super::conditions) in German, French, Spanish, Italian, Dutch and
//! Portuguese.

use super::conditions::{Condition, ENGLISH, EXCEPTION, LATER, PART, PLAN, REGION, REQUEST};

/// Every kind of condition, language by language.
pub const CONDITIONS: &[&[Condition]] = &[ENGLISH, GERMAN, FRENCH, SPANISH, ITALIAN, DUTCH, PORTUGUESE];

const GERMAN: &[Condition] = &[
    Condition {
        does: PLAN,
        says: "enterprise-plan, enterprise-tarif, enterprise-kunden, business-plan, premium-plan, nur im * tarif, \
            nur in * tarifen, nur im * plan, nur für kunden mit, kostenpflichtig, gegen aufpreis, gegen gebühr, \
            gegen zusätzliche gebühr, zusatzkosten, mehrkosten, aufpreispflichtig",
        unless: "ohne aufpreis, ohne zusatzkosten, ohne mehrkosten, keine zusatzkosten, keine mehrkosten, in allen tarifen, \
            in jedem tarif, in allen plänen",
    },
    Condition {
        does: REQUEST,
        says: "auf anfrage, auf wunsch, auf antrag, auf verlangen",
        unless: "bericht, berichte, kopie, kopien, zertifikat, zertifikate, richtlinie, richtlinien, dokument, dokumente, \
            unterlagen, nachweis, nachweise, zusammenfassung, gelöscht, löschen, löschung, exportiert, zurückgegeben",
    },
    Condition {
        does: REGION,
        says: "nur in der eu, nur in europa, nur in deutschland, nur in den usa, nur in der region, nur in der region *, \
            nur in der * region, ausschließlich in der eu, ausschließlich in europa, ausschließlich in deutschland, \
            beschränkt auf die eu, beschränkt auf europa",
        unless: "gespeichert, gehostet, verarbeitet, verbleiben, bleiben, liegen, aufbewahrt",
    },
    Condition {
        does: LATER,
        says: "ab #, ab * #, ab * * #, bis #, bis * #, bis ende #, geplant $, geplant für, ist geplant, sind geplant, \
            in planung, in vorbereitung, in entwicklung, noch nicht, demnächst, in kürze, wird eingeführt, werden eingeführt",
        unless: "gültig bis, wie geplant, geplante wartung, aufbewahrt",
    },
    Condition {
        does: EXCEPTION,
        says: "außer, ausgenommen, mit ausnahme, abgesehen von, jedoch nicht, aber nicht",
        unless: "nicht nur, kein, keine, niemand, nie, niemals, verweigert, blockiert, gesperrt, verboten, untersagt, deaktiviert, \
            wochenenden, feiertage, feiertagen, außer kraft, außer betrieb",
    },
    Condition {
        does: PART,
        says: "teilweise, zum teil, nicht alle, nicht jede, nicht jeder, nicht jedes, nicht vollständig, die meisten unserer, \
            größtenteils",
        unless: "ganz oder teilweise, vollständig oder teilweise",
    },
];

const FRENCH: &[Condition] = &[
    Condition {
        does: PLAN,
        says: "offre entreprise, offre enterprise, forfait entreprise, forfait enterprise, formule entreprise, \
            formule enterprise, abonnement entreprise, uniquement dans l'offre, uniquement avec l'offre, option payante, \
            en option $, moyennant des frais, moyennant un supplément, frais supplémentaires, coût supplémentaire",
        unless: "sans frais supplémentaires, sans coût supplémentaire, aucun frais, aucun coût, toutes les offres, \
            tous les forfaits, toutes les formules",
    },
    Condition {
        does: REQUEST,
        says: "sur demande, à la demande",
        unless: "rapport, rapports, copie, copies, certificat, certificats, attestation, politique, politiques, document, \
            documents, supprimé, supprimés, supprimée, supprimées, suppression, effacées, exportées",
    },
    Condition {
        does: REGION,
        says: "uniquement dans l'ue, uniquement dans l'union, uniquement en europe, uniquement en france, seulement dans l'ue, \
            seulement en europe, uniquement dans la région, limité à la région, limitée à la région",
        unless: "hébergé, hébergées, hébergés, stocké, stockées, stockés, traité, traitées, traités, conservées, conservés, \
            restent, reste",
    },
    Condition {
        does: LATER,
        says: "à partir de #, à partir de * #, à partir du * * #, dès #, d'ici #, d'ici à #, d'ici fin #, d'ici la fin #, \
            prévu $, prévue $, prévus $, prévues $, prévu pour, prévue pour, est prévu, est prévue, sont prévus, \
            sont prévues, en cours de développement, en cours de préparation, pas encore, prochainement, bientôt",
        unless: "valable jusqu'au, comme prévu, maintenance prévue, conservées, conservés",
    },
    Condition {
        does: EXCEPTION,
        says: "sauf, hormis, excepté, à l'exception, à l'exclusion, mais pas",
        unless: "aucun, aucune, personne, jamais, bloqué, bloqués, refusé, refusés, interdit, interdite, désactivé, désactivés, \
            non seulement, jours fériés, week-ends",
    },
    Condition {
        does: PART,
        says: "partiellement, en partie, pas tous, pas toutes, pas entièrement, pas complètement, la plupart de nos",
        unless: "en tout ou en partie, totalement ou partiellement",
    },
];

const SPANISH: &[Condition] = &[
    Condition {
        does: PLAN,
        says: "plan enterprise, plan empresarial, plan empresa, solo en el plan, sólo en el plan, solo para clientes, \
            sólo para clientes, coste adicional, costo adicional, cargo adicional, tarifa adicional, de pago $",
        unless: "sin coste adicional, sin costo adicional, sin cargo adicional, sin tarifa adicional, todos los planes, \
            cualquier plan",
    },
    Condition {
        does: REQUEST,
        says: "bajo petición, bajo solicitud, bajo demanda, previa solicitud, a petición",
        unless: "informe, informes, copia, copias, certificado, certificados, política, políticas, documento, documentos, elimina, \
            eliminan, eliminados, borran, borrados, exportan",
    },
    Condition {
        does: REGION,
        says: "solo en la ue, sólo en la ue, solo en la unión, solo en europa, sólo en europa, solo en españa, \
            únicamente en la ue, únicamente en europa, solo en la región, limitado a la región, limitada a la región",
        unless: "almacenan, almacenados, alojan, alojados, procesan, procesados, tratan, permanecen, conservan",
    },
    Condition {
        does: LATER,
        says: "a partir de #, a partir de * #, a partir de * de #, a partir del * de * de #, desde * de #, para #, \
            para finales de #, a finales de #, previsto $, prevista $, previsto para, prevista para, está previsto, \
            está prevista, planificado $, planificada $, planificado para, en desarrollo $, aún no, todavía no, próximamente",
        unless: "válido hasta, vigente hasta, según lo previsto, mantenimiento previsto, conservan",
    },
    Condition {
        does: EXCEPTION,
        says: "excepto, salvo, a excepción, con excepción, con la excepción, exceptuando, pero no",
        unless: "ningún, ninguna, nadie, nunca, bloqueado, bloqueados, denegado, denegados, prohibido, prohibida, deshabilitado, \
            no solo, no sólo, festivos, fines de semana",
    },
    Condition {
        does: PART,
        says: "parcialmente, en parte, no todos, no todas, no completamente, no totalmente, la mayoría de nuestros, \
            la mayoría de nuestras",
        unless: "total o parcialmente, en todo o en parte",
    },
];

const ITALIAN: &[Condition] = &[
    Condition {
        does: PLAN,
        says: "piano enterprise, piano aziendale, solo nel piano, solo con il piano, solo per i clienti, costo aggiuntivo, \
            costi aggiuntivi, a pagamento $, con supplemento",
        unless: "senza costi aggiuntivi, senza costo aggiuntivo, nessun costo aggiuntivo, senza supplemento, tutti i piani, \
            ogni piano",
    },
    Condition {
        does: REQUEST,
        says: "su richiesta",
        unless: "rapporto, rapporti, relazione, copia, copie, certificato, certificati, politica, politiche, documento, documenti, \
            cancellati, eliminati, cancellazione, esportati",
    },
    Condition {
        does: REGION,
        says: "solo nell'ue, solo nell'unione, solo in europa, solo in italia, esclusivamente nell'ue, esclusivamente in europa, \
            solo nella regione, limitato alla regione, limitata alla regione",
        unless: "conservati, memorizzati, ospitati, trattati, archiviati, elaborati, rimangono, restano",
    },
    Condition {
        does: LATER,
        says: "dal #, da * #, a partire dal #, a partire da * #, entro #, entro il #, entro la fine del #, entro fine #, \
            previsto $, prevista $, previsto per, prevista per, è previsto, è prevista, pianificato $, in fase di sviluppo, \
            in fase di preparazione, non ancora, prossimamente",
        unless: "valido fino, come previsto, manutenzione prevista, conservati",
    },
    Condition {
        does: EXCEPTION,
        says: "tranne, eccetto, salvo, ad eccezione, a eccezione, con l'eccezione, fatta eccezione, ma non",
        unless: "nessun, nessuno, nessuna, mai, bloccato, bloccati, negato, negati, vietato, vietata, disabilitato, non solo, \
            festivi, fine settimana",
    },
    Condition {
        does: PART,
        says: "parzialmente, in parte, non tutti, non tutte, non completamente, non del tutto, la maggior parte dei nostri, \
            la maggior parte delle nostre",
        unless: "in tutto o in parte, totalmente o parzialmente",
    },
];

const DUTCH: &[Condition] = &[
    Condition {
        does: PLAN,
        says: "enterprise-abonnement, enterprise-klanten, enterprise-plan, alleen in het * abonnement, \
            alleen met het * abonnement, alleen voor klanten met, tegen meerprijs, tegen betaling, extra kosten, \
            bijkomende kosten, meerkosten",
        unless: "zonder extra kosten, geen extra kosten, zonder meerkosten, geen meerkosten, zonder bijkomende kosten, \
            alle abonnementen, elk abonnement",
    },
    Condition {
        does: REQUEST,
        says: "op verzoek, op aanvraag",
        unless: "rapport, rapporten, kopie, certificaat, certificaten, beleid, document, documenten, samenvatting, verwijderd, \
            gewist, geëxporteerd",
    },
    Condition {
        does: REGION,
        says: "alleen in de eu, alleen in europa, alleen in nederland, alleen in belgië, uitsluitend in de eu, \
            uitsluitend in europa, alleen in de regio, beperkt tot de regio",
        unless: "opgeslagen, gehost, verwerkt, bewaard, blijven, blijft",
    },
    Condition {
        does: LATER,
        says: "vanaf #, vanaf * #, vanaf * * #, tegen eind #, uiterlijk #, eind #, gepland $, gepland voor, is gepland, \
            zijn gepland, in ontwikkeling, in voorbereiding, nog niet, binnenkort",
        unless: "geldig tot, zoals gepland, gepland onderhoud, bewaard",
    },
    Condition {
        does: EXCEPTION,
        says: "behalve, uitgezonderd, met uitzondering, maar niet",
        unless: "geen, niemand, nooit, geblokkeerd, geweigerd, verboden, uitgeschakeld, niet alleen, weekend, weekenden, \
            feestdagen",
    },
    Condition {
        does: PART,
        says: "gedeeltelijk, deels, ten dele, niet alle, niet iedere, niet elke, niet volledig, de meeste van onze",
        unless: "geheel of gedeeltelijk, volledig of gedeeltelijk",
    },
];

const PORTUGUESE: &[Condition] = &[
    Condition {
        does: PLAN,
        says: "plano enterprise, plano empresarial, apenas no plano, somente no plano, só no plano, apenas para clientes, \
            somente para clientes, custo adicional, custos adicionais, taxa adicional, pago à parte",
        unless: "sem custo adicional, sem custos adicionais, sem taxa adicional, todos os planos, qualquer plano",
    },
    Condition {
        does: REQUEST,
        says: "mediante solicitação, mediante pedido, a pedido, sob pedido, sob solicitação, sob demanda",
        unless: "relatório, relatórios, cópia, cópias, certificado, certificados, política, políticas, documento, documentos, \
            eliminados, excluídos, apagados, exportados",
    },
    Condition {
        does: REGION,
        says: "apenas na ue, apenas na união, apenas na europa, somente na ue, somente na europa, apenas em portugal, \
            apenas no brasil, somente no brasil, apenas na região, somente na região, limitado à região, limitada à região",
        unless: "armazenados, alojados, hospedados, processados, tratados, conservados, permanecem",
    },
    Condition {
        does: LATER,
        says: "a partir de #, a partir de * de #, até #, até o final de #, até ao final de #, até * de #, previsto $, \
            prevista $, previsto para, prevista para, está previsto, está prevista, planejado $, planejado para, planeado $, \
            planeado para, em desenvolvimento, ainda não, em breve",
        unless: "válido até, conforme previsto, manutenção prevista, manutenção planejada, conservados",
    },
    Condition {
        does: EXCEPTION,
        says: "exceto, salvo, com exceção, à exceção, com a exceção, mas não",
        unless: "nenhum, nenhuma, ninguém, nunca, bloqueado, bloqueados, negado, negados, proibido, proibida, desativado, não só, \
            não apenas, feriados",
    },
    Condition {
        does: PART,
        says: "parcialmente, em parte, nem todos, nem todas, não totalmente, não completamente, a maioria dos nossos, \
            a maioria das nossas",
        unless: "total ou parcialmente, no todo ou em parte",
    },
];
