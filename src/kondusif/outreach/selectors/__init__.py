"""What is read about outreach, one module for each subject."""
