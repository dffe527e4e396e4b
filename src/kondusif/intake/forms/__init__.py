"""What people fill in: `boxes` are the fields, then the public `steps`, the `follow_up` and the `desk`."""
