### Cli
