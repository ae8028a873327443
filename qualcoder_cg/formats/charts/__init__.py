"""Pictures for reports, drawn by matplotlib, which is loaded only then."""
