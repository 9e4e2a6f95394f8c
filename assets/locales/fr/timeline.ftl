## La frise des périodes
