package org.phyllo.processor.random;

import java.util.List;

/**
 * A layer of a drawn network.
 *
 * @param annotation what declares it
 * @param from the tensors it reads
 * @param shape of its output
 * @param degree how many factors of the input its values are products of, at most
 */
record DrawnLayer(String annotation, List<DrawnTensor> from, List<Integer> shape, int degree) {

  /** A layer that multiplies no tensors. */
  DrawnLayer(String annotation, List<DrawnTensor> from, List<Integer> shape) {
    this(annotation, from, shape, from.stream().mapToInt(DrawnTensor::degree).max().orElseThrow());
  }

  DrawnTensor output(String name) {
    return new DrawnTensor(name, shape, degree);
  }
}
