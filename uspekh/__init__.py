"""«Успех»: monitoring of a municipal project, plan against fact."""
