"""`make bench`: every comparison, one after the other."""
from __future__ import annotations

from benchmarks import alignments, event_log, explorer, in_chromium, loading

if __name__ == "__main__":
    event_log.main()
    explorer.main()
    loading.main()
    in_chromium.main([])
    alignments.main([])
