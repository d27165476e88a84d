package dev.coriolis.processor.weave;

import static dev.coriolis.processor.weave.Bytecode.STAGE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EmitEntryTest {

  @Test
  void callsTheBodyWithoutAFrame() {
    CoroutineMethod method =
        Bytecode.after(List.of(new MoveBody(), new EmitEntry()), "(JI)" + STAGE, code -> {});

    assertThat(Bytecode.text(method.entry()))
        .containsSequence(
            "LLOAD 0",
            "ILOAD 2",
            "ACONST_NULL",
            "INVOKESTATIC Foo.run (JILFoo$$run;)" + STAGE,
            "LDC \"Foo.run\"",
            "INVOKESTATIC dev/coriolis/frame/Frames.started (" + STAGE + "Ljava/lang/String;)"
                + STAGE,
            "ARETURN");
  }

  @Test
  void makesTheFrameOfAGenerator() {
    CoroutineMethod method = Bytecode.after(
        List.of(new MoveBody(), new EmitEntry()), "(JI)" + Bytecode.GENERATOR, code -> {});

    assertThat(Bytecode.text(method.entry()))
        .containsSequence(
            "LLOAD 0", "ILOAD 2", "INVOKESTATIC Foo$$run.create (JI)LFoo$$run;", "ARETURN");
    assertThat(method.entry().tryCatchBlocks).isEmpty();
  }

  @Test
  void keepsHowToMakeTheFrameOfAPublisher() {
    CoroutineMethod method = Bytecode.after(
        List.of(new MoveBody(), new EmitEntry()), "(JI)" + Bytecode.PUBLISHER, code -> {});

    assertThat(Bytecode.text(method.entry()))
        .contains(
            "INVOKEDYNAMIC get(JI)Ljava/util/function/Supplier; [",
            "Foo$$run.create(JI)LFoo$$run;,",
            "INVOKESTATIC dev/coriolis/frame/PublisherFrame.publisher (Ljava/util/function/Supplier;)"
                + Bytecode.PUBLISHER);
  }

  @Test
  void givesTheBodyAFrameWhereParametersLeaveNoSlotForIt() {
    String parameters = "(" + "J".repeat(127) + "I)";
    CoroutineMethod method =
        Bytecode.after(List.of(new MoveBody(), new EmitEntry()), parameters + STAGE, code -> {});

    assertThat(Bytecode.text(method.entry()))
        .containsSequence(
            "ILOAD 254",
            "INVOKESTATIC Foo$$run.create " + parameters + "LFoo$$run;",
            "INVOKESTATIC Foo.run (LFoo$$run;)" + STAGE);
  }

  @Test
  void keepsAFrameOfAPublisherWhereParametersAreTooManyToKeep() {
    String parameters = "(" + "J".repeat(125) + "I)";
    CoroutineMethod method = Bytecode.after(
        List.of(new MoveBody(), new EmitEntry()), parameters + Bytecode.PUBLISHER, code -> {});

    assertThat(Bytecode.text(method.entry()))
        .contains(
            "INVOKESTATIC Foo$$run.create " + parameters + "LFoo$$run;",
            "INVOKEDYNAMIC get(LFoo$$run;)Ljava/util/function/Supplier; [",
            "Foo$$run.copy(LFoo$$run;)LFoo$$run;,");
  }
}
