//! All tests of the program through its public interface, in one binary, with one module per subject.
//! `tests/goldens` has a test for each case in a folder.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that fails must panic"
)]

#[path = "../support/mod.rs"]
#[expect(dead_code, reason = "`goldens` and builds with PDFs use the rest")]
mod support;

mod above_texts;
mod answer;
mod answer_basis;
mod answer_decisions;
mod answer_validity;
mod answers_file;
mod approval_rounds;
mod approvals;
mod audience;
mod calendar;
mod certification_calendar;
mod certification_history;
mod certification_status;
mod citations;
mod column_headers;
mod commands;
mod competing_columns;
mod compliance_assessments;
mod contradictions;
mod cover_texts;
mod cover_texts_of_lists;
mod cover_texts_of_office;
mod csv;
mod custom_text_expiry;
mod customer_separation;
mod decision_expiry;
mod decision_places;
mod decision_scope;
mod delivery_approval;
mod delivery_contents;
mod delivery_records;
mod displayed_properties;
mod documentation;
mod docx;
mod ended_facts;
mod escaping;
mod facts_json;
mod feed;
#[cfg(unix)]
mod file_access;
mod file_names;
mod filled_file_edits;
mod filling;
mod findings;
mod form_yaml;
mod future_dates;
mod heading_neighbours;
mod known_rows;
mod language;
mod late_notices;
mod laws;
mod layers;
mod lead_ins;
mod learn;
mod learn_columns;
mod learned_answers;
mod learned_custom_texts;
mod learned_files;
mod learned_hostile_texts;
mod learned_positions;
mod ledger;
mod ledger_join;
mod ledger_signatures;
mod legal;
mod legal_changes;
mod library;
mod limiting_texts;
mod limits;
mod long_texts;
mod many_texts;
mod mapping;
mod matching;
mod message_wording;
mod multiple_tables;
mod names;
mod nested_questions;
mod non_text_content;
mod notice_audience;
mod notice_recording;
mod notice_wording;
mod notices;
mod option_columns;
mod option_paragraphs;
mod output;
mod own_questionnaires;
mod page_sentences;
mod pages;
mod paragraph_texts;
mod past_deliveries;
mod pin_context;
mod pins;
mod prefilled_fields;
mod prefilled_marks;
#[cfg(feature = "pdf")]
mod printing;
mod product_abbreviations;
mod product_periods;
mod qualifiers;
mod question_context;
mod recall;
mod recall_pins;
mod refilling;
mod remarks;
mod resaved_files;
mod reused_ids;
mod reviewed_texts;
mod revisions;
mod scopes;
mod security_txt;
mod similar_texts;
mod site;
mod spanning_headers;
mod strikethrough;
mod subprocessor_notices;
mod surrounding_texts;
mod symbols;
mod table_titles;
mod template_limits;
mod text_formats;
mod timeline;
mod title_words;
mod typed_texts;
mod typed_verdicts;
mod unapproved_content;
mod unknown_parts;
mod unread_questions;
mod unsuitable_cells;
mod unsuitable_headers;
mod verdict_mismatches;
mod vsaq;
mod vsaq_context;
mod withdrawn_deliveries;
mod withheld_facts;
mod workbook_notes;
mod xlsx;
