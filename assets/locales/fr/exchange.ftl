### Catalogues en d’autres mains : schémas, tableurs, documents.

exchange-no-schema = Cette version de Vitrine ne contient pas le schéma JSON.

cli-help-schema = Affiche le schéma JSON des exports en JSON
