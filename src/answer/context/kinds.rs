//! Headings that name one kind of thing, one plan or one case: the questions below are only about that.

use std::collections::BTreeSet;

use crate::{
    matching::{plain_words, stems},
    word_list::listed,
};

/// Words before `plan` that make it a pricing plan: `Basic plan`, `Free tier`.
const TARIFFS: &str = "basic, free, core, essential, essentials, full, lite, light, standard, minimum, \
                       premium, pro, professional, plus, team, teams, business, enterprise, starter, trial, \
                       advanced, growth, scale, community, developer";
/// Environments and other things that questions may be limited to, if a heading consists of such a word.
const OBJECTS: &str = "production, test, staging, sandbox, uat, demo, environment, environments, recovery \
                       site, secondary site, site, sites, server, servers, device, devices, mobile, laptop, \
                       laptops, workstation, workstations, endpoint, endpoints, database, databases, \
                       website, websites, container, containers, office, offices, self hosted, external, \
                       internal";

/// Environments whose names are also activities: a question about tests is not about the test environment.
const ENVIRONMENTS: &str = "production, test, staging, sandbox, uat, demo";
/// Words in a question after such a name that show that it means the environment.
const OF_ENVIRONMENT: &str =
    "environment, environments, system, systems, server, servers, data, database, instance, instances, site";

/// The pricing plan that a heading names.
pub(super) fn of_plan(heading: &str) -> Option<String> {
    let words = plain_words(heading);
    let pair = words.windows(2).find(|it| {
        matches!(it, [which, what] if listed(TARIFFS, which)
            && matches!(what.as_str(), "plan" | "plans" | "tier" | "tiers" | "edition" | "package"
                | "subscription" | "license" | "version"))
    })?;
    Some(pair.join(" "))
}

/// The thing that a heading names on its own, unless the question names it or it is the `free` name of a
/// product: `Devices`, `Production`, `Recovery site`.
pub(super) fn of_object(heading: &str, question: &str, free: &dyn Fn(&String) -> bool) -> Option<String> {
    let words: Vec<String> = plain_words(heading)
        .into_iter()
        .filter(|word| !word.bytes().all(|it| it.is_ascii_digit()) && word.len() > 1)
        .collect();
    let own = stems(question);
    let named = words.iter().any(|it| stems(it).iter().any(|stem| own.contains(stem)));
    let whole = words.join(" ");
    if let Some(which) = one_kind(&words, &own, free).or_else(|| case(&words, &own)) {
        return Some(which);
    }
    if let [one] = words.as_slice()
        && listed(ENVIRONMENTS, one)
        && !plain_words(question)
            .windows(2)
            .any(|it| matches!(it, [name, of] if name == one && listed(OF_ENVIRONMENT, of)))
    {
        return Some(whole);
    }
    let object = listed(OBJECTS, &whole)
        || (!words.is_empty() && words.iter().all(|it| listed(OBJECTS, it) || listed("and, or", it)));
    (object && !named).then_some(whole)
}

/// Nouns that a preceding word limits to one kind: `Test data`, `Recovery site`.
const KINDS: &str = "site, sites, system, systems, environment, environments, office, offices, server, \
                     servers, device, devices, database, databases, application, applications, platform, \
                     platforms, product, products, data, machine, machines, model, models, team, teams, \
                     account, accounts, project, projects, service, services, facility, facilities, \
                     website, websites";
/// Preceding words that do not limit them: `Information systems`, `Customer data`.
const ANY_KIND: &str = "information, it, ict, cloud, customer, client, personal, sensitive, confidential, \
                        your, the, a, all, company, corporate, vendor, supplier, provider, of, and, or, \
                        data, network, security, user";
/// Words that begin a heading about one case.
const CASES: &str = "for, if, when, where, in, on, at, with, by, as, während, für, wenn, falls, bei, im, \
                     in, pour, si, en, dans, chez, para, cuando, per, se, voor, als, indien, bij, quando, \
                     caso";

/// The kind of thing that a heading names and the question does not.
fn one_kind(words: &[String], own: &BTreeSet<String>, free: &dyn Fn(&String) -> bool) -> Option<String> {
    let (last, before) = words.split_last()?;
    let said = |it: &String| stems(it).iter().any(|stem| own.contains(stem));
    let tells = before.iter().any(|it| !listed(ANY_KIND, it) && !free(it) && !said(it));
    (listed(KINDS, last) && tells).then(|| words.join(" "))
}

/// The case that a heading is about, unless the question says the same: `For AI systems`, `If you are a
/// processor`.
fn case(words: &[String], own: &BTreeSet<String>) -> Option<String> {
    let first = words.first().filter(|it| words.len() > 1 && listed(CASES, it))?;
    let said = |it: &String| stems(it).iter().all(|stem| own.contains(stem));
    (!words.iter().skip(1).all(said)).then(|| format!("{first} …"))
}
