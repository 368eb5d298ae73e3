"""A case's evidence as one file: everything that is kept of it, with hashes, and the way to check them elsewhere."""
