"""The datasets for Excel: one workbook, or a CSV file a dataset; the same columns in both."""
