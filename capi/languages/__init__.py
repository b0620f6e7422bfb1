"""One module for each language: text out of the description."""
