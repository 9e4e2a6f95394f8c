### Domain
