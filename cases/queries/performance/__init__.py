"""How long cases took and what became of them in a period, as the record stood at one of its entries."""
