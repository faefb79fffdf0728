"""«Организации»: the matrix, one organization, a few beside one another."""
