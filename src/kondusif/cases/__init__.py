"""Handling of an alleged breach: persons, law, clocks, until two people close it.

Words: case, ringkasan dugaan (summary), step, event, closing. The reporter's words never come in here: a case holds
the summary that its handler wrote and the evidence that was chosen item by item. Neighbours: intake below hands over a
report's number, place and dates; rulebook says what is due and why; brief and web above read.
"""
