"""Résumés 简历 of office-holders, read from text: lines, and in each the posts held, where and from when to when."""

from mingjian.lib.resumes.model import Kind, Line, Resume, Tenure
from mingjian.lib.resumes.read import read_resume

__all__ = ["Kind", "Line", "Resume", "Tenure", "read_resume"]
