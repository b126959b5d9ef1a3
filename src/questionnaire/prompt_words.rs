//! The words of prompts in answer cells, in lower case and in the supported languages.

/// Phrases that say that there is no answer yet, in lower case.
pub(super) const PHRASES: &str = "tbd, t.b.d, tba, tbc, todo, to do, to be determined, to be defined, to be \
     confirmed, to be completed, to be provided, to be filled, to be filled in, to be answered, not \
     answered, not yet answered, unanswered, no answer, no response, no selection, not selected, none \
     selected, no answer selected, awaiting response, not set, please complete, nicht beantwortet, noch \
     nicht beantwortet, unbeantwortet, keine auswahl, noch offen, noch auszufüllen, à compléter, à remplir, \
     à définir, à renseigner, à préciser, non répondu, non renseigné, sans réponse, pas de réponse, por \
     completar, por definir, por rellenar, a completar, a definir, a preencher, sin responder, sin \
     respuesta, no respondido, sem resposta, não respondido, por preencher, da compilare, da completare, da \
     definire, non risposto, nessuna risposta, in te vullen, nog in te vullen, nog niet ingevuld, niet \
     beantwoord, n.t.b, ntb";

/// Verbs that ask for input.
pub(super) const VERBS: &str = "select, choose, pick, enter, insert, type, click, tap, fill, provide, \
     specify, describe, explain, auswählen, wählen, wähle, auswahl, eingeben, einzugeben, eintragen, \
     einfügen, ausfüllen, klicken, tippen, angeben, beschreiben, erläutern, sélectionner, sélectionnez, \
     choisir, choisissez, saisir, saisissez, entrez, entrer, insérer, insérez, cliquez, appuyez, renseigner, \
     renseignez, compléter, complétez, remplir, préciser, précisez, indiquer, indiquez, seleccione, \
     seleccionar, elija, elegir, escoja, introduzca, escriba, inserte, insertar, indique, haga, selecione, \
     selecionar, escolha, escolher, insira, introduza, clique, toque, preencher, preencha, digite, \
     selezionare, seleziona, selezioni, scegliere, scegli, scelga, inserire, inserisci, compilare, indicare, \
     fare, selecteer, selecteren, kies, kiezen, klik, typ, invullen, vul, voer, geef, maak, wybierz, wpisz, \
     vyberte, zadejte, välj, ange, vælg, velg, skriv, valitse, kirjoita";

/// Words that occur beside such verbs.
pub(super) const FILLERS: &str = "please, here, to, or, and, an, a, the, one, from, of, in, your, item, \
     option, options, value, list, dropdown, drop, down, below, answer, answers, response, responses, text, \
     comment, comments, details, detail, explanation, information, applicable, if, appropriate, required, \
     optional, field, box, input, free, characters, words, max, maximum, additional, any, more, bitte, sie, \
     ein, eine, einen, element, aus, der, die, das, liste, hier, um, text, zu, oder, antwort, ihre, wert, \
     option, kommentar, des, ihr, veuillez, un, une, élément, dans, la, le, liste, ici, pour, du, texte, ou, \
     votre, réponse, valeur, merci, de, s'il, vous, plaît, commentaire, por, favor, uno, una, um, uma, \
     elemento, opción, opção, lista, aquí, aqui, para, texto, su, sua, respuesta, resposta, clic, o, valor, \
     escribir, comentario, comentário, del, do, un'opzione, opzione, qui, per, inserire, testo, risposta, \
     la, sua, vostra, valore, dall'elenco, elenco, commento, u, uw, een, keuze, optie, of, om, tekst, te, \
     hier, antwoord, waarde, uit, de, lijst, alstublieft, toelichting, van, op, tik, odpowiedź, z, listy, \
     ze, svar, ett, et, alternativ, vastaus, yksi";

/// Words for the vendor; `your supplier` and `a supplier` are other parties.
pub(super) const RESPONDENTS: &str = "supplier, supplier's, vendor, vendor's, bidder, bidder's, provider, \
                                      provider's, respondent, respondent's, lieferant, lieferanten, \
                                      anbieter, anbieters, bieter, bieters, fournisseur, prestataire, \
                                      proveedor, fornecedor, fornitore, leverancier";

/// Words between an answer and its owner.
pub(super) const WHOSE: &str = "of, by, the, des, vom, du, del, do, dell, van, de";

/// Words of labels after which an answer or a comment is written.
pub(super) const LABELS: &str = "answer, answers, response, responses, reply, replies, comment, comments, \
     remark, remarks, note, notes, details, explanation, justification, evidence, antwort, antworten, \
     kommentar, kommentare, bemerkung, bemerkungen, anmerkung, anmerkungen, begründung, erläuterung, \
     nachweis, réponse, réponses, commentaire, commentaires, remarques, respuesta, respuestas, comentario, \
     comentarios, observaciones, resposta, respostas, comentário, comentários, risposta, risposte, commento, \
     commenti, antwoord, antwoorden, opmerking, opmerkingen, toelichting, svar, kommentti";

/// Words that name an answer.
pub(super) const ASKED: &str = "answer, answers, response, responses, comment, comments, text, antwort, \
                                kommentar, réponse, respuesta, resposta, risposta, antwoord, toelichting, \
                                svar";
