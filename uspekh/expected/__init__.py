"""What is expected of whom over the project as a whole: gathered, as a calendar, as a letter, by e-mail."""
