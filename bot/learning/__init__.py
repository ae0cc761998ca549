"""How the reader learns: marked messages in, adapter out. Needs PyTorch, which nothing else here does."""
