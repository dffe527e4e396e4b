"""The exercise city: a story in a file, told through the services day by day."""
