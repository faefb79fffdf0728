"""What people are reminded of: links of calendars, what they announced, and which letters were sent."""
