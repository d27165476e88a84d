package dev.coriolis.processor;

import com.google.auto.service.AutoService;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Plugin;
import dev.coriolis.processor.javac.CompilationHook;
import dev.coriolis.processor.weave.ClassWeaver;

/**
 * The plugin of javac that hooks the compilation. It starts by itself wherever the jar is on the
 * processor path, or on the class path where there is no processor path.
 *
 * <p>So it notices when coroutines are compiled and the processor does not run, and it has the
 * {@code JavacTask} also in builds that wrap the environment of processors.
 */
@AutoService(Plugin.class)
public final class CoroutinePlugin implements Plugin {

  @Override
  public String getName() {
    return "Coriolis";
  }

  @Override
  public boolean autoStart() {
    return true;
  }

  @Override
  public void init(JavacTask task, String... arguments) {
    CompilationHook.ofPlugin(task, ClassWeaver::weave);
  }
}
