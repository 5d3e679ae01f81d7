"""The shape of each request to the register."""
