"""What came back of shortfall lists, in every format."""
