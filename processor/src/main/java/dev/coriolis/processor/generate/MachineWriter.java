package dev.coriolis.processor.generate;

import static javax.lang.model.element.Modifier.FINAL;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.coriolis.processor.model.Machine;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Writes the machine of a coroutine as Java source: for people, not for a compiler. */
public final class MachineWriter {
  private static final ClassName STAGE = ClassName.get("java.util.concurrent", "CompletionStage");

  private static final List<TypeName> PRIMITIVES = List.of(
      TypeName.BOOLEAN,
      TypeName.BYTE,
      TypeName.CHAR,
      TypeName.SHORT,
      TypeName.INT,
      TypeName.LONG,
      TypeName.FLOAT,
      TypeName.DOUBLE);

  /**
   * Returns the source.
   *
   * @param lines the text of a line of the coroutine's source; empty where it is not known
   */
  public String write(Machine machine, IntFunction<String> lines) {
    String name = machine.frame().name();
    int dot = name.lastIndexOf('.');
    TypeSpec.Builder frame = TypeSpec.classBuilder(name.substring(dot + 1))
        .addJavadoc(
            "The machine of {@code $L.$L}$L. It is written for people, and nobody compiles it.",
            machine.origin().owner(),
            machine.origin().method(),
            machine.origin().line() > 0 ? ", line " + machine.origin().line() : "")
        .addModifiers(FINAL)
        .superclass(className(machine.frame().superclass()));
    machine.fields().forEach(field -> frame.addField(type(field.type()), field.name()));
    frame.addMethod(resume(machine, lines));
    return JavaFile.builder(dot < 0 ? "" : name.substring(0, dot), frame.build())
        .skipJavaLangImports(true)
        .build()
        .toString();
  }

  private static MethodSpec resume(Machine machine, IntFunction<String> lines) {
    CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("switch (state())");
    code.add("case 0:\n$>");
    machine.start().forEach(parameter -> code.add(reload(machine, parameter)));
    code.add("// from the beginning to the first $L\n$<", firstSuspension(machine));
    for (Machine.State state : machine.states()) {
      code.add("case $L:\n$>", state.number()).add(state(machine, state, lines)).add("$<");
    }
    return MethodSpec.methodBuilder("resume")
        .returns(result(machine))
        .addCode(code.endControlFlow().build())
        .build();
  }

  private static CodeBlock state(Machine machine, Machine.State state, IntFunction<String> lines) {
    CodeBlock.Builder code = CodeBlock.builder();
    if (state.line() > 0) {
      code.add("// line $L: $L\n", state.line(), lines.apply(state.line()));
    }
    code.add("// suspended: $L\n", saved(state));
    state.saved().forEach(saved -> code.add(reload(machine, saved)));
    code.add(received(state));
    return code.build();
  }

  private static TypeName result(Machine machine) {
    if (isOfStage(machine)) {
      return STAGE;
    }
    return machine.frame().superclass().endsWith("GeneratorFrame")
        ? TypeName.BOOLEAN
        : ClassName.OBJECT;
  }

  private static boolean isOfStage(Machine machine) {
    return machine.frame().superclass().endsWith(".Frame");
  }

  private static String firstSuspension(Machine machine) {
    if (machine.states().stream().allMatch(MachineWriter::isGenerators)) {
      return "emit";
    }
    return isOfStage(machine)
        ? "await whose stage is not complete"
        : "await whose stage is not complete, or emit that the subscriber does not want yet";
  }

  private static boolean isGenerators(Machine.State state) {
    return state.suspension() == Machine.Suspension.EMIT
        || state.suspension() == Machine.Suspension.EMIT_ALL;
  }

  /** What the suspension has brought, and what becomes of it. */
  private static CodeBlock received(Machine.State state) {
    String call =
        state.suspension() == Machine.Suspension.AWAIT ? "behind the await" : "behind the emit";
    String place = state.line() > 0 ? "in line " + state.line() : call;
    String received = isGenerators(state) ? "sent = sent()" : "awaited = takeAwaited()";
    String thrown = switch (state.suspension()) {
      case AWAIT -> "a failure";
      case EMIT -> "an exception of raise() or close()";
      case EMIT_ALL -> "an exception of raise() or close() that comes through, or a failure";
      case PUBLISH -> "a cancellation";
    };
    return CodeBlock.builder()
        .addStatement(received)
        .add("// goes on $L; $L $L\n", place, thrown, failure(state))
        .build();
  }

  private static String saved(Machine.State state) {
    List<String> fields = state.saved().stream()
        .filter(saved -> !saved.field().isEmpty() && !state.unchanged().contains(saved.field()))
        .map(saved -> "this." + saved.field() + " = " + saved.variable())
        .toList();
    String saved = fields.isEmpty() ? "nothing to save" : String.join(", ", fields);
    return state.unchanged().isEmpty()
        ? saved
        : saved + "; unchanged: this." + String.join(", this.", state.unchanged());
  }

  /** A field that variables of several types share needs a cast, as it has in the class file. */
  private static CodeBlock reload(Machine machine, Machine.Saved saved) {
    TypeName type = type(saved.type());
    if (saved.field().isEmpty()) {
      return CodeBlock.of("$T $L = null;\n", type, saved.variable());
    }
    boolean isExact = machine.fields().stream()
        .anyMatch(field -> field.name().equals(saved.field()) && field.type().equals(saved.type()));
    return isExact
        ? CodeBlock.of("$T $L = this.$L;\n", type, saved.variable(), saved.field())
        : CodeBlock.of("$T $L = ($T) this.$L;\n", type, saved.variable(), type, saved.field());
  }

  private static String failure(Machine.State state) {
    Stream<String> handlers = state.handlers().stream()
        .map(handler ->
            (handler.type().isEmpty() ? "goes to finally" : "goes to catch " + handler.type())
                + (handler.line() > 0 ? " at line " + handler.line() : ""));
    boolean catchesAll = state.handlers().stream().anyMatch(each -> each.type().isEmpty());
    String escape = isGenerators(state) ? "ends the generator" : "fails the coroutine";
    Stream<String> end = catchesAll ? Stream.empty() : Stream.of(escape);
    return String.join(", or else ", Stream.concat(handlers, end).toList());
  }

  private static TypeName type(String name) {
    if (name.endsWith("[]")) {
      return ArrayTypeName.of(type(name.substring(0, name.length() - 2)));
    }
    return PRIMITIVES.stream()
        .filter(primitive -> primitive.toString().equals(name))
        .findFirst()
        .orElseGet(() -> className(name));
  }

  private static ClassName className(String name) {
    int dot = name.lastIndexOf('.');
    return ClassName.get(dot < 0 ? "" : name.substring(0, dot), name.substring(dot + 1));
  }
}
