"""Measurements of the build and the search, each beside a stated peer in the same run."""
