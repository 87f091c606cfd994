"""What PyTorch computes for the components of Seedbed, kept as cases for the engine's tests. See README.md."""
