package dev.coriolis.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.corpus.Stages.Mode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Coroutines with as many parameters as javac takes: 255 slots, with {@code this} (JVMS 4.3.3). */
class ManyParametersTest {
  private static final List<List<String>> TYPES = List.of(
      List.of("int"),
      List.of("long"),
      List.of("double", "long", "String", "byte", "float", "char", "short"));

  /** From the last that has its parameters itself to the last that there is. */
  private static final List<Integer> SLOTS = List.of(250, 251, 254, 255);

  private final ScheduledExecutorService completer = Executors.newSingleThreadScheduledExecutor();

  @TempDir
  private Path directory;

  @AfterEach
  void close() {
    completer.shutdownNow();
  }

  @Test
  void stagesGetAllTheirParameters() throws Exception {
    assertSameAsBlocking("CompletionStage<Long>", "s.run(\"NAME\", () -> CALL);\n", """
        long h = 0; HASH log(); s.log(h);
        h += await(s.of(h));
        log(); HASH s.log(h);
        try { h += await(Wide.s.<Long>failed(new IllegalStateException())); } catch (IllegalStateException e) { HASH log(); }
        s.log(new Pair(p0, await(s.of(p0))));
        p0++;
        return completedFuture(h + (long) p0);
        """);
  }

  /** Its first instruction is the target of a jump. */
  @Test
  void stagesMayBeginWithLoop() throws Exception {
    assertSameAsBlocking("CompletableFuture<Object>", "s.run(\"NAME\", () -> CALL);\n", """
        do { p1 += 1; log(); } while (await(s.of(p1 < 7)));
        return completedFuture(s.log(p1 + "" + p2));
        """);
  }

  @Test
  void generatorsGetAllTheirParameters() throws Exception {
    assertSameAsBlocking("Generator<Object, Object>", """
        for (var each = Begin.generator(() -> CALL); each.hasNext();) s.log(each.next());
        s.run("NAME", () -> completedFuture(1));
        """, """
        long h = 0; HASH emit(h);
        HASH log(); emit(h);
        p0++;
        for (int i = 0; i < 3; i++) { emit(p0); p0 += i; }
        HASH emit(h);
        return end();
        """);
  }

  @Test
  void publishersGetAllTheirParametersForEachSubscriber() throws Exception {
    WideProgram program = program("Flow.Publisher<Object>", """
        { var all = CALL;
          s.run("first", () -> dev.coriolis.adapt.Publishers.list(all));
          s.run("other", () -> dev.coriolis.adapt.Publishers.list(all)); }
        """, """
        long h = 0; HASH emit(h);
        h = 0; await(s.of(h)); HASH emit(h);
        p0++;
        emit(p1);
        return end();
        """);

    try (Corpus woven =
        Corpus.woven(directory.resolve("woven"), List.of(program.write(directory)), 17, "-g")) {
      List<String> lists = woven.cases("Wide", new Stages(Mode.LATER, completer)).stream()
          .map(each -> each.substring(each.indexOf("= ") + 2))
          .toList();

      assertThat(lists).hasSize(2 * 2 * SLOTS.size() * TYPES.size());
      for (int i = 0; i < lists.size(); i += 2) {
        assertThat(lists.get(i)).matches("\\[(-?\\d+), \\1, 4]").isEqualTo(lists.get(i + 1));
      }
    }
  }

  private void assertSameAsBlocking(String result, String call, String body) throws Exception {
    List<Path> sources = List.of(program(result, call, body).write(directory));
    try (Corpus woven = Corpus.woven(directory.resolve("woven"), sources, 17, "-g");
        Corpus blocking = Corpus.blocking(directory.resolve("blocking"), sources, 17)) {
      for (Mode mode : Mode.values()) {
        List<String> expected = blocking.cases("Wide", new Stages(mode, completer));

        assertThat(woven.cases("Wide", new Stages(mode, completer)))
            .as("%s", mode)
            .isEqualTo(expected);
        assertThat(expected)
            .hasSize(2 * SLOTS.size() * TYPES.size())
            .allMatch(each -> each.contains("= "));
      }
    }
  }

  private static WideProgram program(String result, String call, String body) {
    WideProgram program = new WideProgram(result, call, body);
    for (List<String> types : TYPES) {
      for (int slots : SLOTS) {
        program.add("static", slots, types);
        program.add("final", slots, types);
      }
    }
    return program;
  }
}
