package dev.coriolis.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes a program of coroutines whose parameters take as many slots as is wanted. */
final class WideProgram {
  private final String result;
  private final String call;
  private final String body;
  private final StringBuilder members = new StringBuilder();
  private final StringBuilder calls = new StringBuilder();
  private int coroutines;

  /**
   * Begins a program without a coroutine.
   *
   * @param result what each coroutine returns
   * @param call runs one, with {@code CALL} for its call and {@code NAME} for what it is called
   * @param body uses the parameters {@code p0} and so on; {@code HASH} adds all of them to {@code h}
   */
  WideProgram(String result, String call, String body) {
    this.result = result;
    this.call = call;
    this.body = body;
  }

  /**
   * Adds a coroutine.
   *
   * @param slots how many slots its parameters take, with {@code this} if it is not static
   * @param types the types of its parameters, which are repeated until all slots are taken
   */
  void add(String modifier, int slots, List<String> types) {
    String name = "wide" + ++coroutines;
    boolean isStatic = modifier.equals("static");
    List<String> parameters = parameters(slots - (isStatic ? 0 : 1), types);
    members
        .append(
            "  @Coroutine %s %s %s(%s) {\n".formatted(modifier, result, name, declared(parameters)))
        .append(body.replace("HASH", hash(parameters)))
        .append("  }\n");
    String arguments = IntStream.range(0, parameters.size())
        .mapToObj(i -> argument(parameters.get(i), i))
        .collect(Collectors.joining(", "));
    String target = isStatic ? "Wide." : "new Wide().";
    calls.append(call.replace("CALL", target + name + "(" + arguments + ")")
        .replace("NAME", slots + " " + modifier + " " + types));
  }

  /** Fills the slots: the last ones, where the next type is too wide, by {@code int}. */
  private static List<String> parameters(int slots, List<String> types) {
    List<String> parameters = new ArrayList<>();
    int left = slots;
    for (int i = 0; left > 0; i++) {
      String type = types.get(i % types.size());
      String fitting = size(type) > left ? "int" : type;
      parameters.add(fitting);
      left -= size(fitting);
    }
    return parameters;
  }

  private static int size(String type) {
    return type.equals("long") || type.equals("double") ? 2 : 1;
  }

  private static String declared(List<String> parameters) {
    return IntStream.range(0, parameters.size())
        .mapToObj(i -> parameters.get(i) + " p" + i)
        .collect(Collectors.joining(", "));
  }

  private static String hash(List<String> parameters) {
    return IntStream.range(0, parameters.size())
        .mapToObj(i -> "h = h * 31 + " + number(parameters.get(i), i) + ";")
        .collect(Collectors.joining(" "));
  }

  private static String number(String type, int i) {
    return type.equals("String") ? "p" + i + ".hashCode()" : "(long) p" + i;
  }

  private static String argument(String type, int i) {
    return type.equals("String") ? "\"s" + i + "\"" : "(" + type + ") " + (i * 3 + 1);
  }

  /** Writes the program {@code Wide}. */
  Path write(Path directory) throws IOException {
    return Files.writeString(directory.resolve("Wide.java"), """
        package corpus;
        import static dev.coriolis.Coroutines.await;
        import static dev.coriolis.Generator.*;
        import static java.util.concurrent.CompletableFuture.completedFuture;
        import dev.coriolis.*;
        import dev.coriolis.corpus.*;
        import java.util.concurrent.*;
        public class Wide {
          static Stages s;
          record Pair(Object a, Object b) {}
          static void log() { s.log(StackWalker.getInstance().walk(f -> f.skip(1).findFirst()).get()); }
          public static void run(Stages stages) {
            s = stages;
        %s  }
        %s}
        """.formatted(calls, members));
  }
}
