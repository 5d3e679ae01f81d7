"""What the minister decides and how it is carried out."""
