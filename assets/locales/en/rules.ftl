## The rule builder
