## Differences of catalogs
