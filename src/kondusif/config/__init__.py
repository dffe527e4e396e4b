"""Settings, root urls, jobs and the server process."""
