### Offers
