"""How wide a band must be: learnt from how wrong earlier forecasts were, not from what a model says of itself."""
