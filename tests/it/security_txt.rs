//! `security.txt`: its channels and its expiry.

use crate::pages::{build, case, text};
use crate::support::{self, each_case};

pub const SECURITY_TXT: &str = "site/.well-known/security.txt";

/// The expiry is read from the built security.txt, not calculated from the effective date.
#[test]
fn an_expiring_security_txt_of_a_build_is_reported() {
    let dir = support::copy(&case("statuses"));
    let calendar = |day: &str, days: &str| {
        support::stdout(&support::factum(dir.path(), &["calendar", "--as-of", day, "--days", days]))
    };
    assert!(
        calendar("2026-01-05", "200").contains("2026-07-04  in 180 days"),
        "{}",
        calendar("2026-01-05", "200")
    );
    build(dir.path(), &["--as-of", "2026-01-05"]);
    let check = |day: &str| support::stdout(&support::factum(dir.path(), &["check", "--as-of", day]));
    assert!(!check("2026-07-03").contains("security.txt built"), "{}", check("2026-07-03"));
    let found = check("2026-11-26");
    assert!(found.contains("the security.txt built on 2026-01-05 expired 145 days ago"), "{found}");
    assert!(found.contains("out/public/site/.well-known/security.txt:2"), "{found}");
    let listed = calendar("2026-11-26", "60");
    assert!(listed.contains("Overdue") && listed.contains("2026-07-04  145 days ago"), "{listed}");
    assert!(listed.contains("security.txt (public), built on 2026-01-05"), "{listed}");
    // `out/` is not trusted: links, and files that are too large or not text, count as missing.
    let path = dir.path().join("out/public").join(SECURITY_TXT);
    let cases = [
        vec![b' '; 40 << 10],
        b"\xff\xfe\nExpires: 2020-01-01T00:00:00Z\n".to_vec(),
        b"Expires: 2026-02-3\xc3\xa4\n".to_vec(),
    ];
    each_case(cases, |hostile| {
        std::fs::write(&path, hostile).unwrap();
        assert!(!check("2026-11-26").contains("security.txt that"), "{}", check("2026-11-26"));
    });
    #[cfg(unix)]
    {
        std::fs::remove_file(&path).unwrap();
        let outside = dir.path().join("elsewhere");
        std::fs::write(&outside, "Expires: 2020-01-01T00:00:00Z\n").unwrap();
        std::os::unix::fs::symlink(&outside, &path).unwrap();
        assert!(!check("2026-11-26").contains("the security.txt"), "{}", check("2026-11-26"));
    }
}

/// security.txt lists only channels for vulnerability reports, the preferred one first.
#[test]
fn security_txt_lists_reporting_channels_in_order() {
    let dir = support::copy(&case("topics"));
    let programme = "channels: [{name: a form, url: \"https://example.com/form\"}, {name: an e-mail, email: \
                     security@example.com}]\naudience: public\nsource: page\n";
    support::put(dir.path(), "data/programme.yaml", programme);
    let contacts = "defaults: {audience: public, source: page}\ndesk: {roles: [security-incident, \
                    security-questions], email: desk@example.com, primary: yes}\nother: {roles: \
                    vulnerability-report, email: other@example.com}\nfirst: {roles: vulnerability-report, \
                    email: security@example.com, primary: yes}\n";
    support::put(dir.path(), "data/contacts.yaml", contacts);
    let files = build(dir.path(), &[]);
    let listed: Vec<_> =
        text(&files, SECURITY_TXT).lines().filter_map(|it| it.strip_prefix("Contact: ")).collect();
    assert_eq!(
        listed,
        ["https://example.com/form", "mailto:security@example.com", "mailto:other@example.com"]
    );
}
