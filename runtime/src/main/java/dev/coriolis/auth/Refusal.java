package dev.coriolis.auth;

/** A login or logout that did not pass a check. It has no message: what was refused may be a secret. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Check check;

  Refusal(Check check) {
    super(check.name(), null, false, false);
    this.check = check;
  }

  Check check() {
    return check;
  }

  /** Refuses unless the check has passed. */
  static void unless(boolean passed, Check check) {
    if (!passed) {
      throw new Refusal(check);
    }
  }
}
