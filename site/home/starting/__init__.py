"""Starts an edition, and takes over into it what an earlier one, or the project's frame, has to give."""
