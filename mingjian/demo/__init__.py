"""An invented province: real places, invented bodies and people, and one story that shows what the product is for."""
