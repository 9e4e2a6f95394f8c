### Catalog
