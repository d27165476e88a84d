package dev.coriolis.consumer;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A project of a user with a POM as in {@code README.md}, built by Maven as a process of its own.
 *
 * <p>It has its own local repository, so that nothing of this build is installed in the user's. The one of
 * the user stands in for Maven Central: the plugins are those that build Coriolis itself.
 */
final class MavenProject {
  private final Path folder;
  private final Path repository;

  private MavenProject(Path folder, Path repository) {
    this.folder = folder;
    this.repository = repository;
  }

  /** Puts the artifacts of this build into a new repository. */
  static void publish(Path repository) throws IOException {
    Path root = Path.of(System.getProperty("coriolis.root"));
    Path group = repository.resolve("dev/coriolis");
    publish(group, "coriolis", root.resolve("pom.xml"), "pom");
    publish(group, "coriolis-runtime", root.resolve("runtime/pom.xml"), "pom");
    // What is shaded is no dependency of users.
    Path reduced = root.resolve("processor/dependency-reduced-pom.xml");
    publish(group, "coriolis-processor", reduced, "pom");
    publish(group, "coriolis-runtime", UserProject.RUNTIME, "jar");
    publish(group, "coriolis-processor", UserProject.PROCESSOR, "jar");
  }

  /** Writes a POM that names the artifacts in {@code repository}. */
  static MavenProject in(Path folder, Path repository) throws IOException {
    MavenProject project = new MavenProject(folder, repository);
    project.write("pom.xml", POM.replace("@version@", version()));
    project.write("settings.xml", SETTINGS.replace("@repository@", centralUrl()));
    return project;
  }

  private static void publish(Path group, String artifact, Path file, String type)
      throws IOException {
    Path target = Files.createDirectories(group.resolve(artifact).resolve(version()));
    Files.copy(file, target.resolve(artifact + "-" + version() + "." + type));
  }

  private static String version() {
    return System.getProperty("coriolis.version");
  }

  private static String centralUrl() {
    return Path.of(System.getProperty("maven.repository")).toUri().toString();
  }

  /** Writes a file of the project. */
  MavenProject write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  /** Runs Maven; fails where it does. */
  String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(
        List.of(Path.of(System.getProperty("maven.home"), "bin", "mvn").toString()));
    command.addAll(List.of("-B", "-ntp", "-s", folder.resolve("settings.xml").toString()));
    command.add("-Dmaven.repo.local=" + repository);
    command.addAll(List.of(arguments));
    return Commands.run(folder, command);
  }

  Path classes() {
    return folder.resolve("target/classes");
  }

  /** Returns a fingerprint of each class file, by its name. */
  Map<String, UUID> classFiles() throws IOException {
    return UserProject.classFiles(classes());
  }

  /** Loads a class, links all others, and runs it as {@link UserProject#run} does. */
  Object runLinked(String name, String awaited) throws Exception {
    URL[] path = {classes().toUri().toURL()};
    try (var loader = new URLClassLoader(path, MavenProject.class.getClassLoader())) {
      for (String file : classFiles().keySet()) {
        Class.forName(file.replace('/', '.').replace(".class", ""), true, loader);
      }
      return UserProject.run(loader.loadClass(name), awaited);
    }
  }

  private static final String SETTINGS = """
      <settings>
        <mirrors>
          <mirror>
            <id>stand-in</id>
            <mirrorOf>*</mirrorOf>
            <url>@repository@</url>
          </mirror>
        </mirrors>
      </settings>
      """;

  private static final String POM = """
      <project>
        <modelVersion>4.0.0</modelVersion>
        <groupId>com.example</groupId>
        <artifactId>shop</artifactId>
        <version>1</version>
        <properties>
          <maven.compiler.release>17</maven.compiler.release>
          <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
        </properties>
        <dependencies>
          <dependency>
            <groupId>dev.coriolis</groupId>
            <artifactId>coriolis-runtime</artifactId>
            <version>@version@</version>
          </dependency>
        </dependencies>
        <build>
          <plugins>
            <plugin>
              <artifactId>maven-resources-plugin</artifactId>
              <version>3.5.0</version>
            </plugin>
            <plugin>
              <artifactId>maven-compiler-plugin</artifactId>
              <version>3.16.0</version>
              <configuration>
                <annotationProcessorPaths>
                  <path>
                    <groupId>dev.coriolis</groupId>
                    <artifactId>coriolis-processor</artifactId>
                    <version>@version@</version>
                  </path>
                </annotationProcessorPaths>
              </configuration>
            </plugin>
          </plugins>
        </build>
      </project>
      """;
}
