"""What workbooks said when they were read before, kept in a folder so that they need not be read again."""
