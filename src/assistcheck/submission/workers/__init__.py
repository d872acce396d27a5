"""Files are read in processes of their own, under limits of time and memory."""
