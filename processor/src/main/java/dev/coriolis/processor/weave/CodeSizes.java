package dev.coriolis.processor.weave;

import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;

/**
 * Reads how many bytes of code the methods of a class file have (JVMS 4.7.3).
 *
 * <p>It skips from length to length, and does not look at the code: ASM would visit every instruction.
 */
final class CodeSizes {
  private final ClassReader reader;
  private final char[] buffer;
  private final Map<String, Integer> sizes = new HashMap<>();
  private int offset;

  private CodeSizes(byte[] classFile) {
    reader = new ClassReader(classFile);
    buffer = new char[reader.getMaxStringLength()];
  }

  /** Returns the sizes by name and descriptor. */
  static Map<String, Integer> of(byte[] classFile) {
    CodeSizes sizes = new CodeSizes(classFile);
    sizes.read();
    return sizes.sizes;
  }

  private void read() {
    offset = reader.header + 6; // access, this, super
    offset += 2 + 2 * reader.readUnsignedShort(offset); // interfaces
    readMembers(); // fields
    readMembers(); // methods
  }

  private void readMembers() {
    int members = u2();
    for (int i = 0; i < members; i++) {
      String name = reader.readUTF8(offset + 2, buffer);
      String descriptor = reader.readUTF8(offset + 4, buffer);
      offset += 6;
      readAttributes(name + descriptor);
    }
  }

  private void readAttributes(String member) {
    int attributes = u2();
    for (int i = 0; i < attributes; i++) {
      if ("Code".equals(reader.readUTF8(offset, buffer))) {
        sizes.put(
            member, reader.readInt(offset + 10)); // behind its length, max_stack and max_locals
      }
      offset += 6 + reader.readInt(offset + 2);
    }
  }

  private int u2() {
    int value = reader.readUnsignedShort(offset);
    offset += 2;
    return value;
  }
}
