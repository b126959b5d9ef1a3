//! English expressions that make an answer depend on something, with what stands beside them where they are
//! not meant so.

// What a text does to an answer.
pub(super) const PLAN: &str = "makes it depend on a plan or an extra fee";
pub(super) const REQUEST: &str = "makes it depend on a request";
pub(super) const REGION: &str = "limits it to a region";
pub(super) const LATER: &str = "refers to a later date";
pub(super) const EXCEPTION: &str = "makes an exception";
pub(super) const PART: &str = "says that it only partly applies";

/// What makes an answer conditional.
pub struct Condition {
    /// What the text does to the answer.
    pub does: &'static str,
    /// The expressions, in lower case, with commas between them. `*` stands for one word, `#` for a year that
    /// is still to come; `$` is the end of a clause that no comma continues.
    pub says: &'static str,
    /// Where one of these stands in the sentence too, it is not meant so.
    pub unless: &'static str,
}

/// Every kind of condition in English.
pub const ENGLISH: &[Condition] = &[
    Condition {
        does: PLAN,
        says: "plan only, plans only, tier only, edition only, customers only $, only * plan, only * plans, only * * plan, \
            only * * plans, only * * * plan, only * * * plans, only * * * tier, only * * * edition, only for * customers, \
            enterprise plan, enterprise plans, enterprise tier, enterprise edition, business plan, premium plan, \
            professional plan, pro plan, paid plan, paid plans, paid add-on, as an add-on, optional add-on, additional fee, \
            additional cost, additional charge, extra cost, extra charge, extra fee",
        unless: "all plans, every plan, any plan, each plan, at no extra, no additional, without additional, without extra, \
            continuity plan",
    },
    Condition {
        does: REQUEST,
        says: "on request, upon request, by request, if requested, when requested, at the customer's request",
        // A copy that is given on request is no condition of what it proves; nor is what is done for whoever
        // asks.
        unless: "report, reports, copy, copies, certificate, certificates, policy, policies, summary, details, document, \
            documents, documentation, letter, evidence, information, results, attestation, questionnaire, agreement, list, \
            delete, deletes, deleted, deletion, erase, erased, export, exports, exported, return, returned, restore, \
            restored, revoke, revoked, statement, plan",
    },
    Condition {
        does: REGION,
        says: "region only, regions only, eu only, us only, uk only, only in the * region, only in our * region, \
            only in * regions, only in the eu, only in the us, only in europe, only in germany, only for * region, \
            only for * regions, limited to the * region",
        // That data stay in a region is what is asked for.
        unless: "stored, kept, hosted, processed, remain, remains, stay, stays, resides, reside, located, leaves",
    },
    Condition {
        does: LATER,
        says: "from #, from * #, from * * #, by #, by * #, by the end of #, by end of #, in q1 #, in q2 #, in q3 #, in q4 #, \
            starting #, starting * #, as of #, expected in #, expected in * #, planned $, planned for, planned by, \
            planned in, planned to, we plan to, plans to, planning to, on our roadmap, on the roadmap, coming soon, \
            will be available, will be introduced, will be implemented, will be added, not yet, under development, \
            in development $, in beta, in preview, as a preview, as a beta",
        unless: "valid until, as planned, planned maintenance, retained, expires",
    },
    Condition {
        does: EXCEPTION,
        says: "except, with the exception of, with exception of, excluding, apart from, aside from, but not",
        // What is denied but for a list, and days that do not count, are the rule and not an exception to it.
        unless: "no, not only, nobody, none, never, denied, deny, denies, blocked, blocks, closed, refused, rejected, prohibited, \
            forbidden, disabled, restricted, weekends, holidays, but not limited",
    },
    Condition {
        does: PART,
        says: "partially, partly, in part, not all, not every, not fully, most of our, some of our",
        unless: "in part because, whole or in part, not all or nothing",
    },
];
