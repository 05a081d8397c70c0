package org.phyllo.processor.testbed;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.phyllo.runtime.Engine;
import org.phyllo.runtime.Model;
import org.phyllo.runtime.Trainer;
import org.phyllo.runtime.TrainerBuilder;
import org.phyllo.runtime.compiled.CompiledNetwork;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.optimizer.Optimizer;

/** A declared network with the classes that were generated for it, loaded. */
public final class GeneratedNetwork {
  private final NetworkSource source;
  private final ClassLoader loader;

  private GeneratedNetwork(NetworkSource source, ClassLoader loader) {
    this.source = source;
    this.loader = loader;
  }

  /** Compiles a network; it must give no warning, and no method that HotSpot won't compile. */
  public static GeneratedNetwork of(NetworkSource source) {
    return of(List.of(source)).get(0);
  }

  /** Compiles networks together, as one run of javac is much faster than many. */
  public static List<GeneratedNetwork> of(List<NetworkSource> sources) {
    Compilation compilation = InMemoryCompiler.compile(sources);
    MethodSizes.check(compilation);
    ClassLoader loader = compilation.loader();
    List<GeneratedNetwork> networks = new ArrayList<>();
    for (NetworkSource source : sources) {
      networks.add(new GeneratedNetwork(source, loader));
    }
    return networks;
  }

  /** The declaration. */
  public NetworkSource source() {
    return source;
  }

  /** What {@code XModel.network()} returns. */
  public CompiledNetwork network() {
    return (CompiledNetwork) call("Model", "network");
  }

  /** The network's description. */
  public NetworkInfo info() {
    return network().info();
  }

  /** What {@code XModel.create} returns, with other parameters. */
  public Model model(float[] parameters) {
    Model model = (Model) call("Model", "create", 1L);
    info()
        .parameters()
        .forEach(
            p ->
                model.setParameter(
                    p.name(), java.util.Arrays.copyOfRange(parameters, p.offset(), p.end())));
    return model;
  }

  /** What {@code XTrainer.builder} returns. */
  public TrainerBuilder<?, ?> builder() {
    return (TrainerBuilder<?, ?>) call("Trainer", "builder");
  }

  /** A trainer that starts with these parameters. */
  public Trainer<?> trainer(
      float[] parameters, Optimizer optimizer, Engine engine, int threads, int batchSize) {
    TrainerBuilder<?, ?> builder = builder();
    startFrom(builder, model(parameters));
    return builder
        .optimizer(optimizer)
        .engine(engine)
        .threads(threads)
        .batchSize(batchSize)
        .build();
  }

  @SuppressWarnings("unchecked") // the model is the builder's, as both are this network's
  private static <M extends Model> void startFrom(TrainerBuilder<M, ?> builder, Model model) {
    builder.startFrom((M) model);
  }

  private Object call(String role, String method, Object... arguments) {
    String type = NetworkSource.PACKAGE + "." + source.name() + role;
    Class<?>[] types = arguments.length == 0 ? new Class<?>[0] : new Class<?>[] {long.class};
    try {
      Method found = loader.loadClass(type).getMethod(method, types);
      return found.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      throw new AssertionError(type + "." + method, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type + "." + method, e);
    }
  }

  @Override
  public String toString() {
    return source.name();
  }
}
