"""What every stage may use and that knows nothing of news: spelling, stretches of text, quick searches."""
