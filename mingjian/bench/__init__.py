"""Figures that anybody can measure again: each module here has `run(scale)`, and `mingjian bench` prints its answer."""
