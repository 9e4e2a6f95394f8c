## Les règles en toutes lettres
