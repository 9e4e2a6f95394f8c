## L'effet d'une règle
