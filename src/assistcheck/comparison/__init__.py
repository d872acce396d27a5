"""Two reports of one programme side by side: what is new, closed, worse, better, and why."""
