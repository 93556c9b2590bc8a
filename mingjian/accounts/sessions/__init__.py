"""What is signed in where: one row for each sign-in, and the page on which its user ends them."""
