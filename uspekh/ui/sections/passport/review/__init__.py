"""«Новый проект»: a passport from a document or from nothing, looked through step by step until a project stands."""
