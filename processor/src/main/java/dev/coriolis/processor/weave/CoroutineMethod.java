package dev.coriolis.processor.weave;

import dev.coriolis.processor.weave.FrameLayout.Spills;
import dev.coriolis.processor.weave.analysis.ControlFlow;
import dev.coriolis.processor.weave.analysis.Facts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/** A coroutine on its way through the passes: what they read, and what they leave for the next. */
final class CoroutineMethod {
  /** The slots that a call site can keep (those of a method are 255, but there it has its own). */
  private static final int MANY_SLOTS = 250;

  private final ClassNode owner;
  private final MethodNode entry;
  private final MethodNode body;
  private final String frameClass;
  private final CastableTypes castable;
  private final int line;
  private final FrameKind kind;
  private List<SuspensionPoint> points = List.of();
  private @Nullable ControlFlow flow;
  private @Nullable Facts<BitSet> live;
  private FrameLayout layout =
      new FrameLayout(List.of(), new Spills(List.of(), List.of()), Map.of());

  /**
   * Begins with the method as javac wrote it: its code becomes the body, and it the entry.
   *
   * @param frameClass the internal name of the frame class to be made
   */
  CoroutineMethod(ClassNode owner, MethodNode entry, String frameClass, CastableTypes castable) {
    this.owner = owner;
    this.entry = entry;
    this.frameClass = frameClass;
    this.castable = castable;
    line = firstLine(entry);
    kind = FrameKind.of(entry).orElse(FrameKind.STAGE);
    body = new MethodNode(
        Opcodes.ASM9,
        bodyAccess(),
        entry.name,
        hasManyParameters()
            ? Type.getMethodDescriptor(kind.bodyResult(entry), Type.getObjectType(frameClass))
            : variables(),
        null,
        bodyExceptions());
  }

  /**
   * The frame class has to call the body, and is no nest mate of a class whose nest host must stay as
   * javac wrote it; so the body is as visible as the package. An interface knows public and private
   * only. Nothing overrides it: no other method has this frame class in its descriptor.
   */
  private int bodyAccess() {
    int access = Opcodes.ACC_SYNTHETIC | (entry.access & Opcodes.ACC_STATIC);
    if (inInterface()) {
      return access | Opcodes.ACC_PUBLIC;
    }
    return isStatic() ? access : access | Opcodes.ACC_FINAL;
  }

  /** A proxy, through which the body of an interface is called, lets pass only what is declared. */
  private String @Nullable [] bodyExceptions() {
    return inInterface() ? new String[] {"java/lang/Throwable"} : null;
  }

  ClassNode owner() {
    return owner;
  }

  MethodNode entry() {
    return entry;
  }

  MethodNode body() {
    return body;
  }

  String frameClass() {
    return frameClass;
  }

  FrameKind kind() {
    return kind;
  }

  /** Returns the line of the first instruction, or 0 where the class file has no lines. */
  int line() {
    return line;
  }

  CastableTypes castable() {
    return castable;
  }

  List<SuspensionPoint> points() {
    return points;
  }

  /** Returns the calls of the suspension points. */
  Set<AbstractInsnNode> calls() {
    Set<AbstractInsnNode> calls = Collections.newSetFromMap(new IdentityHashMap<>());
    points.forEach(point -> calls.add(point.call()));
    return calls;
  }

  void setPoints(List<SuspensionPoint> points) {
    this.points = List.copyOf(points);
  }

  /** Leaves what is known of the variables, until code is written for the suspension points. */
  void setLive(ControlFlow flow, Facts<BitSet> live) {
    this.flow = flow;
    this.live = live;
  }

  /** Returns the blocks of the body, as they are without the code for its suspension points. */
  ControlFlow flow() {
    return found(flow);
  }

  /** Returns the live slots at the first instruction, at stack map frames and at suspension points. */
  Facts<BitSet> live() {
    return found(live);
  }

  private static <T> T found(@Nullable T fact) {
    return Objects.requireNonNull(fact, "needs FindLiveVariables");
  }

  FrameLayout layout() {
    return layout;
  }

  void setLayout(FrameLayout layout) {
    this.layout = layout;
  }

  boolean isStatic() {
    return (entry.access & Opcodes.ACC_STATIC) != 0;
  }

  boolean inInterface() {
    return (owner.access & Opcodes.ACC_INTERFACE) != 0;
  }

  /** Returns the slot of the frame in the body: the one behind the parameters. */
  int frameSlot() {
    return (Type.getArgumentsAndReturnSizes(entry.desc) >> 2) - (1 - receiverSize());
  }

  /** Returns the slot in which the body gets its frame. */
  int frameParameter() {
    return hasManyParameters() ? receiverSize() : frameSlot();
  }

  private int receiverSize() {
    return isStatic() ? 0 : 1;
  }

  /** Returns the variables that the body begins with, the frame last, as the parameters of a descriptor. */
  String variables() {
    Type[] parameters = Type.getArgumentTypes(entry.desc);
    Type[] withFrame = Arrays.copyOf(parameters, parameters.length + 1);
    withFrame[parameters.length] = Type.getObjectType(frameClass);
    return Type.getMethodDescriptor(kind.bodyResult(entry), withFrame);
  }

  /**
   * Returns whether the body gets nothing but its frame, as there are too many parameters for one more,
   * or for a lambda to keep.
   */
  boolean hasManyParameters() {
    return frameSlot() > MANY_SLOTS;
  }

  /** Returns whether the body fetches its parameters from a frame. */
  boolean fetchesParameters() {
    return kind.beginsWithFrame() || hasManyParameters();
  }

  /** Returns a slot that the body does not use yet, and takes it with the next {@code size - 1}. */
  int newSlot(int size) {
    int slot = body.maxLocals;
    body.maxLocals += size;
    return slot;
  }

  /** Returns the opcode of a call to the body. */
  int bodyCall() {
    if (isStatic()) {
      return Opcodes.INVOKESTATIC;
    }
    return inInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
  }

  /** Returns the descriptor of the frame class's factory: receiver and frame to frame. */
  String factoryDescriptor() {
    String frame = "L" + frameClass + ";";
    return isStatic() ? "(" + frame + ")" + frame : "(L" + owner.name + ";" + frame + ")" + frame;
  }

  /** Returns the descriptor of the frame class's other factory: receiver and parameters to frame. */
  String creatorDescriptor() {
    List<Type> parameters = new ArrayList<>(List.of(Type.getArgumentTypes(entry.desc)));
    if (!isStatic()) {
      parameters.add(0, Type.getObjectType(owner.name));
    }
    return Type.getMethodDescriptor(
        Type.getObjectType(frameClass), parameters.toArray(Type[]::new));
  }

  /** Returns the descriptor of the method of the frame class that copies the parameters to a new frame. */
  String copyDescriptor() {
    return "(L" + frameClass + ";)L" + frameClass + ";";
  }

  /** Returns the line of a method's first instruction, or 0 where the class file has no lines. */
  static int firstLine(MethodNode method) {
    for (AbstractInsnNode node : method.instructions) {
      if (node instanceof LineNumberNode line) {
        return line.line;
      }
    }
    return 0;
  }

  WeaveException failure(String message) {
    return new WeaveException(entry.name, line, message);
  }
}
