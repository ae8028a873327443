"""Finding words in the texts of the study, and coding what was found."""
