package dev.coriolis.processor.weave;

import dev.coriolis.processor.model.Machine;
import dev.coriolis.processor.weave.FrameLayout.Spill;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Describes what became of a coroutine, from what the passes left: nothing is found out again. */
final class DescribeMachine {
  private final CoroutineMethod method;

  private DescribeMachine(CoroutineMethod method) {
    this.method = method;
  }

  /** Returns the description of a coroutine that has gone through all passes. */
  static Machine of(CoroutineMethod method, int line) {
    DescribeMachine describe = new DescribeMachine(method);
    return new Machine(
        new Machine.Origin(className(method.owner().name), method.entry().name, line),
        new Machine.Frame(
            className(method.frameClass()), className(method.kind().superclass())),
        method.layout().fields().stream()
            .map(field -> new Machine.Field(field.name(), field.type().getClassName()))
            .toList(),
        method.layout().start().locals().stream().map(describe::saved).toList(),
        method.points().stream().map(describe::state).toList());
  }

  private Machine.State state(SuspensionPoint point) {
    FrameLayout.Spills spills = method.layout().at(point);
    List<Machine.Saved> saved = Stream.concat(spills.stack().stream(), spills.locals().stream())
        .map(this::saved)
        .toList();
    List<Machine.Handler> handlers =
        point.handlers().stream().map(DescribeMachine::handler).toList();
    List<String> unchanged = spills.unchanged().stream()
        .map(spill -> method.layout().field(spill).name())
        .toList();
    return new Machine.State(
        point.state(), suspension(point), Math.max(point.line(), 0), saved, unchanged, handlers);
  }

  private Machine.Suspension suspension(SuspensionPoint point) {
    if (SuspendingCalls.isEmitAll(point.call())) {
      return Machine.Suspension.EMIT_ALL;
    }
    if (SuspendingCalls.isEmit(point.call())) {
      return method.kind() == FrameKind.GENERATOR
          ? Machine.Suspension.EMIT
          : Machine.Suspension.PUBLISH;
    }
    return Machine.Suspension.AWAIT;
  }

  private Machine.Saved saved(Spill spill) {
    return spill.type() == null
        ? new Machine.Saved(spill.name(), "java.lang.Object", "")
        : new Machine.Saved(
            spill.name(),
            spill.type().getClassName(),
            method.layout().field(spill).name());
  }

  private static Machine.Handler handler(TryCatchBlockNode block) {
    return new Machine.Handler(
        block.type == null ? "" : className(block.type), lineAt(block.handler));
  }

  /** Only instructions that belong to no line stand between a handler and its first line. */
  private static int lineAt(LabelNode handler) {
    for (AbstractInsnNode node = handler; node != null; node = node.getNext()) {
      if (node instanceof LineNumberNode line) {
        return line.line;
      }
    }
    return 0;
  }

  private static String className(String internalName) {
    return Type.getObjectType(internalName).getClassName();
  }
}
