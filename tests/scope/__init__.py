"""The shared scope suite: the same questions asked of every gated kind."""
