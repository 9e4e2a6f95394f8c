## L'éditeur de texte des règles
