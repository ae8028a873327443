"""What a user can do: one function per verb, each a named step of the study."""
