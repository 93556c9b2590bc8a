"""Tests that concern no single room: the runtime, whole journeys, what holds across rooms."""
