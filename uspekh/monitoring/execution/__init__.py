"""The budget, the plan of measures and the load of participants (sections 4 and 5, annex 1)."""
