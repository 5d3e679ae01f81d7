"""How fast the register is: a batch, and the list and the exposure of a million permits."""
