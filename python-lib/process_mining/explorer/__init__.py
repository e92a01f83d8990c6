"""The verbs behind the Process Explorer tile: filters, the map and its numbers, durations, variants, conformance."""
