package org.phyllo.processor.print;

import com.palantir.javapoet.ClassName;
import java.util.List;

/** The types that generated code names. */
final class Types {
  static final String RUNTIME = "org.phyllo.runtime";
  static final String COMPILED = "org.phyllo.runtime.compiled";
  private static final String VECTOR = "jdk.incubator.vector";

  static final ClassName MODEL = ClassName.get(RUNTIME, "Model");
  static final ClassName TRAINER = ClassName.get(RUNTIME, "Trainer");
  static final ClassName TRAINER_BUILDER = ClassName.get(RUNTIME, "TrainerBuilder");
  static final ClassName ENGINE = ClassName.get(RUNTIME, "Engine");
  static final ClassName ARRAYS = ClassName.get("java.util", "Arrays");
  static final ClassName KERNELS = ClassName.get(COMPILED, "Kernels");
  static final ClassName SINGLE_KERNELS = ClassName.get(COMPILED, "SingleKernels");
  static final ClassName REFERENCE = ClassName.get(COMPILED, "Reference");
  static final ClassName TENSOR_ROLE = ClassName.get(COMPILED, "TensorRole");
  static final ClassName TENSOR_VISITOR = ClassName.get(COMPILED, "TensorVisitor");
  static final ClassName COMPILED_NETWORK = ClassName.get(COMPILED, "CompiledNetwork");
  static final ClassName NETWORK_INFO = ClassName.get(COMPILED, "NetworkInfo");
  static final ClassName INPUT_INFO = ClassName.get(COMPILED, "InputInfo");
  static final ClassName OUTPUT_INFO = ClassName.get(COMPILED, "OutputInfo");
  static final ClassName PARAMETER_INFO = ClassName.get(COMPILED, "ParameterInfo");
  static final ClassName LAYER_INFO = ClassName.get(COMPILED, "LayerInfo");
  static final ClassName STATISTIC_INFO = ClassName.get(COMPILED, "StatisticInfo");
  static final ClassName NOISE_INFO = ClassName.get(COMPILED, "NoiseInfo");
  static final ClassName STEPS = ClassName.get(COMPILED, "Steps");
  static final ClassName LANE_SUMS = ClassName.get(COMPILED, "LaneSums");
  static final ClassName MEMORY = ClassName.get(COMPILED, "Memory");
  static final ClassName FLOAT_MATH = ClassName.get(COMPILED, "FloatMath");
  static final ClassName DOUBLE_MATH = ClassName.get(COMPILED, "DoubleMath");
  static final ClassName FLOAT_VECTOR = ClassName.get(VECTOR, "FloatVector");
  static final ClassName VECTOR_OPERATORS = ClassName.get(VECTOR, "VectorOperators");
  static final ClassName VECTOR_SPECIES = ClassName.get(VECTOR, "VectorSpecies");

  /** Types whose simple names may stand in generated lines; they are imported where they do. */
  static final List<ClassName> IN_LINES =
      List.of(
          ARRAYS,
          FLOAT_MATH,
          DOUBLE_MATH,
          LANE_SUMS,
          FLOAT_VECTOR,
          VECTOR_OPERATORS,
          VECTOR_SPECIES,
          TENSOR_ROLE);

  private Types() {}
}
