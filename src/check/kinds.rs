//! Everything there is to find: for each kind its severity, its code, and the ids of its texts.
//! Owns no logic. A code is part of the JSON that `vitrine check` prints, and so never changes.

use super::severity::Severity;

/// A kind of issue.
#[derive(Debug)]
pub(super) struct IssueKind {
    pub(super) severity: Severity,
    pub(super) code: &'static str,
    pub(super) message: &'static str,
    pub(super) hint: Option<&'static str>,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident: $severity:ident, $code:literal, $message:literal $(, $hint:literal)?;)+) => {
        $($(#[$doc])* pub(super) const $name: IssueKind = IssueKind {
            severity: Severity::$severity,
            code: $code,
            message: $message,
            hint: kinds!(@hint $($hint)?),
        };)+
        const ALL: &[IssueKind] = &[$($name),+];
    };
    (@hint) => { None };
    (@hint $hint:literal) => { Some($hint) };
}

kinds! {
    // Names and references.
    /// A name that rules and references could not write.
    BAD_NAME: Error, "bad_name", "check-bad-name", "check-bad-name-hint";
    /// A name that another entity of its kind has already.
    DUPLICATE_NAME: Error, "duplicate_name", "check-duplicate-name", "check-duplicate-name-hint";
    /// A code that two offers of one environment have.
    DUPLICATE_CODE: Warning, "duplicate_code", "check-duplicate-code", "check-duplicate-code-hint";
    /// A field or channel of the catalog with the name of a standard one.
    RESERVED_NAME: Error, "reserved_name", "check-reserved-name", "check-reserved-name-hint";
    /// A reference to nothing.
    DANGLING_REFERENCE: Error, "dangling_reference", "check-dangling-reference", "check-dangling-reference-hint";
    /// A channel that the catalog does not list.
    UNKNOWN_CHANNEL: Error, "unknown_channel", "check-unknown-channel", "check-unknown-channel-hint";
    /// A theme that no category has.
    UNKNOWN_THEME: Warning, "unknown_theme", "check-unknown-theme", "check-unknown-theme-hint";
    /// A past proposition of an offer, or on a space, that is gone.
    HISTORY_GONE: Warning, "history_gone", "check-history-gone", "check-history-gone-hint";
    /// Call data that no environment of the call declares.
    UNDECLARED_CALL_DATA: Warning, "undeclared_call_data", "check-undeclared-call-data", "check-undeclared-call-data-hint";

    // Values.
    /// A time zone that is not in the IANA list.
    UNKNOWN_TIME_ZONE: Error, "unknown_time_zone", "check-unknown-time-zone", "check-unknown-time-zone-hint";
    /// A value that is not of its field's type.
    WRONG_TYPE: Error, "wrong_type", "check-wrong-type";
    /// A weight or multiplier that is infinite or no number.
    BAD_NUMBER: Error, "bad_number", "check-bad-number", "check-bad-number-hint";
    /// A multiplier below zero.
    NEGATIVE_MULTIPLIER: Error, "negative_multiplier", "check-negative-multiplier", "check-negative-multiplier-hint";
    /// A period that ends before it starts.
    PERIOD_REVERSED: Error, "period_reversed", "check-period-reversed";
    /// A text with a character that nobody sees.
    HIDDEN_CHARACTER: Warning, "hidden_character", "check-hidden-character", "check-hidden-character-hint";
    /// A text with what an unfinished merge left.
    MERGE_MARKER: Warning, "merge_marker", "check-merge-marker", "check-merge-marker-hint";
    /// An address that is not http or https.
    URL_NOT_HTTP: Warning, "url_not_http", "check-url-not-http", "check-url-not-http-hint";

    // Environments, folders and dimensions.
    /// A Live environment that two Design environments publish into.
    LIVE_LINKED_TWICE: Error, "live_linked_twice", "check-live-linked-twice", "check-live-linked-twice-hint";
    /// A Design environment that publishes into another Design environment.
    LINKED_TO_DESIGN: Error, "linked_to_design", "check-linked-to-design", "check-linked-to-design-hint";
    /// An anonymous environment without visitor folder.
    VISITOR_FOLDER_MISSING: Error, "visitor_folder_missing", "check-visitor-folder-missing", "check-visitor-folder-missing-hint";
    /// A visitor folder of an environment that is not anonymous.
    VISITOR_FOLDER_REFUSED: Error, "visitor_folder_refused", "check-visitor-folder-refused", "check-visitor-folder-refused-hint";
    /// Two brands that keep their visitors in one folder.
    BRANDS_SHARE_FOLDER: Warning, "brands_share_folder", "check-brands-share-folder", "check-brands-share-folder-hint";
    /// A Design and its Live environment that are for other contacts.
    LIVE_DIFFERS: Warning, "live_differs", "check-live-differs", "check-live-differs-hint";
    /// Folders that are inside each other.
    FOLDER_LOOP: Error, "folder_loop", "check-folder-loop", "check-folder-loop-hint";
    /// A folder of recipients where visitors are kept, or the other way round.
    FOLDER_WRONG_KIND: Error, "folder_wrong_kind", "check-folder-wrong-kind", "check-folder-wrong-kind-hint";
    /// Two contacts of one dimension with one key.
    SHARED_KEY: Warning, "shared_key", "check-shared-key", "check-shared-key-hint";
    /// Two contacts of one dimension with one cookie.
    SHARED_COOKIE: Warning, "shared_cookie", "check-shared-cookie", "check-shared-cookie-hint";
    /// A dimension that no field tells contacts apart in.
    NO_KEY: Warning, "no_key", "check-no-key", "check-no-key-hint";

    // Spaces.
    /// A linked anonymous space that does not exist.
    LINKED_SPACE_MISSING: Warning, "linked_space_missing", "check-linked-space-missing", "check-linked-space-missing-hint";
    /// A linked space of an environment that is not anonymous.
    LINKED_SPACE_NOT_ANONYMOUS: Warning, "linked_space_not_anonymous", "check-linked-space-not-anonymous", "check-linked-space-not-anonymous-hint";
    /// A linked anonymous space that would fall back once more.
    LINKED_SPACE_FALLS_BACK: Warning, "linked_space_falls_back", "check-linked-space-falls-back", "check-linked-space-falls-back-hint";
    /// A space of a Live environment that falls back on a Design environment.
    LIVE_FALLS_BACK_ON_DESIGN: Warning, "live_falls_back_on_design", "check-live-falls-back-on-design", "check-live-falls-back-on-design-hint";
    /// Falling back without a space to fall back on.
    FALLBACK_WITHOUT_SPACE: Warning, "fallback_without_space", "check-fallback-without-space", "check-fallback-without-space-hint";
    /// A unitary space on which nobody can be identified.
    UNIDENTIFIABLE: Warning, "unidentifiable", "check-unidentifiable", "check-unidentifiable-hint";

    // Rules and templates.
    /// What the rule language finds wrong with a rule or a formula.
    RULE_ERROR: Error, "rule_error", "check-rule-error";
    /// Rules of an environment that are too much work together.
    RULES_TOO_COSTLY: Error, "rules_too_costly", "check-rules-too-costly", "check-rules-too-costly-hint";
    /// What the rule language finds doubtful about a rule or a formula.
    RULE_WARNING: Warning, "rule_warning", "check-rule-warning";
    /// A rule of too many conditions to be read.
    RULE_TOO_LONG: Warning, "rule_too_long", "check-rule-too-long", "check-rule-too-long-hint";
    /// Rules that were not reasoned about, as all proofs together were too much work.
    RULES_UNPROVED: Hint, "rules_unproved", "check-rules-unproved", "check-rules-unproved-hint";
    /// A rule that nobody ever matches.
    RULE_NEVER_MATCHES: Warning, "rule_never_matches", "check-rule-never-matches", "check-rule-never-matches-hint";
    /// A rule that everybody always matches.
    RULE_ALWAYS_MATCHES: Warning, "rule_always_matches", "check-rule-always-matches", "check-rule-always-matches-hint";
    /// A part of a rule that can never hold where it stands.
    RULE_PART_IMPOSSIBLE: Warning, "rule_part_impossible", "check-rule-part-impossible", "check-rule-part-impossible-hint";
    /// A part of a rule that the other parts say already.
    RULE_PART_REDUNDANT: Warning, "rule_part_redundant", "check-rule-part-redundant", "check-rule-part-redundant-hint";
    /// A branch of a rule that is never taken.
    RULE_BRANCH_NOT_TAKEN: Warning, "rule_branch_not_taken", "check-rule-branch-not-taken", "check-rule-branch-not-taken-hint";
    /// A rule on call data that only some of the channels send.
    CALL_DATA_WITHOUT_CHANNEL: Warning, "call_data_without_channel", "check-call-data-without-channel", "check-call-data-without-channel-hint";
    /// A template that cannot be read.
    TEMPLATE_ERROR: Error, "template_error", "check-template-error";
    /// A template that names a field that does not exist.
    TEMPLATE_UNKNOWN_FIELD: Warning, "template_unknown_field", "check-template-unknown-field", "check-template-unknown-field-hint";
    /// A template that names a content field that its space does not declare.
    TEMPLATE_UNDECLARED_FIELD: Warning, "template_undeclared_field", "check-template-undeclared-field", "check-template-undeclared-field-hint";
    /// A template that fails for values that there are.
    TEMPLATE_RISK: Warning, "template_risk", "check-template-risk", "check-template-risk-hint";
    /// A part of a template that shows nothing for a contact of the catalog.
    TEMPLATE_FAILS: Warning, "template_fails", "check-template-fails", "check-template-fails-hint";
    /// HTML that would run a script, or show another page.
    ACTIVE_CONTENT: Warning, "active_content", "check-active-content", "check-active-content-hint";
    /// Parts of a split that overlap: contacts are in two groups.
    SPLIT_OVERLAP: Warning, "split_overlap", "check-split-overlap", "check-split-overlap-hint";
    /// Parts of a split that are not all of it: contacts are in no group.
    SPLIT_GAP: Hint, "split_gap", "check-split-gap", "check-split-gap-hint";
    /// A presentation rule that stops every offer at once.
    CAP_OF_ZERO: Warning, "cap_of_zero", "check-cap-of-zero", "check-cap-of-zero-hint";

    // Categories and offers.
    /// A weight of zero or less.
    ZERO_WEIGHT: Warning, "zero_weight", "check-zero-weight", "check-zero-weight-hint";
    /// An offer without any weight, even inherited.
    NO_WEIGHT: Warning, "no_weight", "check-no-weight", "check-no-weight-hint";
    /// An offer whose weights are all over.
    WEIGHTS_EXPIRED: Warning, "weights_expired", "check-weights-expired", "check-weights-expired-hint";
    /// An offer's period that lies outside that of its category.
    OFFER_OUTSIDE_CATEGORY: Warning, "offer_outside_category", "check-offer-outside-category", "check-offer-outside-category-hint";
    /// A category's period that lies outside that of the category above.
    CATEGORY_OUTSIDE_CATEGORY: Warning, "category_outside_category", "check-category-outside-category", "check-category-outside-category-hint";
    /// A weight's period that lies outside that of its offer or category.
    WEIGHT_OUTSIDE_PERIOD: Warning, "weight_outside_period", "check-weight-outside-period", "check-weight-outside-period-hint";
    /// A multiplier's period that lies outside that of its category.
    MULTIPLIER_OUTSIDE_CATEGORY: Warning, "multiplier_outside_category", "check-multiplier-outside-category", "check-multiplier-outside-category-hint";
    /// An offer that no contact can get: its rules and those above it exclude each other.
    OFFER_UNREACHABLE: Warning, "offer_unreachable", "check-offer-unreachable", "check-offer-unreachable-hint";
    /// An enabled offer under a category that is not.
    OFFER_UNDER_DISABLED: Warning, "offer_under_disabled", "check-offer-under-disabled", "check-offer-under-disabled-hint";
    /// An always recommended category that a presentation rule can empty.
    ALWAYS_RECOMMENDED_CAPPED: Warning, "always_recommended_capped", "check-always-recommended-capped", "check-always-recommended-capped-hint";
    /// An always recommended category that outranks other offers.
    ALWAYS_RECOMMENDED_HEAVY: Warning, "always_recommended_heavy", "check-always-recommended-heavy", "check-always-recommended-heavy-hint";
    /// A content field that a space requires and an offer leaves empty.
    REQUIRED_CONTENT_MISSING: Warning, "required_content_missing", "check-required-content-missing", "check-required-content-missing-hint";
    /// Content of a space inside content of a space.
    NESTED_CONTENT: Warning, "nested_content", "check-nested-content", "check-nested-content-hint";
    /// A theme that nobody asks for.
    UNUSED_THEME: Warning, "unused_theme", "check-unused-theme", "check-unused-theme-hint";
    /// An approval of an offer of a Live environment.
    APPROVAL_ON_LIVE: Error, "approval_on_live", "check-approval-on-live", "check-approval-on-live-hint";
    /// Spaces on which an offer of a Design environment is live.
    LIVE_ON_IN_DESIGN: Error, "live_on_in_design", "check-live-on-in-design", "check-live-on-in-design-hint";

    // Scenarios.
    /// A call with too many or too few identity values.
    IDENTITY_COUNT: Error, "identity_count", "check-identity-count", "check-identity-count-hint";
    /// A moment at which no call can be made.
    NO_INSTANT: Error, "no_instant", "check-no-instant", "check-no-instant-hint";
    /// A scenario whose call names no moment: what it returns changes with the day.
    SCENARIO_WITHOUT_MOMENT: Warning, "scenario_without_moment", "check-scenario-without-moment", "check-scenario-without-moment-hint";
    /// A scenario that does not return what it expects.
    SCENARIO_FAILS: Warning, "scenario_fails", "check-scenario-fails", "check-scenario-fails-hint";
}

/// Every code that an issue can have, with its severity.
pub fn codes() -> impl Iterator<Item = (&'static str, Severity)> {
    ALL.iter().map(|kind| (kind.code, kind.severity))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    #[test]
    fn codes_are_named_after_their_texts_which_exist() {
        for kind in ALL {
            assert_eq!(kind.message, format!("check-{}", kind.code.replace('_', "-")));
            assert!(kind.hint.is_none_or(|hint| hint == format!("{}-hint", kind.message)));
            for id in [Some(kind.message), kind.hint].into_iter().flatten() {
                assert!(Language::ALL.iter().all(|language| language.has(id)), "{id}");
            }
        }
    }
}
