"""What a version of the rules would do to the cases, before it counts; and the same again when it does."""
