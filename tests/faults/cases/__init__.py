"""One module for each thing that breaks; each has `measure(stage)` and yields Findings."""
