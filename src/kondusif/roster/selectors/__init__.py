"""Every read of this room that others use."""

from kondusif.roster.selectors.finding import Candidate, find
from kondusif.roster.selectors.people import employee, keeps

__all__ = ["Candidate", "employee", "find", "keeps"]
