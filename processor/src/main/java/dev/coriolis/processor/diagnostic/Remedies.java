package dev.coriolis.processor.diagnostic;

/** Texts of messages that are too long to stand among the others. */
final class Remedies {
  static final String PROCESSOR_PATH = """
      this coroutine cannot be woven, because the annotation processor of Coriolis did not run: -proc:none \
      is set, -processor lists other processors only, another processor claims all annotations, or the \
      processor is only on the class path, where JDK 23 and later look for none. Put it on the processor path.
      Maven:

        <plugin>
          <artifactId>maven-compiler-plugin</artifactId>
          <configuration>
            <annotationProcessorPaths>
              <path>
                <groupId>dev.coriolis</groupId>
                <artifactId>coriolis-processor</artifactId>
                <version>the version of coriolis-runtime</version>
              </path>
            </annotationProcessorPaths>
          </configuration>
        </plugin>

      Gradle: annotationProcessor("dev.coriolis:coriolis-processor:...")
      javac:  -processorpath coriolis-processor.jar, or -proc:full where it is on the class path""";

  private Remedies() {}
}
