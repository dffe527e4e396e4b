"""Mentions: persons, acts, places and institutions in running text, each with its span."""

from kondusif.engine.mentions.lexicon import ActLexicon
from kondusif.engine.mentions.persons import PersonIndex
from kondusif.engine.mentions.places import Places
from kondusif.engine.mentions.screen import SCHEMA, Proposal, Screen, edition

__all__ = ["SCHEMA", "ActLexicon", "PersonIndex", "Places", "Proposal", "Screen", "edition"]
