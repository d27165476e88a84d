package dev.coriolis.testprograms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A certificate authority that nobody else knows, and certificates of it, made with openssl. For tests
 * with {@code @RequiresProgram("openssl")}.
 */
public final class TestCertificates {
  private static final List<String> NEW_KEY =
      List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes");

  private final Path directory;
  private final String authority;

  /** Makes an authority; its certificate is {@code <name>.pem} in the directory. */
  public TestCertificates(Path directory, String name) throws Exception {
    this.directory = directory;
    this.authority = name;
    List<String> command = new ArrayList<>(List.of("req", "-x509", "-days", "2"));
    command.addAll(NEW_KEY);
    command.addAll(
        List.of("-keyout", name + ".key", "-out", name + ".pem", "-subj", "/CN=" + name));
    openssl(command);
  }

  /** Returns the file with the certificate of the authority. */
  public Path authority() {
    return directory.resolve(authority + ".pem");
  }

  /**
   * Makes {@code <name>.pem} and {@code <name>.key} for a server.
   *
   * @param subjects whom the certificate is for, as {@code DNS:localhost,IP:127.0.0.1}
   */
  public void issue(String name, String subjects) throws Exception {
    List<String> command = new ArrayList<>(List.of("req", "-new"));
    command.addAll(NEW_KEY);
    command.addAll(
        List.of("-keyout", name + ".key", "-out", name + ".csr", "-subj", "/CN=" + name));
    openssl(command);
    Files.writeString(directory.resolve(name + ".ext"), "subjectAltName=" + subjects + "\n");
    openssl(List.of(
        "x509",
        "-req",
        "-days",
        "2",
        "-in",
        name + ".csr",
        "-out",
        name + ".pem",
        "-CA",
        authority + ".pem",
        "-CAkey",
        authority + ".key",
        "-CAcreateserial",
        "-extfile",
        name + ".ext"));
  }

  private void openssl(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(arguments);
    Path output = directory.resolve("openssl.log");
    Process process = new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
    if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", command) + ":\n" + Files.readString(output));
    }
  }
}
