"""Floor 4: all that needs Streamlit, shared by the pages."""
