"""What the page runs inside the browser: one session, by the interface for programs alone, in one process without threads."""
