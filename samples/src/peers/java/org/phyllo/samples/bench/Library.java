package org.phyllo.samples.bench;

/** What is compared. */
enum Library {
  /** This project. */
  PHYLLO,
  /** DJL with PyTorch. */
  DJL,
  /** Deeplearning4j. */
  DL4J,
  /** ONNX Runtime, which only predicts. */
  ONNX;

  boolean trains() {
    return this != ONNX;
  }
}
