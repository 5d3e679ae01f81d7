"""Who may act: users, roles, appointments and sign-in."""
