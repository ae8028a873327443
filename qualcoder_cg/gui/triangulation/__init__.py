"""The triangulation view: questions by kinds of sources, with the quotes of the chosen cell."""
