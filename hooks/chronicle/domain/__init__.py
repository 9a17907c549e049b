"""The records connected: who speaks where, what answers what, and on what it rests."""
