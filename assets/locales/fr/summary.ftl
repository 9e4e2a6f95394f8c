## Planning et éligibilité d'une offre
