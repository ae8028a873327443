"""The window: shows what is saved, and asks services for every change."""
