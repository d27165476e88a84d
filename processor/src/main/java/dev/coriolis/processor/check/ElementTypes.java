package dev.coriolis.processor.check;

import java.util.List;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;

/**
 * The types that a coroutine with elements has declared by what it returns.
 *
 * @param emitted the type of its elements
 * @param sent the type of what is sent to it
 */
record ElementTypes(TypeMirror emitted, TypeMirror sent) {

  /** Returns the types of a body that is a coroutine with elements. */
  static ElementTypes of(Body body, Language language) {
    TypeMirror result = language.genericResult(body.path()).orElseThrow();
    List<? extends TypeMirror> arguments =
        declared(result) instanceof DeclaredType type ? type.getTypeArguments() : List.of();
    TypeMirror object = language.type("java.lang.Object");
    if (arguments.isEmpty()) {
      return new ElementTypes(object, object); // a raw type
    }
    return new ElementTypes(
        emitted(arguments.get(0), object),
        arguments.size() > 1 ? sent(arguments.get(1), object) : language.type("java.lang.Void"));
  }

  /** The result of a lambda may be a captured wildcard. */
  private static TypeMirror declared(TypeMirror type) {
    return type.getKind() == TypeKind.TYPEVAR
        ? declared(((TypeVariable) type).getUpperBound())
        : type;
  }

  /** Nobody can tell what {@code ? super X} is, and whoever gets such elements takes any. */
  private static TypeMirror emitted(TypeMirror argument, TypeMirror object) {
    if (argument instanceof WildcardType wildcard) {
      return wildcard.getExtendsBound() == null ? object : wildcard.getExtendsBound();
    }
    return argument;
  }

  /** Whoever holds a generator of {@code ? super X} can send an X and no more. */
  private static TypeMirror sent(TypeMirror argument, TypeMirror object) {
    if (argument instanceof WildcardType wildcard) {
      TypeMirror bound = wildcard.getSuperBound();
      return bound == null ? emitted(argument, object) : bound;
    }
    return argument;
  }
}
