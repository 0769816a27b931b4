"""How the small neural reader is made. Needs PyTorch and onnx; nothing of it is needed to read."""
