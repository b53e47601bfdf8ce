"""What is measured, apart from the tests: figures, not verdicts."""
