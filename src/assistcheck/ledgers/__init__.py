"""What a sheet is, of any pack: its columns, how each is read, how rows of it are known and dated."""
