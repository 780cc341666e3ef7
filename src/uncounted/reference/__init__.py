"""What the world is called: places, parties, sources, vocabularies, conventions, number words: data and look-ups."""
