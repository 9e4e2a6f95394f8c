## The rule builder
rules-as = Edit as
rules-as-cel = CEL
