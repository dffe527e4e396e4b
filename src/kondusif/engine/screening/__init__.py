"""A mass of texts read on the cores of a machine or on a cluster: cut into pieces, planned, run, resumed, witnessed."""
