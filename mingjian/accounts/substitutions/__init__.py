"""The pages of substitution during leave: naming a colleague, and acting for one."""
