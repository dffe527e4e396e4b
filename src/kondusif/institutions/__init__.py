"""The city, its units with heads and superior lines, and the bodies around it.

Words: city, unit, head, body, chain. Neighbours: audit below, accounts above.
"""
