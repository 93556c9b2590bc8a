"""Page shells, components and design tokens. No models, no knowledge of any room."""
