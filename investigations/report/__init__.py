"""The report of an investigation, made from the record: its content, its withholding, its PDF."""
