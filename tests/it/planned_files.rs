//! The plan of a build, which `trace` reads, is what the build writes: the same files, and on each page the
//! same statements.

use std::collections::BTreeSet;

use factum::{
    document::{PartContent, PlannedFile},
    fact::{Audience, parse_date},
    load::load,
    project::{Inputs, NoProgress, Project},
    render::{RenderContext, WRITERS},
    system::{git::Git, signature::SshKeygen},
};

use crate::support::sample;

#[test]
fn every_writer_writes_the_files_that_it_plans_and_every_page_says_what_is_planned() {
    let loaded = load(sample()).unwrap();
    let on = parse_date("2026-11-22").unwrap();
    let (history, signatures) = (Git { root: sample().into() }, SshKeygen::new(sample()));
    let inputs = Inputs {
        root: sample(),
        on,
        today: on,
        audience: None,
        deny_warnings: false,
        progress: &NoProgress,
        history: &history,
        signatures: &signatures,
    };
    let project = Project::new(&loaded, inputs);
    let (mut pages, mut texts) = (0, 0);
    for audience in Audience::ALL {
        let publication = project.publication(*audience).ok().unwrap();
        let context = RenderContext {
            publication: &publication,
            site: &loaded.facts.site,
            templates: &loaded.templates,
            sources: &loaded.sources,
        };
        for writer in WRITERS.iter().filter(|it| it.name != "PDFs") {
            let planned = (writer.plan)(&publication);
            let written = (writer.write)(&context).unwrap();
            let paths: Vec<_> = planned.iter().map(|it| &it.path).collect();
            assert_eq!(paths, written.iter().map(|it| &it.path).collect::<Vec<_>>(), "{}", writer.name);
            let files = planned.iter().zip(&written).filter(|it| it.0.path.ends_with(".html"));
            for (plan, file) in files {
                let html = std::str::from_utf8(&file.bytes).unwrap();
                let said = said(html);
                assert_eq!(planned_texts(plan), said, "{}", plan.path);
                (pages, texts) = (pages + 1, texts + said.len());
            }
        }
    }
    assert!(pages > 20 && texts > 300, "{pages} pages with {texts} texts");
}

/// The ids of the statements and answers on a page.
fn said(html: &str) -> BTreeSet<String> {
    let marked = html.split("data-statement=\"").skip(1);
    marked.map(|it| it.split('"').next().unwrap().to_owned()).collect()
}

/// The ids of the statements and answers of a plan.
fn planned_texts(file: &PlannedFile) -> BTreeSet<String> {
    let said = file
        .parts
        .iter()
        .filter_map(|it| if let PartContent::Claims(ids) = &it.says { Some(ids) } else { None });
    let own_text = file.document.map(|it| it.own_text_id());
    said.flatten().filter(|it| Some(*it) != own_text.as_ref()).cloned().collect()
}
