"""The pages of decisions and of their batches."""
