"""What may not be stored: personal data in a text, a change of a closed period without a reason."""
