### Decision
