//! What the commands print and write for readers, on the sample and for one of its customers.

use std::process::Output;

use factum::{
    answer,
    audience_view::AudienceView,
    check::check,
    document,
    fact::{Audience, parse_date},
    load::load,
    markup::plain_blocks,
    statement,
};

use crate::support::{
    copy, factum, legal,
    legal::{AUTUMN, Workspace},
    put, sample, stderr, stdout, tree,
};

const QUESTIONS: &str = "id,question,answer,comment
1,Do you have a SOC 2 Type II report?,,
2,How soon do you follow up on a vulnerability report?,,
3,Do your subcontractors encrypt data?,,
4,Which colour is your logo?,,
5,Is it reviewed?,,
";

/// What the commands print, in order.
pub fn printed() -> Vec<(String, String)> {
    let mut project = Workspace::at(sample(), AUTUMN);
    put(project.root(), "inbox/borealis.csv", QUESTIONS);
    let file = project.path("inbox/borealis.csv").display().to_string();
    let mut texts = Vec::new();
    let mut run = |project: &Workspace, arguments: &[&str]| {
        texts.push((format!("factum {}", arguments.join(" ")), both(&project.run(arguments))));
    };
    run(&project, &["check"]);
    run(&project, &["build"]);
    run(&project, &["calendar", "--days", "3650"]);
    run(&project, &["timeline"]);
    run(&project, &["trace", "certification/soc2-type-2"]);
    run(&project, &["ask", "Is data encrypted?"]);
    run(&project, &["answer", &file, "--customer", "Borealis AG"]);
    run(&project, &["sent"]);
    let review = tree(&project.path("out")).into_keys().find(|it| it.ends_with("/review.yaml")).unwrap();
    let review = project.path("out").join(review).display().to_string();
    run(&project, &["learn", &review, "--dry-run"]);
    project.on(AUTUMN + 86_400);
    project.edit("data/programme.yaml", |it| it.replace("response: 5 business", "response: 10 business"));
    for format in ["human", "markdown"] {
        run(&project, &["review", "--format", format, "--days", "1000"]);
    }
    run(&project, &["recall", "borealis"]);
    texts.extend(written(&project, &["out/notices", "out/public/questionnaires"]));
    texts
}

/// The notices to a customer about each kind of change.
pub fn notices() -> Vec<(String, String)> {
    let mut project = legal::approved();
    project.edit("data/subprocessors.yaml", |it| it + legal::NEW_SUBPROCESSOR);
    project.approve_all();
    project.customer("cirrus.csv", "Cirrus Ltd");
    project.clean(&["sent"]);
    project.review(&[]);
    let mut texts = written(&project, &["out/notices"]);
    project.clean(&["sent", "--notice", "cirrus"]);
    project.on(legal::WINTER);
    project.edit("data/subprocessors.yaml", |it| it.replace(legal::NEW_SUBPROCESSOR, ""));
    texts.push(("factum review".to_owned(), project.review(&[])));
    texts.push(("factum recall".to_owned(), both(&project.run(&["recall", "cirrus"]))));
    texts.extend(written(&project, &["out/notices"]));
    texts
}

/// The texts of the PDFs before they are typeset, and the other files of the sample's builds.
pub fn built() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for audience in ["public", "nda", "internal"] {
        let dir = copy(sample());
        factum(dir.path(), &["build", "--audience", audience]);
        for (path, bytes) in tree(&dir.path().join("out")) {
            if path.ends_with(".txt") || path.ends_with(".atom") {
                texts.push((path, String::from_utf8(bytes).unwrap()));
            }
        }
        texts.extend(documents(Audience::from_word(audience).unwrap()));
    }
    assert!(texts.iter().any(|it| it.0.ends_with("security.txt")), "there is no security.txt");
    texts
}

/// What the PDFs for an audience say.
fn documents(audience: Audience) -> Vec<(String, String)> {
    let on = parse_date(crate::support::DAY).unwrap();
    let loaded = load(sample()).unwrap();
    let sound = check(&loaded, on, false).sound.unwrap();
    let view = AudienceView::new(sound, audience, on);
    let (statements, _) = statement::generate(view, &loaded.templates, &loaded.sources);
    let (answered, _) = answer::answer(sound, &statements, &loaded.sources);
    let (publication, _) = document::compose(sound, statements, answered, &loaded.templates, &loaded.sources);
    let documents = publication.pages.iter().chain(&publication.questionnaire_documents);
    std::iter::once(&publication.handbook)
        .chain(documents)
        .map(|it| {
            let summary = it.summary.clone().unwrap_or_default();
            (format!("pdf/{}", it.name), format!("{}\n{summary}\n{}", it.title, plain_blocks(&it.blocks)))
        })
        .collect()
}

/// The texts for readers in these folders, without the data and the customer's own words.
fn written(project: &Workspace, folders: &[&str]) -> Vec<(String, String)> {
    let files = folders.iter().flat_map(|folder| {
        let files = tree(&project.path(folder));
        files.into_iter().map(move |(path, bytes)| (format!("{folder}/{path}"), bytes))
    });
    let kept = |path: &str| [".md", ".html", ".yaml"].iter().any(|it| path.ends_with(it));
    files
        .filter(|(path, _)| kept(path))
        .map(|(path, bytes)| {
            let text = String::from_utf8(bytes).unwrap();
            let text = if path.ends_with(".html") { super::text_of(&text) } else { text };
            (path, text)
        })
        .collect()
}

fn both(output: &Output) -> String {
    format!("{}\n{}", stdout(output), stderr(output))
}
