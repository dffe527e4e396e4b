"""Reads a personnel sheet as offices write it: bytes to cells, cells to columns, columns to rows and faults."""
