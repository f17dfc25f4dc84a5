"""What several tests use: projects to build, a server, a browser."""
