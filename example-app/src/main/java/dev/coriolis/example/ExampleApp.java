package dev.coriolis.example;

import dev.coriolis.auth.OpenIdOptions;
import dev.coriolis.loop.EventLoop;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command line of the example. */
@Command(
    name = "coriolis-example-app",
    mixinStandardHelpOptions = true,
    version = "Coriolis example 0.1.0-SNAPSHOT",
    description = "Answers the users of a GitHub-like API as JSON, until it is interrupted.")
public final class ExampleApp implements Runnable {

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "the port to listen on; 0 picks a free one (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--github",
      paramLabel = "URL",
      description = "the API to ask, such as https://api.github.com (default: a stand-in)")
  private String github = "";

  @ArgGroup(exclusive = false, heading = "Login at /me (default: a stand-in provider):%n")
  private @Nullable Provider provider;

  /** The provider that users log in with; picocli sets the options. */
  private static final class Provider {
    @Option(
        names = "--issuer",
        required = true,
        paramLabel = "URL",
        description = "the OpenID provider, exactly as it names itself")
    private String issuer = "";

    @Option(
        names = "--client-id",
        required = true,
        paramLabel = "ID",
        description = "the name under which this app is registered there, with the redirect URI"
            + " http://127.0.0.1:<port>/callback")
    private String clientId = "";

    @Option(
        names = "--client-secret",
        paramLabel = "SECRET",
        description = "its secret (default: a public client)")
    private String clientSecret = "";

    private OpenIdOptions options() {
      OpenIdOptions.Builder options = OpenIdOptions.builder(issuer, clientId).afterLogout("/users");
      return (clientSecret.isEmpty() ? options : options.clientSecret(clientSecret)).build();
    }
  }

  @Spec
  @SuppressWarnings("NullAway.Init") // by picocli
  private CommandSpec spec;

  /** Creates the command; picocli sets its options. */
  private ExampleApp() {}

  /** Runs the example. */
  public static void main(String[] arguments) {
    CommandLine command = new CommandLine(new ExampleApp());
    command.setExecutionExceptionHandler(ExampleApp::explain);
    System.exit(command.execute(arguments));
  }

  /** What the surroundings refuse, such as a port in use, is no defect: its message says it all. */
  private static int explain(Exception failure, CommandLine command, ParseResult parsed)
      throws Exception {
    if (failure instanceof IOException) {
      command.getErr().println(failure.getMessage());
      return command.getCommandSpec().exitCodeOnExecutionException();
    }
    if (failure instanceof CancellationException) {
      // By Ctrl-C, for example: the exit code is that of the signal, whatever is returned here.
      return command.getCommandSpec().exitCodeOnSuccess();
    }
    throw failure;
  }

  @Override
  public void run() {
    if (port < 0 || port > 65_535) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--port must be from 0 to 65535, was " + port);
    }
    Service service = new Service(port, github, provider(), spec.commandLine().getOut());
    EventLoop.run(service::run);
  }

  private Optional<OpenIdOptions> provider() {
    try {
      return Optional.ofNullable(provider).map(Provider::options);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--issuer, --client-id: " + e.getMessage());
    }
  }
}
