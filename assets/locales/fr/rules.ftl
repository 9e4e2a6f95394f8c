## L'éditeur visuel de règles
