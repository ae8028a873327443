"""The Sources view: documents, people, guides, surveys, and the tables that reports print about them."""
