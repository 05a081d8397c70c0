package org.phyllo.runtime;

/**
 * What an epoch came to. Losses and accuracies are those of the parameters at its end, over a whole
 * data set, or as much of the training set as {@link TrainerBuilder#evaluateTraining} says; numbers
 * that there are none of are NaN.
 *
 * @param epoch the epoch, counted from 1
 * @param trainLoss the mean loss over the training set
 * @param trainAccuracy the share of the training set that is classified right, 0 to 1; NaN where
 *     targets are no classes
 * @param testLoss the mean loss over the evaluation set; NaN without one
 * @param testAccuracy the share of the evaluation set that is classified right, 0 to 1; NaN without
 *     one or where targets are no classes
 * @param seconds the time that the epoch's training took, evaluation not included
 * @param batchLoss the mean loss of the epoch's samples as they went by, each taken before the
 *     update that it is part of; falls behind {@code trainLoss} while training makes progress
 * @param learningRate the learning rate of the epoch's last update
 */
public record EpochResult(
    int epoch,
    double trainLoss,
    double trainAccuracy,
    double testLoss,
    double testAccuracy,
    double seconds,
    double batchLoss,
    double learningRate) {}
