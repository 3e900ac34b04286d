"""Practice on invented patients: scenarios, marking, debrief. Played by ``workflow.drill``."""
