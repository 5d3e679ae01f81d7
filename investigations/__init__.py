"""What is alleged, gathered, graded, asked, found and recommended."""
