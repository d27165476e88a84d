package dev.coriolis.processor.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The entry of {@code java -jar coriolis-processor.jar}. */
public final class Main {
  private Main() {}

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    WeaveCommand command = new WeaveCommand(stream(FileDescriptor.out), stream(FileDescriptor.err));
    System.exit(command.run(List.of(arguments)));
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
