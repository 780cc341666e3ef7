"""A simulator of event datasets with truth, a baseline, and scores."""
