package dev.coriolis.processor.javac;

import com.sun.source.tree.CompilationUnitTree;
import dev.coriolis.processor.generate.MachineWriter;
import dev.coriolis.processor.model.Machine;
import dev.coriolis.processor.weave.WovenClass;
import dev.coriolis.processor.weave.WovenMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Writes the machines of woven classes to a folder that an option names. */
final class Explanations {
  private final Path folder;

  Explanations(Path folder) {
    this.folder = folder;
  }

  /** Writes one file for each coroutine of a class that awaits. */
  void write(WovenClass woven, CompilationUnitTree unit) throws IOException {
    List<Machine> machines = woven.methods().stream()
        .map(WovenMethod::machine)
        .flatMap(Optional::stream)
        .toList();
    if (machines.isEmpty()) {
      return;
    }
    List<String> lines =
        unit.getSourceFile().getCharContent(true).toString().lines().toList();
    for (Machine machine : machines) {
      Path file = folder.resolve(machine.frame().name().replace('.', '/') + ".java");
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, new MachineWriter().write(machine, line -> line(lines, line)));
    }
  }

  private static String line(List<String> lines, int number) {
    return number <= lines.size() ? lines.get(number - 1).strip() : "";
  }
}
