package dev.coriolis.processor.weave;

import dev.coriolis.processor.names.WovenNames;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes the frame class of a coroutine.
 *
 * <pre>{@code
 * final class Foo$$users extends Frame {
 *   Foo self;
 *   HttpResponse response;               // what lives across an await
 *
 *   Foo$$users(Foo self) { this.self = self; }
 *
 *   static Foo$$users of(Foo self, Foo$$users frame) {
 *     return frame != null ? frame : new Foo$$users(self);
 *   }
 *
 *   protected CompletionStage resume() { return self.users(0, this); }
 *
 *   public CompletableFuture takeAwaited() {
 *     response = null;                   // the body has reloaded all: nothing is kept alive
 *     return super.takeAwaited();
 *   }
 *
 *   protected StackTraceElement location() {
 *     return new StackTraceElement("com.example.Foo", "users", "Foo.java", "\0\25\31".charAt(state()));
 *   }
 * }
 * }</pre>
 *
 * <p>That of a generator has {@code create} in place of {@code of}, which takes the parameters along,
 * and {@code clear} in place of {@code takeAwaited}; that of a publisher has {@code create} too. If there are
 * very many parameters, that of a stage has both, and that of a publisher has {@code copy}.
 */
final class FrameClass {
  static final String FACTORY = "of";
  static final String CREATOR = "create";
  static final String COPY = "copy";
  static final String CLEAR = "clear";
  static final String CLEAR_DESCRIPTOR = "()V";
  static final String TAKE_AWAITED = "takeAwaited";
  static final String TAKE_AWAITED_DESCRIPTOR = "()L" + WovenNames.COMPLETABLE_FUTURE + ";";
  private static final String SELF = "self";

  private final CoroutineMethod method;
  private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);

  FrameClass(CoroutineMethod method) {
    this.method = method;
  }

  byte[] write() {
    writer.visit(
        method.owner().version & 0xFFFF,
        Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
        method.frameClass(),
        null,
        method.kind().superclass(),
        method.kind() == FrameKind.GENERATOR ? new String[] {WovenNames.GENERATOR} : null);
    if (method.owner().sourceFile != null) {
      writer.visitSource(method.owner().sourceFile, null);
    }
    if (!method.isStatic()) {
      writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, SELF, self(), null, null);
    }
    for (FrameLayout.Field field : method.layout().fields()) {
      writer.visitField(0, field.name(), field.type().getDescriptor(), null, null);
    }
    writeConstructor();
    if (method.fetchesParameters()) {
      writeCreator();
    }
    if (!method.kind().beginsWithFrame()) {
      writeFactory();
    }
    if (method.kind() == FrameKind.PUBLISHER && method.hasManyParameters()) {
      writeCopy();
    }
    writeResume();
    if (method.kind() == FrameKind.GENERATOR) {
      writeClear();
      writeExit();
    } else {
      writeTakeAwaited();
    }
    writeLocation();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private String self() {
    return "L" + method.owner().name + ";";
  }

  private String constructor() {
    return method.isStatic() ? "()V" : "(" + self() + ")V";
  }

  private void writeConstructor() {
    MethodVisitor code = begin(Opcodes.ACC_PRIVATE, "<init>", constructor());
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, method.kind().superclass(), "<init>", "()V", false);
    if (!method.isStatic()) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitVarInsn(Opcodes.ALOAD, 1);
      code.visitFieldInsn(Opcodes.PUTFIELD, method.frameClass(), SELF, self());
    }
    end(code, Opcodes.RETURN);
  }

  private void writeFactory() {
    MethodVisitor code = begin(Opcodes.ACC_STATIC, FACTORY, method.factoryDescriptor());
    int frame = method.isStatic() ? 0 : 1;
    Label create = new Label();
    code.visitVarInsn(Opcodes.ALOAD, frame);
    code.visitJumpInsn(Opcodes.IFNULL, create);
    code.visitVarInsn(Opcodes.ALOAD, frame);
    code.visitInsn(Opcodes.ARETURN);
    code.visitLabel(create);
    code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    newFrame(code, () -> code.visitVarInsn(Opcodes.ALOAD, 0));
    end(code, Opcodes.ARETURN);
  }

  /** Makes a frame; {@code self} puts the receiver on the stack, if there is one. */
  private void newFrame(MethodVisitor code, Runnable self) {
    code.visitTypeInsn(Opcodes.NEW, method.frameClass());
    code.visitInsn(Opcodes.DUP);
    if (!method.isStatic()) {
      self.run();
    }
    code.visitMethodInsn(
        Opcodes.INVOKESPECIAL, method.frameClass(), "<init>", constructor(), false);
  }

  /** The parameters have the slots that they have in the body. */
  private void writeCreator() {
    MethodVisitor code = begin(Opcodes.ACC_STATIC, CREATOR, method.creatorDescriptor());
    newFrame(code, () -> code.visitVarInsn(Opcodes.ALOAD, 0));
    for (FrameLayout.Spill parameter : method.layout().start().locals()) {
      FrameLayout.Field field = method.layout().field(parameter);
      code.visitInsn(Opcodes.DUP);
      code.visitVarInsn(field.type().getOpcode(Opcodes.ILOAD), parameter.slot());
      code.visitFieldInsn(
          Opcodes.PUTFIELD, method.frameClass(), field.name(), field.type().getDescriptor());
    }
    end(code, Opcodes.ARETURN);
  }

  private void writeCopy() {
    MethodVisitor code = begin(Opcodes.ACC_STATIC, COPY, method.copyDescriptor());
    newFrame(code, () -> getField(code, SELF, self()));
    for (FrameLayout.Spill parameter : method.layout().start().locals()) {
      FrameLayout.Field field = method.layout().field(parameter);
      String type = field.type().getDescriptor();
      code.visitInsn(Opcodes.DUP);
      getField(code, field.name(), type);
      code.visitFieldInsn(Opcodes.PUTFIELD, method.frameClass(), field.name(), type);
    }
    end(code, Opcodes.ARETURN);
  }

  /** Reads a field of the frame in the first slot. */
  private void getField(MethodVisitor code, String name, String type) {
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitFieldInsn(Opcodes.GETFIELD, method.frameClass(), name, type);
  }

  private void writeClear() {
    if (method.layout().hasReferences()) {
      MethodVisitor code = begin(Opcodes.ACC_PROTECTED, CLEAR, CLEAR_DESCRIPTOR);
      clearReferences(code);
      end(code, Opcodes.RETURN);
    }
  }

  /** The exception is of a package that the superclass does not know. */
  private void writeExit() {
    MethodVisitor code = begin(Opcodes.ACC_PROTECTED, "exit", "()Ljava/lang/Throwable;");
    code.visitTypeInsn(Opcodes.NEW, WovenNames.GENERATOR_EXIT);
    code.visitInsn(Opcodes.DUP);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, WovenNames.GENERATOR_EXIT, "<init>", "()V", false);
    end(code, Opcodes.ARETURN);
  }

  private void writeResume() {
    MethodVisitor code =
        begin(Opcodes.ACC_PROTECTED, method.kind().resumeName(), method.kind().resumeDescriptor());
    if (!method.isStatic()) {
      getField(code, SELF, self());
    }
    if (!method.hasManyParameters()) {
      // The body reloads what it needs of its parameters.
      for (Type parameter : Type.getArgumentTypes(method.entry().desc)) {
        code.visitInsn(zero(parameter));
      }
    }
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(
        method.bodyCall(),
        method.owner().name,
        method.body().name,
        method.body().desc,
        method.inInterface());
    end(code, Type.getReturnType(method.body().desc).getOpcode(Opcodes.IRETURN));
  }

  /** Clears all references in one place, so that it costs the body nothing at each point. */
  private void writeTakeAwaited() {
    MethodVisitor code = begin(Opcodes.ACC_PUBLIC, TAKE_AWAITED, TAKE_AWAITED_DESCRIPTOR);
    clearReferences(code);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(
        Opcodes.INVOKESPECIAL,
        method.kind().superclass(),
        TAKE_AWAITED,
        TAKE_AWAITED_DESCRIPTOR,
        false);
    end(code, Opcodes.ARETURN);
  }

  private void clearReferences(MethodVisitor code) {
    for (FrameLayout.Field field : method.layout().fields()) {
      if (field.isReference()) {
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitFieldInsn(
            Opcodes.PUTFIELD, method.frameClass(), field.name(), field.type().getDescriptor());
      }
    }
  }

  private static int zero(Type type) {
    return switch (type.getSort()) {
      case Type.LONG -> Opcodes.LCONST_0;
      case Type.DOUBLE -> Opcodes.DCONST_0;
      case Type.FLOAT -> Opcodes.FCONST_0;
      case Type.ARRAY, Type.OBJECT -> Opcodes.ACONST_NULL;
      default -> Opcodes.ICONST_0;
    };
  }

  private void writeLocation() {
    String element = "java/lang/StackTraceElement";
    MethodVisitor code = begin(Opcodes.ACC_PROTECTED, "location", "()L" + element + ";");
    code.visitTypeInsn(Opcodes.NEW, element);
    code.visitInsn(Opcodes.DUP);
    code.visitLdcInsn(method.owner().name.replace('/', '.'));
    code.visitLdcInsn(method.entry().name);
    if (method.owner().sourceFile == null) {
      code.visitInsn(Opcodes.ACONST_NULL);
    } else {
      code.visitLdcInsn(method.owner().sourceFile);
    }
    pushLine(code);
    code.visitMethodInsn(
        Opcodes.INVOKESPECIAL,
        element,
        "<init>",
        "(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;I)V",
        false);
    end(code, Opcodes.ARETURN);
  }

  /** The lines are the characters of one string, by state: the smallest table a class file has. */
  private void pushLine(MethodVisitor code) {
    int first = method.kind().beginsWithFrame() ? method.line() : 0;
    if (first == 0 && method.points().isEmpty()) {
      code.visitInsn(Opcodes.ICONST_M1);
      return;
    }
    StringBuilder lines = new StringBuilder().append((char) first);
    for (SuspensionPoint point : method.points()) {
      if (point.line() < 0) {
        code.visitInsn(Opcodes.ICONST_M1);
        return;
      }
      lines.append((char) point.line());
    }
    code.visitLdcInsn(lines.toString());
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, method.frameClass(), "state", "()I", false);
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/String", "charAt", "(I)C", false);
  }

  private MethodVisitor begin(int access, String name, String descriptor) {
    MethodVisitor code = writer.visitMethod(access, name, descriptor, null, null);
    code.visitCode();
    return code;
  }

  private static void end(MethodVisitor code, int returnOpcode) {
    code.visitInsn(returnOpcode);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
