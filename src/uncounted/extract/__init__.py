"""Documents to claims in words, and the relations between them: the grammar, and the door for other extractors."""
