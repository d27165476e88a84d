package dev.coriolis.example;

import dev.coriolis.json.Json;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A user of the stand-in provider.
 *
 * @param subject who it is, for ever
 * @param name what it is called
 */
record Account(String subject, String name) {
  private static final List<Account> ACCOUNTS =
      List.of(new Account("ada", "Ada"), new Account("gaspard", "Gaspard"));

  static Optional<Account> named(String subject) {
    return ACCOUNTS.stream().filter(user -> user.subject.equals(subject)).findFirst();
  }

  /** Returns what the provider tells of it. */
  JsonNode claims() {
    return Json.object(
        "sub", subject, "name", name, "email", subject + "@example.org", "email_verified", true);
  }
}
