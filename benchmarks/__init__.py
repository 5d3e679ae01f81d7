"""How fast the register is: a batch of cancellations, and the list of a million permits."""
