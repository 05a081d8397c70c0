package org.phyllo.processor.random;

import java.util.List;

/**
 * A layer of a drawn network.
 *
 * @param annotation what declares it
 * @param from the tensors it reads
 * @param shape of its output
 */
record DrawnLayer(String annotation, List<DrawnTensor> from, List<Integer> shape) {}
