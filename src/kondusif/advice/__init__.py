"""The self-check *Bolehkah saya…?*: what a civil servant may do, answered from the rows of the rulebook alone.

Keeps nothing: no row, no cookie, no log line; the question travels in the body of a request and is forgotten with the
answer. Words: *subject* (a deed that can be asked about), *situation* (for whom, in which relation, on leave or not),
*answer* (boleh, tanya_dulu, dilarang). May come in: everybody. Neighbours: rulebook gives the rows, stages the phase.
"""
