"""Accuracy of the estimators, against published figures, other programs and simulated truth."""
