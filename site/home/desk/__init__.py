"""The desk of an edition: where it stands, what comes next, and the ways to everything that belongs to it."""
