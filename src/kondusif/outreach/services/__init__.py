"""What is written about outreach, one module for each subject."""
