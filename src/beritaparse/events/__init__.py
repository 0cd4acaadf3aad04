"""What happened: type, date, venue, who took part."""
