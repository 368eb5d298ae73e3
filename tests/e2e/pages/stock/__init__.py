"""What the house has, by area."""
