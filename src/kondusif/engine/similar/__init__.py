"""Near-duplicates: the same text in other words, joined into one."""

from kondusif.engine.similar.batch import cluster
from kondusif.engine.similar.bundles import THRESHOLD, Bundles
from kondusif.engine.similar.nearest import Nearest
from kondusif.engine.similar.sketch import signature, similarity
from kondusif.engine.similar.wording import normalise, shingles

__all__ = ["THRESHOLD", "Bundles", "Nearest", "cluster", "normalise", "shingles", "signature", "similarity"]
