"""The reports: which, how, the first pages of it, what to look at before, and the file."""
