//! Words that can be replaced or left out in any question without a change of meaning: abbreviations,
//! spellings, fixed phrases, forms of address. Near synonyms do not belong here: `staff` may include
//! contractors, and `client` may be a program.

/// Groups of words and phrases that mean exactly the same, one per line; the first stands for all.
pub(super) const EQUIVALENTS: &str = include_str!("../../words/equivalents.txt");

/// Forms of address for the party that answers, anywhere in a sentence.
pub(super) const ADDRESSED: &[&str] = &[
    "your organization",
    "your company",
    "your firm",
    "your business",
    "your institution",
    "your enterprise",
    "your entity",
];

/// Names for the party that answers where they are the subject: `Does the vendor encrypt`.
pub(super) const ADDRESSED_AS_SUBJECT: &[&str] =
    &["the vendor", "the supplier", "the bidder", "the tenderer"];

/// Introductions that ask nothing themselves.
pub(super) const LEAD_INS: &[&str] = &[
    "please confirm whether",
    "please confirm that",
    "please confirm if",
    "please confirm",
    "please indicate whether",
    "please indicate if",
    "please state whether",
    "please state if",
    "please specify whether",
    "please specify if",
    "confirm whether",
    "confirm that",
    "confirm if",
    "indicate whether",
    "indicate if",
    "state whether",
    "state if",
    "can you confirm whether",
    "can you confirm that",
    "can you confirm if",
    "can you please confirm whether",
    "can you please confirm that",
    "can you please confirm if",
    "please",
];

/// Lists of the expected answers after a question.
pub(super) const EXPECTED_ANSWERS: &[&str] = &[
    "yes no",
    "y n",
    "yes or no",
    "yes no n a",
    "yes no na",
    "yes no partial",
    "yes no partially",
    "yes no not applicable",
    "please answer yes or no",
];

/// Words that do not change a question.
pub(super) const EMPTY_WORDS: &[&str] = &["a", "an", "the", "please", "currently"];

/// Things that may belong to the vendor or to the customer, so that `your` before them is significant.
pub(super) const POSSIBLY_CUSTOMERS: &[&str] = &[
    "vendor",
    "vendors",
    "supplier",
    "suppliers",
    "provider",
    "providers",
    "subprocessor",
    "subprocessors",
    "data",
    "information",
    "own",
    "users",
    "user",
    "system",
    "systems",
    "environment",
    "network",
    "account",
    "accounts",
    "keys",
    "key",
    "content",
    "records",
    "files",
    "personal",
    "sensitive",
    "confidential",
    "tenant",
    "device",
    "devices",
    "premises",
    "side",
    "end",
];

/// Abstract things for which `have` and `there is` differ: `you have access to it` is not
/// `there is access to it`.
pub(super) const ABSTRACT_POSSESSIONS: &[&str] = &[
    "access",
    "right",
    "rights",
    "permission",
    "permissions",
    "knowledge",
    "ability",
    "visibility",
    "experience",
    "control",
    "authority",
];

/// Participles that do not end in `-ed`, each with its verb: `Are logs kept` asks the same as
/// `Do you keep logs`.
pub(super) const PARTICIPLES: &[(&str, &str)] = &[
    ("kept", "keep"),
    ("sent", "send"),
    ("held", "hold"),
    ("built", "build"),
    ("written", "write"),
    ("taken", "take"),
    ("made", "make"),
    ("given", "give"),
    ("done", "do"),
    ("found", "find"),
    ("known", "know"),
    ("run", "run"),
    ("lost", "lose"),
    ("sold", "sell"),
    ("bought", "buy"),
    ("taught", "teach"),
    ("chosen", "choose"),
    ("hidden", "hide"),
    ("shown", "show"),
    ("drawn", "draw"),
];

/// Words that end like plurals, participles or verbs in the third person but are none, and plurals that are
/// not equal to their singular.
pub(super) const UNINFLECTED: &[&str] = &[
    "years",
    "months",
    "weeks",
    "days",
    "hours",
    "minutes",
    "unlimited",
    "need",
    "needs",
    "seed",
    "feed",
    "speed",
    "exceed",
    "proceed",
    "bed",
    "red",
    "this",
    "his",
    "its",
    "us",
    "as",
    "was",
    "has",
    "access",
    "process",
    "business",
    "address",
    "less",
    "unless",
    "always",
    "perhaps",
    "aws",
    "dns",
    "ios",
    "https",
    "tls",
    "sms",
    "kms",
    "rds",
    "saas",
    "paas",
    "iaas",
    "news",
    "status",
    "virus",
    "basis",
    "analysis",
    "crisis",
    "series",
    "species",
    "premises",
    "hundred",
    "sacred",
    "related",
];
