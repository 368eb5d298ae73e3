"""What is looked at each night: whether every case stands as its ledger says, and moves as it should."""
