"""From a file to a Document: see `reader`."""
