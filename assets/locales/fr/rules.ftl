## L'éditeur visuel de règles
rules-as = Modifier en
rules-as-cel = CEL
