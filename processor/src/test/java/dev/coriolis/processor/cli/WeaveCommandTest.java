package dev.coriolis.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeaveCommandTest {
  private static final String IMPORTS = """
      package app; import static dev.coriolis.Coroutines.*; import static dev.coriolis.Generator.*; import dev.coriolis.*;
      import java.util.concurrent.*; import java.util.function.*; import java.util.stream.*;
      """;
  private static final String COROUTINE = IMPORTS + """
      class Foo {
        @Coroutine CompletionStage<Void> run() { await(done()); return done(); }
        Supplier<CompletionStage<Void>> later = () -> { await(done()); return done(); };
        @Coroutine Generator<Integer, Void> numbers(int n) { emit(n); return end(); }
        @Coroutine Flow.Publisher<Integer> events(int n) { emit(n); await(done()); return end(); }
      }
      """;
  private static final String PLAIN = "package app; class Plain { Runnable r = () -> {}; }";
  private static final LocalDateTime TIME = LocalDateTime.of(2001, 2, 3, 4, 5, 6);

  @TempDir
  Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void weavesClassesBelowFolder() throws IOException {
    Path classes = compile("app/Foo.java", COROUTINE, "app/Plain.java", PLAIN);
    byte[] plain = Files.readAllBytes(classes.resolve("app/Plain.class"));

    assertThat(run("weave", classes.toString())).isZero();

    assertThat(text(out)).isEqualToIgnoringNewLines("wove 1 classes in " + classes);
    assertThat(names(classes))
        .containsExactly(
            "Foo$$events.class",
            "Foo$$lambda$new$0.class",
            "Foo$$numbers.class",
            "Foo$$run.class",
            "Foo.class",
            "Plain.class");
    assertThat(Files.readAllBytes(classes.resolve("app/Plain.class"))).isEqualTo(plain);
  }

  @Test
  void leavesWovenClassesAlone() throws IOException {
    Path classes = compile("app/Foo.java", COROUTINE);
    run("weave", classes.toString());
    byte[] woven = Files.readAllBytes(classes.resolve("app/Foo.class"));

    assertThat(run("weave", classes.toString())).isZero();

    assertThat(text(out)).contains("wove 1 classes", "wove 0 classes");
    assertThat(Files.readAllBytes(classes.resolve("app/Foo.class"))).isEqualTo(woven);
  }

  @Test
  void weavesClassesInJarAndKeepsAllElse() throws IOException {
    Path jar = jar(
        entries(compile("app/Foo.java", COROUTINE, "app/Plain.java", PLAIN)), ZipEntry.DEFLATED);
    Map<String, byte[]> before = read(jar);

    assertThat(run("weave", jar.toString())).isZero();

    Map<String, byte[]> after = read(jar);
    assertThat(after.keySet())
        .containsExactly(
            "META-INF/MANIFEST.MF",
            "app/Foo.class",
            "app/Foo$$run.class",
            "app/Foo$$numbers.class",
            "app/Foo$$events.class",
            "app/Foo$$lambda$new$0.class",
            "app/Plain.class");
    assertThat(after.get("app/Foo.class")).isNotEqualTo(before.get("app/Foo.class"));
    assertThat(after.get("app/Plain.class")).isEqualTo(before.get("app/Plain.class"));
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      assertThat(zip.stream().map(ZipEntry::getTimeLocal)).containsOnly(TIME);
      assertThat(zip.getComment()).isEqualTo("a jar");
    }
    try (var files = Files.list(jar.getParent())) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".woven"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {ZipEntry.DEFLATED, ZipEntry.STORED})
  void sameJarBecomesSameJar(int method) throws IOException {
    Map<String, byte[]> entries = entries(compile("app/Foo.java", COROUTINE));
    Path jar = jar(entries, method);
    run("weave", jar.toString());
    byte[] first = Files.readAllBytes(jar);
    run("weave", jar.toString());
    byte[] again = Files.readAllBytes(jar);
    run("weave", jar(entries, method).toString());

    assertThat(again).isEqualTo(first);
    assertThat(Files.readAllBytes(jar)).isEqualTo(first);
  }

  @Test
  void replacesFramesOfAnEarlierCompilation() throws IOException {
    Map<String, byte[]> entries = entries(compile("app/Foo.java", COROUTINE));
    entries.put("app/Foo$$run.class", new byte[] {1});
    Path jar = jar(entries, ZipEntry.DEFLATED);

    assertThat(run("weave", jar.toString())).isZero();

    assertThat(read(jar).get("app/Foo$$run.class")).hasSizeGreaterThan(100);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      int f() {\\n return await(s); }                    | f        | [AwaitOutsideCoroutine] | 5
      Foo() {\\n await(s); }                             | <init>   | [AwaitOutsideCoroutine] | 5
      int f =\\n await(s);                               | <init>   | [AwaitOutsideCoroutine] | 5
      static int f;\\n static { f = await(s); }          | <clinit> | [AwaitOutsideCoroutine] | 5
      Supplier<Integer> f = () ->\\n await(s);           | lambda$  | [AwaitOutsideCoroutine] | 5
      Object f(Stream<CompletionStage<Integer>> x) {\\n return x.map(Coroutines::await); } | f | [AwaitReference] | 5
      @Coroutine void f() {\\n }                         | f        | [WrongReturnType] | 5
      void f() {\\n emit(1); }                           | f        | [EmitOutsideGenerator] | 5
      @Coroutine CompletionStage<Void> f() {\\n emit(1); return done(); } | f | [EmitOutsideGenerator] | 5
      @Coroutine Generator<Integer, Void> f() {\\n await(s); return end(); } | f | [AwaitInGenerator] | 5
      @Coroutine Flow.Publisher<Integer> f(Iterable<Integer> x) {\\n emitAll(x); return end(); } | f | [EmitAllInPublisher] | 5
      @Coroutine Generator<Integer, Void> f() { synchronized (this) {\\n emit(1); } return end(); } | f | [AwaitInSynchronized] | 5
      void f(Iterable<Integer> x) {\\n x.forEach(Generator::emit); } | f | [AwaitReference] | 5
      @Coroutine abstract CompletionStage<Void> f();     | f        | [CoroutineWithoutBody] | 0
      @Coroutine synchronized CompletionStage<Void> f() {\\n return done(); } | f | [SynchronizedCoroutine] | 5
      @Coroutine CompletionStage<Void> f() { synchronized (this) {\\n await(s); } return done(); } | f | [AwaitInSynchronized] | 5
      @Coroutine CompletionStage<Void> f() { synchronized (this) { try { s(); } catch (Error e) {\\n await(s); } } return done(); } | f | [AwaitInSynchronized] | 5
      @Coroutine CompletionStage<Void> f(dev.coriolis.Scope c) { synchronized (this) {\\n c.close(); } return done(); } | f | [CloseInSynchronized] | 5
      @Coroutine CompletionStage<Void> f(java.time.Duration d) { await(done()); synchronized (this) {\\n dev.coriolis.Scope.open(d); } return done(); } | f | [CloseInSynchronized] | 5
      """)
  void reportsWhatCannotBeCoroutine(String member, String method, String tag, int line)
      throws IOException {
    Path classes = compile(
        "app/Foo.java",
        IMPORTS + "abstract class Foo { static CompletionStage<Integer> s; void s() {}\n"
            + member.replace("\\n", "\n")
            + " }");
    byte[] before = Files.readAllBytes(classes.resolve("app/Foo.class"));

    assertThat(run("weave", classes.toString())).isEqualTo(1);

    String place = line == 0 ? "(Foo.java): error: " : "(Foo.java:" + line + "): error: ";
    assertThat(text(err).lines())
        .singleElement()
        .asString()
        .startsWith("app.Foo." + method)
        .contains(place + tag);
    assertThat(text(out)).isEmpty();
    assertThat(Files.readAllBytes(classes.resolve("app/Foo.class"))).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "synchronized (this) { s(); } await(s);",
        "synchronized (await(lock)) { s(); }",
        "try { synchronized (this) { s(); } } catch (Error e) { await(s); }",
        "try { synchronized (this) { s(); } } finally { await(s); }",
        "for (;;) { synchronized (this) { if (s == null) break; } } await(s);",
        "synchronized (this) { synchronized (s) { if (s == null) return done(); } } await(s);",
        "Runnable r = () -> { synchronized (this) { try (Scope c = Scope.open()) { } } }; await(s);",
      })
  void acceptsAwaitOutsideMonitor(String statements) throws IOException {
    Path classes = compile("app/Foo.java", IMPORTS + """
        class Foo {
          static CompletionStage<Integer> s;
          static CompletionStage<Object> lock;
          void s() {}
          @Coroutine CompletionStage<Void> f() { %s return done(); }
        }
        """.formatted(statements));

    assertThat(run("weave", classes.toString())).isZero();

    assertThat(text(err)).isEmpty();
  }

  @Test
  void changesNothingWhereOneClassHasErrors() throws IOException {
    Path classes = compile("app/Foo.java", COROUTINE, "app/Wrong.java", IMPORTS + """
        class Wrong { int f() { return await(completed()); }
          CompletionStage<Integer> completed() { return null; } }
        """);
    Path jar = jar(entries(classes), ZipEntry.DEFLATED);
    byte[] before = Files.readAllBytes(jar);

    assertThat(run("weave", jar.toString(), classes.toString())).isEqualTo(1);

    assertThat(Files.readAllBytes(jar)).isEqualTo(before);
    assertThat(names(classes)).containsExactly("Foo.class", "Wrong.class");
  }

  @Test
  void reportsClassFilesOfUnknownVersions() throws IOException {
    Path file = compile("app/Foo.java", COROUTINE).resolve("app/Foo.class");
    byte[] newer = Files.readAllBytes(file);
    newer[7] = 99;
    Files.write(file, newer);

    assertThat(run("weave", file.getParent().toString())).isEqualTo(1);

    assertThat(text(err)).startsWith("Foo.class: error: [ClassFileUnreadable]");
  }

  @Test
  void reportsClassFilesWithoutStackMaps() throws IOException {
    Path file = compile("app/Foo.java", COROUTINE).resolve("app/Foo.class");
    byte[] older = Files.readAllBytes(file);
    older[7] = 50;
    Files.write(file, older);

    assertThat(run("weave", file.getParent().toString())).isEqualTo(1);

    assertThat(text(err)).contains("[WeavingFailed]", "version 50");
  }

  @Test
  void refusesSignedJars() throws IOException {
    Map<String, byte[]> entries = entries(compile("app/Foo.java", COROUTINE));
    entries.put("META-INF/KEY.SF", new byte[0]);
    Path jar = jar(entries, ZipEntry.DEFLATED);
    byte[] before = Files.readAllBytes(jar);

    assertThat(run("weave", jar.toString())).isEqualTo(1);

    assertThat(text(err)).contains("[SignedJar] app.jar cannot be woven");
    assertThat(Files.readAllBytes(jar)).isEqualTo(before);
  }

  @Test
  void reportsTargetsThatCannotBeRead() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "no jar");

    assertThat(run("weave", text.toString(), folder.resolve("missing").toString()))
        .isEqualTo(1);

    assertThat(text(err).lines())
        .hasSize(2)
        .allMatch(line -> line.contains("error: [TargetUnreachable]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "weave", "wave x", "--version"})
  void explainsItselfWhenMisused(String line) {
    String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");

    assertThat(run(arguments)).isEqualTo(2);

    assertThat(text(err)).startsWith("usage: java -jar coriolis-processor.jar weave DIR|JAR...");
    assertThat(text(out)).isEmpty();
  }

  @Test
  void explainsItselfWhenAsked() {
    assertThat(run("--help")).isZero();

    assertThat(text(out)).startsWith("usage: ");
  }

  private int run(String... arguments) {
    return new WeaveCommand(stream(out), stream(err)).run(List.of(arguments));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private Path compile(String... pathsAndTexts) throws IOException {
    return PlainJavac.compile(folder, pathsAndTexts);
  }

  private static List<String> names(Path classes) throws IOException {
    try (var files = Files.list(classes.resolve("app"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static Map<String, byte[]> entries(Path classes) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n".getBytes(StandardCharsets.UTF_8));
    for (String name : names(classes)) {
      entries.put("app/" + name, Files.readAllBytes(classes.resolve("app").resolve(name)));
    }
    return entries;
  }

  private Path jar(Map<String, byte[]> entries, int method) throws IOException {
    Path jar = folder.resolve("app.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.setComment("a jar");
      for (String name : new ArrayList<>(entries.keySet())) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        entry.setMethod(method);
        var crc = new java.util.zip.CRC32();
        crc.update(entries.get(name));
        entry.setCrc(crc.getValue());
        entry.setSize(entries.get(name).length);
        zip.putNextEntry(entry);
        zip.write(entries.get(name));
      }
    }
    return jar;
  }

  private static Map<String, byte[]> read(Path jar) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().<ZipEntry>map(each -> each).toList()) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }
}
