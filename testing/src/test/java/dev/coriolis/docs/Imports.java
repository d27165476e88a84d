package dev.coriolis.docs;

import java.util.stream.Collectors;

/** What the documents leave out: imports, of all our public types by name, and of others. */
final class Imports {
  /** Names of ours win over those of the JDK, like {@code Semaphore}. */
  static final String ALL = Documents.publicTypes().stream()
          .map(type -> "import " + type + ";\n")
          .collect(Collectors.joining())
      + Imports.OTHERS;

  private static final String OTHERS = """
      import static dev.coriolis.Coroutines.*;
      import static dev.coriolis.Generator.*;
      import static java.util.concurrent.CompletableFuture.completedFuture;
      import static java.util.concurrent.CompletableFuture.failedFuture;
      import static org.assertj.core.api.Assertions.assertThat;
      import static org.assertj.core.api.Assertions.assertThatThrownBy;
      import static snippets.Fixtures.*;
      import io.micrometer.context.ContextRegistry;
      import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
      import java.io.*;
      import java.net.URI;
      import java.nio.file.*;
      import java.sql.Connection;
      import java.sql.ResultSet;
      import java.sql.Statement;
      import java.time.*;
      import java.util.*;
      import java.util.concurrent.*;
      import java.util.concurrent.atomic.*;
      import java.util.function.*;
      import java.util.stream.*;
      import org.junit.jupiter.api.*;
      import org.junit.jupiter.params.ParameterizedTest;
      import org.junit.jupiter.params.provider.ValueSource;
      import org.slf4j.*;
      import reactor.blockhound.BlockHound;
      import snippets.Fixtures.*;
      import tools.jackson.databind.JsonNode;
      """;

  private Imports() {}
}
