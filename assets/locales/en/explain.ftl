### What each issue means and how to fix it, as “vitrine explain” says it.

## Names and references
explain-bad-name = Rules and references name things by their technical name, and this one has letters or signs that they cannot write.
explain-bad-name-mend = Use letters without accents, digits and underscores, and don't start with a digit. Say the rest in the label. Renaming in the editor updates every reference.
explain-duplicate-name = Two things of one kind have the same name. References only find the first: the second is never used by name.
explain-duplicate-name-mend = Rename one of them. If one is a copy that nobody needs, delete it.
explain-duplicate-code = Two offers of an environment have the same code. Other systems know an offer by its code, and would mix up the two.
explain-duplicate-code-mend = Give each offer its own code, or leave the code empty.
explain-reserved-name = The name already stands for something of the program itself, such as a standard content field or channel. Rules and templates could not tell the two apart.
explain-reserved-name-mend = Choose another name.
explain-dangling-reference = A reference names something that does not exist, usually after it was deleted or renamed in a text editor. What refers to it does without: an environment without typology applies no presentation rules.
explain-dangling-reference-mend = Correct the name, choose another element, or create one with this name.
explain-unknown-channel = A space or presentation rule uses a custom channel that the catalog does not list, often because of a typing mistake. Nothing else can refer to it.
explain-unknown-channel-mend = Add the channel to the channels of the catalog, or choose a listed one.
explain-unknown-theme = A space or scenario asks for a theme that no category has: it selects no offers. If it is the only theme, nothing is proposed.
explain-unknown-theme-mend = Correct the name, add the theme to a category, or remove it here.
explain-history-gone = The history of a contact or scenario has a proposition of an offer, or on a space, that no longer exists. It still counts where all offers are counted.
explain-history-gone-mend = Correct the name, or remove the proposition if it no longer serves as an example.
explain-undeclared-call-data = A call sends a value under a name that no environment of the call declares. It is ignored, and rules read the declared name as missing.
explain-undeclared-call-data-mend = Correct the name in the call, or declare it in the call data of the environment.

## Values
explain-unknown-time-zone = The time zone is not in the IANA list. Dates without an offset are read in UTC instead, so periods start and end at the wrong hour.
explain-unknown-time-zone-mend = Choose a name of the list, such as Europe/Paris.
explain-wrong-type = A value is not of the type that its field declares. Rules that read the field take the value as missing.
explain-wrong-type-mend = Correct the value, or the type of the field.
explain-bad-number = A weight or multiplier is infinite or no number, so offers cannot be ranked by it.
explain-bad-number-mend = Enter a number.
explain-negative-multiplier = A multiplier below 0 turns the order around: the best offers of the category would come last.
explain-negative-multiplier-mend = Use a number between 0 and 1 to lower the weights, or disable the category to block its offers.
explain-period-reversed = A period ends before it starts, so it contains no moment: what it limits never applies.
explain-period-reversed-mend = Swap the two dates, or correct one of them.
explain-hidden-character = A text has a character that nobody sees: of no width, or one that turns the direction of the letters behind it. Two texts that look the same are then different, or a text reads otherwise than it is.
explain-hidden-character-mend = Type the text again, or remove the character. Keep it only where a language needs it.
explain-merge-marker = A text has the markers that git leaves when two people changed the same lines. Customers would see both versions.
explain-merge-marker-mend = Keep one of the two versions and remove the markers.
explain-url-not-http = An address does not start with http:// or https://. Mail programs and websites do not show or follow it, and one that starts with the word javascript would run a script.
explain-url-not-http-mend = Enter the whole address, as a browser shows it.

## Environments, folders and contacts
explain-live-linked-twice = Two Design environments publish into the same Live environment. Each publication overwrites what the other one published.
explain-live-linked-twice-mend = Link each Design environment to its own Live environment.
explain-linked-to-design = A Design environment is linked to another Design environment, where nothing can be published.
explain-linked-to-design-mend = Choose a Live environment.
explain-visitor-folder-missing = An environment dedicated to anonymous interactions does not say in which folder its visitors are kept. Nobody is recognized there by a cookie.
explain-visitor-folder-missing-mend = Choose a visitor folder.
explain-visitor-folder-refused = Only environments dedicated to anonymous interactions keep visitors; this one has a visitor folder without being one.
explain-visitor-folder-refused-mend = Remove the visitor folder, or dedicate the environment to anonymous interactions.
explain-brands-share-folder = Two environments keep their visitors in the same folder: a visitor of one brand would be recognized by the other.
explain-brands-share-folder-mend = Give each brand its own visitor folder.
explain-live-differs = A Design environment and its Live environment are for different contacts, or keep visitors in different folders. What was tested in Design then decides otherwise in Live.
explain-live-differs-mend = Make the field named in the message the same in both.
explain-folder-loop = A folder is inside itself, directly or through others, so it belongs nowhere.
explain-folder-loop-mend = Move it to the top level, or into a folder outside it.
explain-folder-wrong-kind = A folder for recipients is used where visitors are kept, or the other way round.
explain-folder-wrong-kind-mend = Keep visitors in folders for visitors, and recipients in folders for recipients.
explain-shared-key = Two contacts of a dimension have the same key. A key that fits two contacts identifies neither.
explain-shared-key-mend = Give each contact its own key, or delete the copy.
explain-shared-cookie = Two contacts of a dimension have the same cookie. A cookie that fits two contacts identifies neither.
explain-shared-cookie-mend = Remove the cookie from one of them.
explain-no-key = No field of the dimension tells its contacts apart, so nobody can be identified by logging in.
explain-no-key-mend = Choose the fields of the key, such as an account number.

## Spaces
explain-linked-space-missing = A space falls back on an anonymous space that does not exist. Contacts that are not identified get nothing.
explain-linked-space-missing-mend = Correct the name, or choose a space of an anonymous environment.
explain-linked-space-not-anonymous = A space falls back on a space whose environment is not dedicated to anonymous interactions. Its offers are for identified contacts, and the fallback has none of them.
explain-linked-space-not-anonymous-mend = Choose a space of an anonymous environment.
explain-linked-space-falls-back = The space that another one falls back on has a fallback of its own. A call falls back once: the second fallback is never used.
explain-linked-space-falls-back-mend = Clear the second fallback, or link to its space directly.
explain-live-falls-back-on-design = A Live space falls back on a Design space: visitors would see offers that nobody approved. An export leaves Design out, and the fallback with it.
explain-live-falls-back-on-design-mend = Link the space to a Live space.
explain-fallback-without-space = A space is set to fall back on an anonymous space, but none is chosen. Contacts that are not identified get nothing.
explain-fallback-without-space-mend = Choose the linked anonymous space, or clear the fallback.
explain-unidentifiable = A space has no way to find out who calls: no identification key, no cookie and no fallback. Its offers for contacts are never proposed.
explain-unidentifiable-mend = Choose identification keys, identify by browser history, or choose a linked anonymous space.

## Rules and templates
explain-rule-error = A rule or formula cannot be evaluated: it is not written as the rule language asks, names a field that does not exist, or compares values of different types. An offer with such a rule is not proposed.
explain-rule-error-mend = The message says what is wrong, at its column. In the editor, the rule builder offers the fields and values there are.
explain-rules-too-costly = The rules of an environment would take too long together for one decision. The largest of them are never evaluated, so their offers are never proposed.
explain-rules-too-costly-mend = Use fewer rules that go through lists such as the history, or give several offers a common category whose rule does.
explain-rule-warning = A rule can be evaluated, but probably does not say what was meant: for example, it compares with a value that does not exist.
explain-rule-warning-mend = The message says what is doubtful, at its column. Correct it, or leave it if it was meant.
explain-rule-too-long = A rule has more conditions than people can read at once, and mistakes in it go unnoticed. Beyond 200 conditions, checking does not prove anything about it.
explain-rule-too-long-mend = Move some of the conditions to a predefined filter with a name that says what they mean.
explain-rules-unproved = The rules of the catalog are so complex together that for some it was not checked whether they can match, or whether every part of them matters. They apply all the same.
explain-rules-unproved-mend = Move conditions that several rules share to predefined filters.
explain-rule-never-matches = The conditions of a rule contradict each other: no contact and no call ever matches it. What has the rule is never used.
explain-rule-never-matches-mend = Change one of the conditions. Often “and” stands where “or” was meant, or two limits are swapped.
explain-rule-always-matches = A rule matches everybody: it limits nothing, and people who read it believe that it does.
explain-rule-always-matches-mend = To include everyone, leave the rule empty. Otherwise correct the condition.
explain-rule-part-impossible = A part of a rule can never be true where it stands: it contradicts itself or the rest. The rule works without it.
explain-rule-part-impossible-mend = Correct the part, or remove it.
explain-rule-part-redundant = A part of a rule has no effect, since the rest already requires it. It may be the trace of a limit that was meant otherwise.
explain-rule-part-redundant-mend = Correct the part, or remove it.
explain-rule-branch-not-taken = A condition of the form “if … then … else” always gives the same result, so one of its branches is never used.
explain-rule-branch-not-taken-mend = Correct the condition, or keep only the branch that is used.
explain-call-data-without-channel = A rule needs call data, but applies on every channel, and some channels may not send it. There, the rule has no result and the offer is not proposed.
explain-call-data-without-channel-mend = Ask for the data only on the channel that sends it, as in the example.
explain-template-error = A template cannot be read, so nothing is shown in its place.
explain-template-error-mend = The message says what is wrong, at its line and column: often a bracket or an “endif” is missing.
explain-template-unknown-field = A template names a field that does not exist. Nothing is shown in its place.
explain-template-unknown-field-mend = Correct the name. Templates may use the content fields of the space, and those of offer, profile, call and proposition.
explain-template-undeclared-field = The template of a space shows a content field that is not among those of the space. Offers are not asked to fill it in, so it may be empty.
explain-template-undeclared-field-mend = Add the field to the content fields of the space, or remove it from the template.
explain-template-risk = A template fails for values that may occur, such as a division by a field that may be 0 or missing. Where that happens, nothing is shown.
explain-template-risk-mend = Test the value with “if”, or give another one with “default”.
explain-template-fails = A part of a template fails for an offer and a contact of the catalog: nothing is shown in its place. The message names both.
explain-template-fails-mend = Test the value with “if”, give another one with “default”, or correct the content of the offer.
explain-active-content = HTML has something that would run a script or load another page. Email and most websites block it, and it is a way in for attackers.
explain-active-content-mend = Remove it. Use links for what happens at a click.
explain-split-overlap = Two parts of a split share some percent: contacts there are in both groups, and results of the test mean little.
explain-split-overlap-mend = Let one part end where the other begins.
explain-split-gap = The parts of a split leave out some percent: contacts there are in no group.
explain-split-gap-mend = Close the gap, or leave it if it is a control group.
explain-cap-of-zero = A presentation rule blocks an offer once its limit is reached, and with a limit of 0 that is at once: every offer it applies to is blocked.
explain-cap-of-zero-mend = Set the limit to 1 or more. To block offers, disable them instead.

## Categories and offers
explain-zero-weight = A weight is 0 or less. An offer whose final weight is not above 0 is never proposed.
explain-zero-weight-mend = Enter a number above 0, or disable the offer if it should not be proposed.
explain-no-weight = An offer has no weight, own or inherited, so it is never proposed.
explain-no-weight-mend = Add a weight to the offer, to its category or to the environment.
explain-weights-expired = The periods of all weights of an offer are over, so it is no longer proposed.
explain-weights-expired-mend = Extend a period, or add a weight that always applies. If the offer is over, disable it.
explain-offer-outside-category = The periods of an offer and of its category have no moment in common, so the offer is never proposed.
explain-offer-outside-category-mend = Correct one of the periods.
explain-category-outside-category = The periods of a category and of the one above have no moment in common, so its offers are never proposed.
explain-category-outside-category-mend = Correct one of the periods.
explain-weight-outside-period = The period of a weight has no moment in common with that of its offers, so the weight never applies.
explain-weight-outside-period-mend = Correct the period of the weight, or clear it.
explain-multiplier-outside-category = The period of a multiplier has no moment in common with that of its category, so it is never active.
explain-multiplier-outside-category-mend = Correct the period of the multiplier, or clear it.
explain-offer-unreachable = The rules of an offer, its categories and its environment can never all match: no contact ever gets the offer. The message lists the rules that exclude each other.
explain-offer-unreachable-mend = Change one of these rules.
explain-offer-under-disabled = An offer is enabled, but a category above it is disabled, so it is not proposed.
explain-offer-under-disabled-mend = Enable the category, or disable the offer.
explain-always-recommended-capped = A category is always recommended, so that a page is never empty, but a presentation rule can block its offers.
explain-always-recommended-capped-mend = Exclude its offers from the presentation rule.
explain-always-recommended-heavy = An offer of an always recommended category ranks above an ordinary one. Such offers are there to fill what is left, and take the place of better ones.
explain-always-recommended-heavy-mend = Give offers of this category the lowest weights.
explain-required-content-missing = A space requires a content field that an offer leaves empty. The offer is not proposed on that space.
explain-required-content-missing-mend = Fill in the field, for the offer or for that space alone.
explain-nested-content = Content for a space stands inside the content for a space. Only one level is read: what is inside is never used.
explain-nested-content-mend = Move it one level up.
explain-unused-theme = A category has a theme that no space and no scenario asks for, often because of a typing mistake.
explain-unused-theme-mend = Correct the name, add the theme to the default themes of a space, or remove it. If only the site asks for it, allow this issue.
explain-approval-on-live = An offer of a Live environment has an approval. Only offers in Design are approved: publishing brings them to Live.
explain-approval-on-live-mend = Remove the approval here; approve the offer of the Design environment, then publish.
explain-live-on-in-design = An offer of a Design environment lists spaces that it is live on. Only publishing sets that, in Live.
explain-live-on-in-design-mend = Remove the list; approve the content for these spaces, then publish.

## Scenarios
explain-identity-count = A call gives more or fewer identity values than its space has identification keys, so nobody is identified.
explain-identity-count-mend = Give one value for each key, in their order.
explain-no-instant = A date is outside those at which calls and propositions can take place.
explain-no-instant-mend = Use a date between 0001-01-01T00:00Z and 9999-12-30T22:00Z.
explain-scenario-without-moment = The call of a scenario has no date, so it is made at the present moment: what passes today may fail tomorrow, when a period begins or ends.
explain-scenario-without-moment-mend = Give the call a date, such as today's.
explain-scenario-fails = A scenario says what a call should get, and the catalog now decides otherwise.
explain-scenario-fails-mend = If the change was meant, accept the current result in the editor. If not, correct the catalog; “vitrine decide FILE --scenario NAME --explain” says why each offer is proposed or not.

## Files
explain-unreadable-file = The file or folder cannot be read: it does not exist, is protected, or holds no catalog. Nothing in it was checked.
explain-unreadable-file-mend = Correct the path, or the permissions of the file.
explain-not-a-catalog = The file is not written as a catalog is: a bracket or comma is missing, a field is unknown, or a value is of another kind. Nothing in it was checked.
explain-not-a-catalog-mend = Each error names its line and column. A field that is not known is often misspelled.
explain-not-checked = What says how the catalog is to be checked cannot be read or makes no sense: vitrine.toml, a baseline, or the moment. Nothing in the catalog was checked.
explain-not-checked-mend = Correct what the message names. It is said once, however many catalogs it is for.
explain-not-canonical = The file is not laid out as the editor saves it, so the next save would change more lines than were edited.
explain-not-canonical-mend = Run “vitrine fmt” on it. Comments are kept.

## Headings
cli-explain-mend = How to fix it
cli-explain-wrong = Reported
cli-explain-right = Not reported
cli-explain-list = “vitrine explain CODE” says what an issue means and how to fix it.
cli-help-explain = Says what an issue means and how to fix it
cli-help-explain-codes = The codes of issues, such as zero_weight [lists them all]
cli-help-explain-json = Prints JSON
cli-explain-unknown = There is no issue “{ $code }”: “vitrine explain” lists them all.
cli-explain-unknown-meant = There is no issue “{ $code }”. Did you mean “{ $meant }”?
explain-no-scenarios = The catalog has no scenario, so nothing says what its calls should get, and a change that breaks it goes unnoticed. Only “test --fail-empty” reports this.
explain-no-scenarios-mend = Save calls of the preview as scenarios, or let “vitrine scenarios propose” propose some.
