"""What is kept of workbooks from run to run."""
