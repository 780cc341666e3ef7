"""Measurements of speed and memory, beside other programs in the same run; see docs/benchmarks.md."""
