"""Four fictional organisations and a year of their history, told through actions only."""
