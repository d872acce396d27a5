"""The gallery of problems: for each code a small workbook that has it, and the page that shows what is said of it."""
