"""Tags and filters for every template."""
