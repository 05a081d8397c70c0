package org.phyllo.samples.bench;

import org.phyllo.runtime.Engine;

/**
 * How a workload is run.
 *
 * @param engine the engine
 * @param threads the number of threads, at least 1
 * @param seed decides data and first weights
 */
public record Settings(Engine engine, int threads, long seed) {}
