"""From names and posts to human beings."""
