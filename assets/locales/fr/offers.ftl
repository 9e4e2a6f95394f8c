### Offers
offers-value-none = non renseigné
