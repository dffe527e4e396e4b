"""The rulebook: law as dated data with its citation, and the counting that turns an event into a date.

Keeps: instruments, acts (the rows of the joint decree), procedures with their steps, days off, office hours; all of it
files under `data/`, read once, never written by a workflow. Words: *act* (a forbidden deed of one track), *step* (a
duty with a number of days from an event), *reading* (one way to count it), *safe* and *outer* date, *edition*.
May come in: everybody, also the public, also the command line without a database. Neighbours: `stages` says which phase
a contest is in; `cases`, `intake` and `advice` ask for dates and acts.
"""
