### Approving offers, from Design to Live
approval-command-approve = Approve…
approval-command-approve-tip = Approves the content or eligibility of the selected offers, so that they can be published.
approval-command-reject = Reject…
approval-command-reject-tip = Rejects the content or eligibility of the selected offers, so that they are not published.
approval-command-ask-again = Ask for review again…
approval-command-ask-again-tip = Sets the approval of the selected offers back to pending.
approval-command-to-review = Offers to review
approval-command-to-review-tip = Lists the offers waiting for approval, and what changed in them.
approval-to-review = To review
approval-nothing-to-review = Nothing to review
approval-nothing-to-review-hint = Content and eligibility of every offer are approved or rejected.
approval-mark-waiting = to review
approval-mark-rejected = rejected
approval-any = Any approval
approval-only-waiting = To review
approval-only-rejected = Rejected
approval-only-approved = Approved

## The dialog
approval-title-approve = { $others ->
    [0] Approve { $entity }
    [one] Approve { $entity } and { $others } more offer
   *[other] Approve { $entity } and { $others } more offers
}
approval-title-reject = { $others ->
    [0] Reject { $entity }
    [one] Reject { $entity } and { $others } more offer
   *[other] Reject { $entity } and { $others } more offers
}
approval-title-reset = { $others ->
    [0] Ask for review of { $entity } again
    [one] Ask for review of { $entity } and { $others } more offer again
   *[other] Ask for review of { $entity } and { $others } more offers again
}
approval-parts = Parts
approval-spaces = Approved for
approval-all-spaces = All spaces of each offer's environment.
approval-no-spaces = This environment has no spaces yet.
approval-comment-hint = Optional. Written to the log of each offer.
approval-author = Your name
approval-author-hint = Required. Written to the log and remembered on this computer.
approval-step-approve = { $others ->
    [0] Approve: { $entity }
   *[other] Approve: { $entity } and { $others } more
}
approval-step-reject = { $others ->
    [0] Reject: { $entity }
   *[other] Reject: { $entity } and { $others } more
}
approval-step-reset = { $others ->
    [0] Ask for review again: { $entity }
   *[other] Ask for review again: { $entity } and { $others } more
}
approval-nothing = Select offers of a Design environment first.
approval-as-before = The offers already have this decision. Nothing changed.

## What an edit takes back
approval-reset-content = The content of { $offer } changed and needs approval again.
approval-reset-eligibility = The eligibility of { $offer } changed and needs approval again.
approval-reset-both = The content and eligibility of { $offer } changed and need approval again.
approval-reset-many = { $count ->
    [one] { $count } offer changed and needs approval again.
   *[other] { $count } offers changed and need approval again.
}

## The tab of an offer
approval-by = { $author }, { $at }
approval-since-approved = changed since it was approved
approval-since-published = compared with what is published
approval-since-nothing = never published
approval-log-none = No decisions recorded
approval-log-none-hint = Approvals, rejections and changes that undo them are listed here.
