## La visite du premier démarrage
