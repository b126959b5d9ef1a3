//! The trade's words: what says nothing, what says the same, what abbreviations stand for.

/// Words that say nothing of what is asked.
pub(super) const STOP: &str = "
    a about above after all also am an and any are as at be been before being both but by can could did do does doing don't e.g each
    eg either etc for from g had has have having he her here his how i ie if in into is it it's its itself may me might more most must
    my no nor not of on one only or other our ours out over own per please s shall she should so some such than that the their them
    then there these they this those through to too under up upon us very via was we we're were what what's when whether which while
    will with within would yes you you're you've your yours yourself
";

/// Words that questions are made with, whatever they ask: they count less.
pub(super) const FRAME: &str = "
    ability able accordance according achieve action activity addition additional address adequate adopt affect aim allow answer any
    application apply approach appropriate approve area assign associate associated attempt available aware base become begin belong
    best bring broad build business call capability capable carry case category change check choose clear collect combination come
    commit common communicate company compatible complete component comprehensive concern condition conduct confirm consider
    consistent contain control copy course cover create current currently customer deal define defined demonstrate depend describe
    designate desire detail determine different discuss document documentation documented due effective effort element employ enable
    enforce ensure entail entire entity environment equal establish evaluate exact example exist existing expect explain extent fact
    feature field find follow following form formal fully function general get give go good guide handle happen help high hold
    identify impact implement important include individual industry information initial install instance intend involve issue item
    kind know large last latest least let level leverage like line link list look main maintain major make manage management manner
    many matter mean measure mechanism meet member method minor mode multiple name nature necessary need normal note number obtain
    occur offer often ongoing operate operation option order organization overall overview own part particular people perform person
    place plan point policy position possible potential practice present principle prior problem procedure process product program
    project proper properly protect provide purpose put question range rate real reason receive recent recommend reference reflect
    regard regular relate related relevant rely remain require requirement resource respect responsibility responsible result role run
    say secure security see seek select serve service set several share short show significant similar situation small solve sort
    special specific specify standard start state statement stay step still strategy strong structure sub suitable support sure system
    take target task technical technique technology tell term thing thorough time timely today together tool topic total try type
    typical undergo understand use usual utilize value variety various version view want way well whole word work year
";

/// Words whose stem would be another word's.
pub(super) const IRREGULAR: &[(&str, &str)] = &[
    ("accessibility", "accessibility"),
    ("accessible", "accessibility"),
    ("integrity", "integrity"),
    ("continuity", "continuity"),
    ("transition", "transition"),
    ("responsible", "responsible"),
    ("responsibility", "responsible"),
    ("responsibilities", "responsible"),
    ("international", "international"),
    ("internationally", "international"),
    ("custom", "tailored"),
    ("authority", "authority"),
    ("authorities", "authority"),
    ("developer", "developer"),
    ("developers", "developer"),
    ("programme", "program"),
    ("programmes", "program"),
    ("centre", "center"),
    ("centres", "center"),
    ("licence", "license"),
    ("analyses", "analysis"),
    ("kept", "keep"),
    ("people", "person"),
    ("took", "take"),
    ("sent", "send"),
    ("held", "hold"),
    ("built", "build"),
];

/// Words that mean the same in questionnaires; the first stands for all.
pub(super) const SAME: &[&[&str]] = &[
    &["employee", "staff", "personnel", "workforce", "worker", "workers"],
    &["customer", "client", "institution", "institutional", "institution's", "subscriber"],
    &["vendor", "supplier", "subcontractor", "thirdparty"],
    &["product", "solution", "application", "app", "software", "platform"],
    &["company", "organization", "firm", "corporate"],
    &["mobile", "smartphone", "phone"],
    &["laptop", "workstation", "desktop", "computer", "endpoint"],
    &["malware", "antimalware", "antivirus", "virus"],
    &["retain", "retention", "keep", "kept"],
    &["delete", "erase", "erasure", "purge", "destroy", "destruction", "deletion"],
    &["separate", "segregate", "segregation", "segment", "isolate", "isolated", "isolation", "segmentation"],
    &["incident", "breach", "compromise"],
    &["notify", "inform", "notification"],
    &["periodic", "periodically", "regular", "regularly"],
    &["annual", "annually", "yearly"],
    &["restore", "restoration"],
    &["wireless", "wifi", "wlan"],
    &["administrator", "admin", "administrative"],
    &["hire", "hires", "onboarding"],
    &["personal", "pii"],
    &["law", "legislation", "legal"],
    &["regulation", "regulatory"],
    &["location", "located", "where", "region", "country", "countries", "residency"],
    &["security", "cybersecurity", "infosec", "cyber"],
    &["outage", "downtime"],
    &["contract", "contractual", "agreement"],
    &["audit", "auditing", "auditor"],
    &["review", "recertification", "revalidate", "revalidation", "attest"],
    &["encrypt", "encryption", "cryptographic", "cryptography", "cryptographically", "cipher"],
    &["terminate", "termination", "leave", "leaver", "departing", "completion"],
    &["scan", "scanning", "scanner"],
    &["patch", "update", "upgrade"],
    &["screen", "screening", "vetting"],
    &["disclose", "share", "reveal"],
    &["password", "passphrase", "passcode"],
    &["email", "mail"],
    &["assess", "assessment", "evaluation", "evaluate"],
    &["remove", "removal", "revoke", "deprovision", "disable"],
    &["provision", "provisioning"],
    &["remediate", "remediation", "mitigate", "fix"],
    &["weakness", "vulnerability", "vulnerabilities"],
    &["developer", "programmer", "engineer"],
    &["code", "coding"],
    &["prevent", "stop", "block"],
    &["dispose", "disposal"],
    &["facility", "premises", "building"],
    &["2", "ii"],
];

/// What is one thing though it is several words.
pub(super) const JOINED: &[(&str, &str)] = &[
    ("single sign on", "sso"),
    ("multi factor", "multifactor"),
    ("two factor", "multifactor"),
    ("2 factor", "multifactor"),
    ("two step", "multifactor"),
    ("third party", "thirdparty"),
    ("third parties", "thirdparty"),
    ("data center", "datacenter"),
    ("data centre", "datacenter"),
    ("data centers", "datacenter"),
    ("data centres", "datacenter"),
    ("penetration test", "pentest"),
    ("penetration tests", "pentest"),
    ("penetration testing", "pentest"),
    ("pen test", "pentest"),
    ("pen testing", "pentest"),
    ("open source", "opensource"),
    ("back up", "backup"),
    ("backed up", "backup"),
    ("log in", "login"),
    ("sign in", "login"),
    ("life cycle", "lifecycle"),
    ("web site", "website"),
    ("how often", "frequency"),
    ("how frequently", "frequency"),
    ("how long", "duration"),
    ("need to know", "leastprivilege"),
    ("least privilege", "leastprivilege"),
    ("24 7", "24/7"),
    ("24x7", "24/7"),
    ("24x7x365", "24/7"),
    ("24/7/365", "24/7"),
    ("non disclosure", "confidentiality"),
    ("xsrf", "csrf"),
    ("request forgery", "csrf"),
    ("site scripting", "xss"),
    ("fire wall", "firewall"),
    ("eu", "eu country"),
    ("european union", "eu country"),
    ("european economic area", "eu country"),
    ("eea", "eu country"),
    ("united states", "usa country"),
    ("usa", "usa country"),
    ("united kingdom", "uk country"),
    ("uk", "uk country"),
    ("aws", "aws cloud"),
    ("amazon web services", "aws cloud"),
    ("azure", "azure cloud"),
    ("gcp", "gcp cloud"),
    ("google cloud", "gcp cloud"),
    ("attestation of compliance", "pci attestation"),
    ("report on compliance", "pci attestation"),
    ("prepared statements", "sql injection"),
    ("prepared statement", "sql injection"),
    ("parameterized queries", "sql injection"),
    ("turn off", "disable"),
    ("turned off", "disable"),
    ("switch off", "disable"),
    ("opt out", "optout"),
    ("carry out", "perform"),
    ("carried out", "perform"),
    ("up to date", "current"),
    ("artificial intelligence", "ai"),
    ("machine learning", "ml"),
    ("intrusion prevention", "intrusion detection"),
    ("service to service", "internal"),
    ("anti virus", "malware"),
    ("anti malware", "malware"),
    ("health information", "phi"),
    ("health data", "phi"),
    ("due diligence", "assessment"),
];

/// What abbreviations stand for, in any case; those in capitals only in capitals, since they are words or
/// plurals of words too.
pub(super) const SHORT: &[(&str, &str)] = &[
    ("mfa", "multifactor authentication"),
    ("2fa", "multifactor authentication"),
    ("bcp", "business continuity plan"),
    ("bcm", "business continuity"),
    ("BC", "business continuity"),
    ("DR", "disaster recovery"),
    ("drp", "disaster recovery plan"),
    ("rto", "recovery time objective"),
    ("rpo", "recovery point objective"),
    ("dpa", "data processing agreement"),
    ("dpo", "data protection officer"),
    ("PIA", "privacy impact assessment"),
    ("dpia", "privacy impact assessment"),
    ("dsar", "data subject request"),
    ("dsr", "data subject request"),
    ("IR", "incident response"),
    ("irp", "incident response plan"),
    ("rbac", "role access control"),
    ("sdlc", "development lifecycle"),
    ("sast", "static code analysis"),
    ("dast", "dynamic code analysis"),
    ("IDS", "intrusion detection"),
    ("IPS", "intrusion detection"),
    ("hids", "host intrusion detection"),
    ("dlp", "data loss prevention"),
    ("ddos", "denial service"),
    ("DOS", "denial service"),
    ("byod", "personal device"),
    ("byok", "customer key"),
    ("mdm", "mobile device management"),
    ("cctv", "video surveillance"),
    ("nda", "confidentiality agreement"),
    ("aup", "acceptable use policy"),
    ("ciso", "security officer"),
    ("sla", "service level agreement"),
    ("kms", "key management"),
    ("ropa", "record processing activity"),
    ("isms", "information security management system"),
    ("oidc", "openid connect"),
    ("wcag", "accessibility wcag"),
    ("vpat", "accessibility vpat"),
    ("baa", "business associate agreement"),
    ("llm", "large language model ai"),
    ("hipaa", "hipaa phi"),
    ("hitech", "hitech hipaa"),
    ("gdpr", "gdpr privacylaw"),
    ("ccpa", "ccpa privacylaw"),
    ("cpra", "cpra privacylaw"),
    ("lgpd", "lgpd privacylaw"),
    ("pipl", "pipl privacylaw"),
    ("aoc", "pci attestation"),
];
