"""Values that can be read and yet look wrong beside other values: each check says with what it was compared."""
