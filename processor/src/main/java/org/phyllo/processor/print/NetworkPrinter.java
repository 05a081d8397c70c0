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
    Stream<JavaFile.Builder> files =
        Stream.of(
            file(network, new ModelPrinter(plan, names).print()),
            file(network, TrainerPrinter.print(network, names)),
            file(network, new ReferencePrinter(plan).print(names)),
            file(network, KernelsPrinter.plain(plan, names.plain())),
            file(network, KernelsPrinter.vector(plan, names.vector()))
                .addStaticImport(Types.FLOAT_VECTOR, VectorDialect.IMPORTED));
    Stream<JavaFile.Builder> single =
        plan.single().stream()
            .map(
                s ->
                    file(network, new SinglePrinter(plan, s).print(names))
                        .addStaticImport(Types.FLOAT_VECTOR, VectorDialect.IMPORTED));
    return Stream.concat(files, single).map(JavaFile.Builder::build).toList();
  }

  private static JavaFile.Builder file(ResolvedNetwork network, TypeSpec type) {
    return JavaFile.builder(network.packageName(), type).skipJavaLangImports(true).indent("  ");
  }
}
