"""What a version would do to the cases, and its publication: pages of the administration that know the casework."""
