"""The panel that shows what was done, and goes back and forward in it."""
