"""What phones send from the field: sealed notes that arrive in pieces, are opened here, and become records.

Nothing in this package may reach a report (`kondusif.intake`), not even through another room.
"""
