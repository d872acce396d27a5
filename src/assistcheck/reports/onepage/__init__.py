"""The whole run on one printed page, for whoever has to decide: as a Word document."""
