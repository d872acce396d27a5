"""What two reports differ in, as text and files."""
