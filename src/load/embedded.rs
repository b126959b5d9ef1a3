//! The templates, fonts and starter files in the binary. A test compares the lists with the folders.

macro_rules! texts {
    ($root:literal: $($path:literal)*) => {
        &[$(($path, include_str!(concat!("../../templates/", $root, $path)))),*]
    };
}

/// The template texts by path below `templates/`.
pub const EMBEDDED: &[(&str, &str)] = texts! { "":
    "html/page.html"
    "html/style.css"
    "pages/certification-status.md"
    "pages/certifications.md"
    "pages/conflicts.md"
    "pages/data.md"
    "pages/index.md"
    "pages/measures.md"
    "pages/policies.md"
    "pages/privacy.md"
    "pages/procurement.md"
    "pages/questionnaires.md"
    "pages/vulnerabilities.md"
    "pdf/document.typ"
    "statements/certification.md"
    "statements/conflict.md"
    "statements/contact.md"
    "statements/cookie.md"
    "statements/measure.md"
    "statements/policy.md"
    "statements/practice.md"
    "statements/procurement.md"
    "statements/product.md"
    "statements/programme.md"
    "statements/region.md"
    "statements/scan.md"
    "statements/source.md"
    "statements/subprocessor.md"
    "statements/vendor.md"
};

/// The files that `factum init` writes, by path below the new folder.
pub const STARTER: &[(&str, &str)] = texts! { "starter/":
    "data/answers/security.yaml"
    "data/certifications.yaml"
    "data/contacts.yaml"
    "data/cookies.yaml"
    "data/measures.yaml"
    "data/policies.yaml"
    "data/practices.yaml"
    "data/procurement.yaml"
    "data/products.yaml"
    "data/programme.yaml"
    "data/questionnaires/security.yaml"
    "data/regions.yaml"
    "data/site.yaml"
    "data/sources.yaml"
    "data/subprocessors.yaml"
    "data/vendor.yaml"
};

macro_rules! fonts {
    ($($name:literal)*) => {
        &[$(($name, include_bytes!(concat!("../../templates/fonts/", $name)))),*]
    };
}

/// The fonts: IBM Plex, under the SIL Open Font License 1.1, whose text is next to them.
pub const FONTS: &[(&str, &[u8])] = fonts! {
    "IBMPlexMono-Regular.ttf"
    "IBMPlexSans-Italic.ttf"
    "IBMPlexSans-Regular.ttf"
    "IBMPlexSans-SemiBold.ttf"
};
