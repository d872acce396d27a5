"""Hostile, messy, mutated and random inputs."""
