"""Screening: what machines propose from texts, and what people made of it. Nothing here opens a case.

Words: run (a result taken in with its manifest), proposal (one span of a text with what it may mean), verdict (what a
reviewer made of it), reading (a text that was pasted with a reason; the text is not kept), tally (verdicts counted
without what they were about). Verifiers and handlers come in; auditors see runs, readings and figures. Below: roster,
rulebook, territory; above: intake, which shows proposals beside an opened report.
"""
