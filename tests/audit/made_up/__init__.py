"""Two more made-up passports, each with a clean twin: one of the older form, one in the form of regional projects."""
