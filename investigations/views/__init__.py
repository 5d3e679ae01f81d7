"""The pages of investigations, evidence and findings."""
