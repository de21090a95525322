"""The public centre: the policy in force, and asking for one's data."""
