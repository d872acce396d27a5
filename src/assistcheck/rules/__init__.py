"""Rule packs: frozen models of the duties, read strictly from YAML."""
