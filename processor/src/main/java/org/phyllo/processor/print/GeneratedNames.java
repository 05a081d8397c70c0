package org.phyllo.processor.print;

import com.palantir.javapoet.ClassName;
import org.phyllo.processor.resolve.ResolvedNetwork;

/** The classes that are generated for a network. */
record GeneratedNames(
    ClassName model,
    ClassName trainer,
    ClassName reference,
    ClassName plain,
    ClassName vector,
    ClassName single) {

  static GeneratedNames of(ResolvedNetwork network) {
    String name = network.name();
    String packageName = network.packageName();
    return new GeneratedNames(
        ClassName.get(packageName, name + "Model"),
        ClassName.get(packageName, name + "Trainer"),
        ClassName.get(packageName, name + "Reference"),
        ClassName.get(packageName, name + "Plain"),
        ClassName.get(packageName, name + "Vector"),
        ClassName.get(packageName, name + "Single"));
  }
}
