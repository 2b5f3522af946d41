"""What is kept of earlier runs, in the user's cache directory: it saves time and never changes an answer."""
