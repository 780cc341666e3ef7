"""Claims in words to claims with scopes: dates, places, actors, roots, and what a sentence leaves out."""
