package dev.coriolis.processor.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Executable;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BlockingCallsTest {

  @ParameterizedTest
  @MethodSource("dev.coriolis.processor.check.BlockingCalls#all")
  void namesMethodOfItsOwner(BlockingCall call) throws ClassNotFoundException {
    Class<?> owner = Class.forName(call.owner());
    Stream<? extends Executable> declared = call.name().equals("<init>")
        ? Stream.of(owner.getDeclaredConstructors())
        : Stream.of(owner.getDeclaredMethods()).filter(m -> m.getName().equals(call.name()));

    assertThat(declared)
        .anyMatch(method -> call.parameter().isEmpty()
            || Arrays.stream(method.getParameterTypes())
                .anyMatch(type -> type.getSimpleName().equals(call.parameter())));
  }

  @Test
  void hasNoMethodTwice() {
    assertThat(BlockingCalls.all().stream().map(call -> call.owner() + call.name()))
        .doesNotHaveDuplicates();
  }
}
