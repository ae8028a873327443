"""The Suggestions view: what to decide next, keywords, how good the suggestions are, auto-coding."""
