package dev.coriolis.differential;

import java.util.List;

/** A type of the variables in a random program. */
enum Kind {
  INT("int", "Integer", "1", "7", "-3"),
  LONG("long", "Long", "2L", "40L", "-5L"),
  DOUBLE("double", "Double", "1.5", "-0.25"),
  BOOLEAN("boolean", "Boolean", "true", "false"),
  STRING("String", "String", "\"a\"", "\"bc\"", "null"),
  ARRAY("int[]", "int[]", "new int[] {1, 2}", "new int[3]");

  private final String type;
  private final String boxed;
  private final List<String> literals;

  Kind(String type, String boxed, String... literals) {
    this.type = type;
    this.boxed = boxed;
    this.literals = List.of(literals);
  }

  String type() {
    return type;
  }

  String boxed() {
    return boxed;
  }

  List<String> literals() {
    return literals;
  }
}
