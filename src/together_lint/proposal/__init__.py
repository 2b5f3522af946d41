"""What `together-lint init` proposes: settings and hook entries that fit the repository that it has looked at."""
