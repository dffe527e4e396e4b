"""The harnesses of `bench/` are importable here as `harness`; their scripts as `kill`, `dump`, `report_flood`."""

import sys
from pathlib import Path

BENCH = Path(__file__).resolve().parents[2] / "bench"
if str(BENCH) not in sys.path:
    sys.path.insert(0, str(BENCH))
