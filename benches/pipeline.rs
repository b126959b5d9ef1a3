//! How long the way from files to bytes takes: `cargo bench`. Figures go into `docs/architecture.md`, as
//! ratios of one run.
#![allow(missing_docs, clippy::unwrap_used, clippy::disallowed_methods)]

use std::{fmt::Write, fs, hint::black_box, path::Path};

use chrono::NaiveDate;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use factum::{
    answer,
    audience_view::AudienceView,
    check,
    document::{self, Publication},
    fact::Audience,
    load::{Loaded, load},
    render::{RenderContext, WRITERS, obstacles},
    statement,
};

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap()
}

/// Everything up to the publication.
fn publication(loaded: &Loaded, audience: Audience) -> Publication {
    let sound = check::check(loaded, day(), false).sound.unwrap();
    let (statements, found) =
        statement::generate(AudienceView::new(sound, audience, day()), &loaded.templates, &loaded.sources);
    assert!(found.is_empty());
    let (answered, _) = answer::answer(sound, &statements, &loaded.sources);
    document::compose(sound, statements, answered, &loaded.templates, &loaded.sources).0
}

fn material<'a>(loaded: &'a Loaded, publication: &'a Publication) -> RenderContext<'a> {
    RenderContext {
        publication,
        site: &loaded.facts.site,
        templates: &loaded.templates,
        sources: &loaded.sources,
    }
}

/// A vendor with `count` facts.
fn vendor(root: &Path, count: usize) {
    let put = |path: &str, text: &str| {
        let path = root.join("data").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    put(
        "vendor.yaml",
        "legal_name: Example Ltd\nwebsite: https://example.com\naudience: public\nsource: register\n",
    );
    put(
        "sources.yaml",
        "register:\n  title: Register\n  url: https://example.com\n  dated: 2025-01-01\n  audience: public\n",
    );
    put(
        "contacts.yaml",
        "security:\n  roles: [security-questions, vulnerability-report]\n  email: security@example.com\n  \
         audience: public\n  source: register\n",
    );
    let mut measures = String::from("defaults: {audience: public, source: register}\n");
    let mut answers = String::from("defaults: {audience: public}\n");
    for index in 0..count * 4 / 5 {
        writeln!(
            measures,
            "m-{index}:\n  name: Measure {index}\n  topic: encryption\n  statement: Data {index} is \
             encrypted.\n  details: [one, two]"
        )
        .unwrap();
    }
    for index in 0..count / 5 {
        writeln!(
            answers,
            "a-{index}:\n  question: Is {index} encrypted?\n  verdict: yes\n  text: '{{{{ \
             say(\"measure/m-{index}/summary\") }}}}'"
        )
        .unwrap();
    }
    put("measures.yaml", &measures);
    put("answers/all.yaml", &answers);
}

fn sample(criterion: &mut Criterion) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut group = criterion.benchmark_group("sample");
    let by_name = |name: &str| WRITERS.iter().find(|it| it.name == name).unwrap().write;
    group.bench_function("site and data", |bench| {
        bench.iter(|| {
            let loaded = load(root).unwrap();
            let publication = publication(&loaded, Audience::Public);
            for name in ["site", "security.txt", "questionnaires", "facts.json"] {
                black_box(by_name(name)(&material(&loaded, &publication)).unwrap());
            }
        });
    });
    #[cfg(feature = "pdf")]
    group.sample_size(10).bench_function("PDFs", |bench| {
        let loaded = load(root).unwrap();
        let publication = publication(&loaded, Audience::Public);
        // Typst remembers what it has set: forget it, so that each round does the whole work.
        bench.iter_batched(
            || typst::comemo::evict(0),
            |()| black_box(by_name("PDFs")(&material(&loaded, &publication)).unwrap()),
            criterion::BatchSize::PerIteration,
        );
    });
    group.finish();
}

fn facts(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("check");
    group.sample_size(10);
    for count in [1_000, 10_000] {
        let dir = tempfile::tempdir().unwrap();
        vendor(dir.path(), count);
        group.throughput(Throughput::Elements(count as u64));
        group.bench_with_input(BenchmarkId::new("facts", count), &dir, |bench, dir| {
            bench.iter(|| {
                let loaded = load(dir.path()).unwrap();
                for audience in Audience::ALL {
                    let publication = publication(&loaded, *audience);
                    black_box(obstacles(&material(&loaded, &publication)));
                }
            });
        });
    }
    group.finish();
}

criterion_group!(benches, sample, facts);
criterion_main!(benches);
