"""The rules of French social housing demand (demande de logement social)."""
