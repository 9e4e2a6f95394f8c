## Schedule and eligibility of an offer
