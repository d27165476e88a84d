package dev.coriolis.docs;

import java.util.List;
import java.util.Locale;

/** A way to make a compilation unit of code that is none. */
enum Form {
  /** Types, and perhaps imports. */
  UNIT("%s"),

  /** Statements of a coroutine that go on. */
  STATEMENTS("""
      class Snippet {
        @Coroutine
        CompletionStage<?> snippet() throws Exception {
      %s
          return done();
        }
      }
      """),

  /** Statements of a coroutine that end with a return. */
  WHOLE_BODY("""
      class Snippet {
        @Coroutine
        CompletionStage<?> snippet() throws Exception {
      %s
        }
      }
      """),

  /** Statements of a method that is no coroutine. */
  PLAIN_BODY("""
      class Snippet {
        void snippet() throws Exception {
      %s
        }
      }
      """),

  /** Fields, methods and types. */
  MEMBERS("""
      class Snippet {
      %s
      }
      """);

  private final String template;

  Form(String template) {
    this.template = template;
  }

  /** Returns all forms, the likely ones for this code first. */
  static List<Form> likelyFor(String code) {
    return code.contains("await(")
        ? List.of(UNIT, STATEMENTS, WHOLE_BODY, MEMBERS, PLAIN_BODY)
        : List.of(UNIT, PLAIN_BODY, WHOLE_BODY, MEMBERS, STATEMENTS);
  }

  /** Returns a compilation unit of this package. */
  String unitOf(String packageName, String code) {
    return "package " + packageName + ";\n" + Imports.ALL
        + String.format(Locale.ROOT, template, code);
  }
}
