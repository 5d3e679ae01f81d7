"""The register: parties, goods, assurances, permits, and the orders that change them."""
