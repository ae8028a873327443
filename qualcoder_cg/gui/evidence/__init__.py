"""The evidence view: the quotes of a question, as they would be attributed."""
