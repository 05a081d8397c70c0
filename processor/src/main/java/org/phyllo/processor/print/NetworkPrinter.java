package org.phyllo.processor.print;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.stream.Stream;
import org.phyllo.processor.plan.NetworkPlan;
import org.phyllo.processor.resolve.ResolvedNetwork;

/** Prints all classes of a network. */
public final class NetworkPrinter {
  private NetworkPrinter() {}

  /** The source files, in the order of a reader's interest. */
  public static List<JavaFile> print(NetworkPlan plan) {
    ResolvedNetwork network = plan.network().network();
    GeneratedNames names = GeneratedNames.of(network);
    Stream<TypeSpec> types =
        Stream.of(
            new ModelPrinter(plan, names).print(),
            TrainerPrinter.print(network, names),
            new ReferencePrinter(plan).print(names),
            KernelsPrinter.plain(plan, names.plain()),
            KernelsPrinter.vector(plan, names.vector()));
    return types
        .map(
            t ->
                JavaFile.builder(network.packageName(), t)
                    .skipJavaLangImports(true)
                    .indent("  ")
                    .build())
        .toList();
  }
}
