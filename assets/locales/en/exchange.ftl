### Catalogs in other hands: schemas, spreadsheets, documents.

exchange-no-schema = This build of Vitrine does not include the JSON Schema.

cli-help-schema = Prints the JSON Schema of exports in JSON
