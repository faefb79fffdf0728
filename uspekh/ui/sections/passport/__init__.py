"""«Паспорт»: the printed document, its audit, its editions and the final report."""
