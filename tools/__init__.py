"""Scripts that write generated files; not part of the program."""
