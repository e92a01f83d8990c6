"""Conformance of traces to a Petri net: optimal alignments, token replay and the deviations they show."""
