"""«Показатели»: the list, who makes the deviation, why a share changed, chance, and what belongs to a subject."""
