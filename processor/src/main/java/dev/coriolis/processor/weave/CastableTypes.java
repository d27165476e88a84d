package dev.coriolis.processor.weave;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * The types that code of a class may name in a {@code checkcast}.
 *
 * <p>A variable's type may be one that its class cannot access: the common superclass of two public
 * classes, say {@code AbstractStringBuilder}. To cast to it is an {@code IllegalAccessError} (JVMS
 * 5.4.4), to read a field of that type is not. What the class's own code names, it can access.
 */
final class CastableTypes {
  private final Set<String> names = new HashSet<>(Set.of("java/lang/Object", "java/lang/String"));

  CastableTypes(ClassNode owner) {
    names.add(owner.name);
    for (MethodNode method : owner.methods) {
      for (AbstractInsnNode node : method.instructions) {
        if (node instanceof TypeInsnNode type) {
          add(Type.getObjectType(type.desc));
        } else if (node instanceof MethodInsnNode call) {
          add(Type.getObjectType(call.owner));
        } else if (node instanceof FieldInsnNode access) {
          add(Type.getObjectType(access.owner));
        }
      }
    }
  }

  private void add(Type type) {
    names.add(element(type).getInternalName());
  }

  private static Type element(Type type) {
    return type.getSort() == Type.ARRAY ? type.getElementType() : type;
  }

  boolean contains(Type type) {
    Type element = element(type);
    return element.getSort() != Type.OBJECT || names.contains(element.getInternalName());
  }
}
