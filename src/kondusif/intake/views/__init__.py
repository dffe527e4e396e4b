"""Pages of the verifiers' desk."""
