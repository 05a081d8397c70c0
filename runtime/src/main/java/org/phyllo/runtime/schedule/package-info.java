/**
 * How the learning rate changes while a network trains: {@link
 * org.phyllo.runtime.schedule.ConstantSchedule}, {@link org.phyllo.runtime.schedule.StepSchedule},
 * {@link org.phyllo.runtime.schedule.ExponentialSchedule}, {@link
 * org.phyllo.runtime.schedule.CosineSchedule}, {@link org.phyllo.runtime.schedule.OneCycle}, {@link
 * org.phyllo.runtime.schedule.ReduceOnPlateau}, and the interface for others. A schedule is a
 * function without memory, so a training that is continued goes on at the right rate.
 */
@NullMarked
package org.phyllo.runtime.schedule;

import org.jspecify.annotations.NullMarked;
