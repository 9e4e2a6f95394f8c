### Offers
offers-value-none = not set
