"""Safe files: `clean(data)` turns whatever somebody handed in into pixels only. See docs/algorithms/safe-files.md."""

from kondusif.engine.safe_files.cleaning import clean, warm_up
from kondusif.engine.safe_files.result import CODES, KINDS, MAX_PAGES, SAFE_KINDS, Safe, Unsafe

__all__ = ["CODES", "KINDS", "MAX_PAGES", "SAFE_KINDS", "Safe", "Unsafe", "clean", "warm_up"]
