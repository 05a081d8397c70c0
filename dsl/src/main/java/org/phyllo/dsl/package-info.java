/**
 * What a user writes: a class with {@link org.phyllo.dsl.Network @Network}, one {@link
 * org.phyllo.dsl.Tensor} field per layer, one annotation per layer kind.
 *
 * <pre>{@code
 * @Network(input = 64, loss = Loss.SOFTMAX_CROSS_ENTROPY)
 * class Digits {
 *   @Layer(1) @Dense(units = 50, activation = Activation.RELU) Tensor hidden;
 *   @Layer(2) @Dense(units = 10) Tensor scores;
 * }
 * }</pre>
 *
 * <p>Nothing here runs. The annotation processor reads the declaration while javac compiles it and
 * writes {@code DigitsModel}, {@code DigitsTrainer} and {@code DigitsReference} beside it. What
 * belongs to the network's mathematics is declared here (shapes, layers, loss, initialization);
 * what belongs to one training run (optimizer, learning rate, batch size, epochs, seed) is given to
 * the trainer at run time.
 */
@NullMarked
package org.phyllo.dsl;

import org.jspecify.annotations.NullMarked;
