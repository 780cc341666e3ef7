"""The nouns: frozen, typed, standard library only; their errors; and the algebra of scopes."""
