package dev.coriolis.processor.weave;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Reads how many bytes of code the methods of a class file have, to within one instruction. */
final class CodeSizes extends ClassReader {
  private final Map<String, Integer> sizes = new HashMap<>();
  private int offset;

  private CodeSizes(byte[] classFile) {
    super(classFile);
  }

  /** Returns the sizes by name and descriptor. */
  static Map<String, Integer> of(byte[] classFile) {
    CodeSizes reader = new CodeSizes(classFile);
    reader.accept(reader.new Methods(), SKIP_DEBUG | SKIP_FRAMES);
    return reader.sizes;
  }

  /** ASM calls it with the offset of each instruction, before it visits the instruction. */
  @Override
  protected void readBytecodeInstructionOffset(int bytecodeOffset) {
    offset = bytecodeOffset;
  }

  /** Keeps the offset of the last instruction of each method. */
  private final class Methods extends ClassVisitor {
    Methods() {
      super(Opcodes.ASM9);
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      offset = 0;
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitEnd() {
          sizes.put(name + descriptor, offset + 1);
        }
      };
    }
  }
}
