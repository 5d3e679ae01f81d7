"""The roof: settings, routes, home page and the demonstration."""
