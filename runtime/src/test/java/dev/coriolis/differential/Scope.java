package dev.coriolis.differential;

import java.util.ArrayList;
import java.util.List;

/** The variables and labels that a statement of a random program can use. */
record Scope(List<Variable> variables, List<String> labels, boolean inLoop) {

  /** A variable; a constant one may be captured. */
  record Variable(Kind kind, String name, boolean constant) {}

  static Scope empty() {
    return new Scope(List.of(), List.of(), false);
  }

  Scope with(Kind kind, String name, boolean constant) {
    List<Variable> more = new ArrayList<>(variables);
    more.add(new Variable(kind, name, constant));
    return new Scope(List.copyOf(more), labels, inLoop);
  }

  Scope loop(String label) {
    List<String> more = new ArrayList<>(labels);
    more.add(label);
    return new Scope(variables, List.copyOf(more), true);
  }

  /** What the body of a lambda sees. */
  Scope captured() {
    return new Scope(variables.stream().filter(Variable::constant).toList(), List.of(), false);
  }

  List<String> named(Kind kind) {
    return variables.stream()
        .filter(variable -> variable.kind() == kind)
        .map(Variable::name)
        .toList();
  }

  List<Variable> assignable() {
    return variables.stream().filter(variable -> !variable.constant()).toList();
  }
}
