## Les modèles et l'aperçu d'une offre
