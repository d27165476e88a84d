package dev.coriolis.processor.diagnostic;

import java.util.Locale;
import javax.tools.Diagnostic.Kind;

/** Every message of the processor. A tag never changes: builds suppress and search for it. */
public enum Diagnostic {
  /** Reported at the method. Arguments: the return type found. */
  WRONG_RETURN_TYPE(
      Kind.ERROR,
      "WrongReturnType",
      "a @Coroutine method must return CompletionStage, CompletableFuture, Generator or Flow.Publisher"
          + " itself, because its frame is what the caller gets, but this one returns %s. Return"
          + " CompletionStage<%s> instead"),

  /** Reported at the method. Arguments: the return type found. */
  TEST_RETURNS_STAGE(
      Kind.ERROR,
      "TestReturnsStage",
      "a method that JUnit calls must return nothing, because JUnit runs no test that returns a value,"
          + " but this one returns %s. Return void instead: a coroutine of a test class may"),

  /** Reported at the method. Arguments: the modifier. */
  COROUTINE_WITHOUT_BODY(
      Kind.ERROR,
      "CoroutineWithoutBody",
      "a method that is %s cannot be a @Coroutine, because it has no body to suspend. Annotate the"
          + " methods that implement it instead"),

  /** Reported at the method. */
  SYNCHRONIZED_COROUTINE(
      Kind.ERROR,
      "SynchronizedCoroutine",
      "a @Coroutine method cannot be synchronized, because a monitor cannot be held while the"
          + " coroutine is suspended. Use dev.coriolis.sync.Mutex instead of synchronized"),

  /** Reported at the call that would suspend. */
  AWAIT_IN_SYNCHRONIZED(
      Kind.ERROR,
      "AwaitInSynchronized",
      "a coroutine cannot be suspended while it holds a monitor, because it may be resumed on another"
          + " thread. Use dev.coriolis.sync.Mutex instead of synchronized"),

  /** Reported at the {@code try} or the call. */
  CLOSE_IN_SYNCHRONIZED(
      Kind.ERROR,
      "CloseInSynchronized",
      "a coroutine cannot close a Scope, or open one with a duration, while it holds a monitor, because"
          + " it is suspended there: at the end until all that was started in the scope has ended. Use"
          + " dev.coriolis.sync.Mutex instead of synchronized, or have the block inside the scope"),

  /** Reported at the call. Arguments: where it is and why that is no coroutine, what to do. */
  AWAIT_OUTSIDE_COROUTINE(
      Kind.ERROR, "AwaitOutsideCoroutine", "await cannot be called here, because %s. %s"),

  /** Reported at the method reference. Arguments: the name of the method. */
  AWAIT_REFERENCE(
      Kind.ERROR,
      "AwaitReference",
      "%s cannot be a method reference, because whoever calls it is not a coroutine that could be"
          + " suspended. Call %<s(...) in the body of a coroutine instead"),

  /** Reported at the call. Arguments: the type of the elements. */
  AWAIT_IN_GENERATOR(
      Kind.ERROR,
      "AwaitInGenerator",
      "await cannot be called in a coroutine that returns a Generator, because whoever asks for its next"
          + " element gets it from the same call and cannot wait. Return Flow.Publisher<%s> instead, which"
          + " may await"),

  /** Reported at the call. Arguments: name of the method, where it is and why that is no generator. */
  EMIT_OUTSIDE_GENERATOR(
      Kind.ERROR,
      "EmitOutsideGenerator",
      "%s cannot be called here, because %s. Emit in the body of a @Coroutine that returns Generator or"
          + " Flow.Publisher, or of a lambda that does"),

  /** Reported at the call. */
  EMIT_ALL_IN_PUBLISHER(
      Kind.ERROR,
      "EmitAllInPublisher",
      "emitAll cannot be called in a coroutine that returns a Flow.Publisher, because its subscriber sends"
          + " and raises nothing that could be handed on. Write for (var element : elements) emit(element)"
          + " instead"),

  /** Reported at the argument. Arguments: its type, the reason. */
  EMITTED_TYPE(
      Kind.ERROR,
      "EmittedType",
      "%s cannot be emitted here, because %s. Convert it, or change the return type"),

  /** Reported at the call. Arguments: the type it is taken for, what is sent. */
  SENT_TYPE(
      Kind.ERROR,
      "SentType",
      "the result of this call is not of type %s, because what is sent to this coroutine is of type %s."
          + " Use that type, or change the return type"),

  /** Reported at the statement. */
  RETURN_IN_GENERATOR(
      Kind.ERROR,
      "ReturnInGenerator",
      "the body of a generator can return nothing but its end, because its elements are those that it"
          + " emits. Return Generator.end() instead, behind emitAll(...) for the elements of another one"),

  /** Reported at the call. Arguments: class and name of the method, what to do. */
  BLOCKING_CALL(
      Kind.WARNING,
      "BlockingCall",
      "%s blocks the thread of this coroutine, because it waits without being suspended: on an event"
          + " loop all other coroutines stand still meanwhile. %s"),

  /** Reported at the statement. */
  RETURN_IN_TRY(
      Kind.WARNING,
      "ReturnInTry",
      "this stage is not awaited inside the try, because a returned stage completes after the try has"
          + " been left: no catch sees its failure, and finally and close() run too early. Write return"
          + " completedFuture(await(stage)) instead"),

  /** Reported at the call. Arguments: the name of the method. */
  FORGOTTEN_AWAIT(
      Kind.WARNING,
      "ForgottenAwait",
      "the stage of this call is dropped, because %s is a coroutine and nothing waits for it to end"
          + " or fail. Write await(%<s(...)), or keep the stage"),

  /** Reported at the call. Arguments: the name of the method. */
  DROPPED_GENERATOR(
      Kind.WARNING,
      "DroppedGenerator",
      "this call does nothing, because %s only begins when somebody asks for its elements. Write"
          + " for (var element : %<s(...)), or subscribe to it"),

  /** Reported at the method. Arguments: its name, the size of its code. */
  HUGE_COROUTINE(
      Kind.WARNING,
      "HugeCoroutine",
      "the woven code of %s has %d bytes and will always be interpreted, because HotSpot compiles no"
          + " method of more than 8,000. Move parts of its body to other methods"),

  /** Reported at the line that could not be woven. Arguments: the method, the weaver's reason. */
  WEAVING_FAILED(
      Kind.ERROR,
      "WeavingFailed",
      "%s cannot become a state machine, because %s. Move the code in question to a method of its own"),

  /** Reported at the class. Arguments: its name, the failure. */
  CLASS_FILE_UNREACHABLE(
      Kind.ERROR,
      "ClassFileUnreachable",
      "the class file of %s cannot be woven, because it cannot be read back or replaced in the class"
          + " output: %s. Compile to a plain directory (javac -d) instead"),

  /** Reported at the first coroutine of a class. Arguments: the name of the class, the failure. */
  EXPLANATION_UNWRITABLE(
      Kind.ERROR,
      "ExplanationUnwritable",
      "the coroutines of %s cannot be explained, because the folder that the option coriolis.explain"
          + " names cannot be written: %s. Name another one, or leave the option out"),

  /** Reported at the class file, by the command line. Arguments: its path, the failure. */
  CLASS_FILE_UNREADABLE(
      Kind.ERROR,
      "ClassFileUnreadable",
      "the class file %s cannot be woven, because it is damaged or newer than this weaver knows: %s."
          + " Compile it for an older release, or take a newer coriolis-processor"),

  /** Reported at the folder or jar, by the command line. Arguments: its path, the failure. */
  TARGET_UNREACHABLE(
      Kind.ERROR,
      "TargetUnreachable",
      "%s cannot be woven, because it cannot be read or replaced: %s. Name a folder of class files, or a"
          + " jar, that may be written"),

  /** Reported at the jar, by the command line. Arguments: its name. */
  SIGNED_JAR(
      Kind.ERROR,
      "SignedJar",
      "%s cannot be woven, because it is signed and its signature would not hold any more. Weave it"
          + " before it is signed"),

  /** Reported at the first coroutine of a class. */
  PROCESSOR_DID_NOT_RUN(Kind.ERROR, "ProcessorDidNotRun", Remedies.PROCESSOR_PATH),

  /** Reported without a place. Arguments: the class of the environment. */
  JAVAC_UNREACHABLE(
      Kind.ERROR,
      "JavacUnreachable",
      "coroutines cannot be woven, because this build hands the processor an environment that is not"
          + " javac's (%s) and has not started the plugin of the same jar. Compile with javac, and name"
          + " coriolis-processor on its -processorpath"),

  /** Reported at the value of the annotation. Arguments: the text found, the reason. */
  INVALID_INTERVAL(
      Kind.ERROR,
      "InvalidInterval",
      "\"%s\" is no interval for @Every, because %s. Write a positive duration such as 500ms, 10s, 5m,"
          + " 1h30m, 2d or PT10S instead"),

  /** Reported at the method. Arguments: the reason, what to do. */
  INVALID_JOB(Kind.ERROR, "InvalidJob", "an @Every method cannot be scheduled, because %s. %s"),

  /** Reported at the class. Arguments: the reason, what to do. */
  INVALID_JOB_CLASS(
      Kind.ERROR,
      "InvalidJobClass",
      "the @Every methods of this class cannot be registered, because %s. %s"),

  /** Reported at the class. Arguments: the name of the generated class. */
  GENERATED_NAME_TAKEN(
      Kind.ERROR,
      "GeneratedNameTaken",
      "%s cannot be written, because there is a type of that name already. Rename that type"),

  /** Reported at the class. Arguments: the name of the generated class, the failure. */
  GENERATED_SOURCE_UNWRITABLE(
      Kind.ERROR,
      "GeneratedSourceUnwritable",
      "%s cannot be written, because the source output does not take it: %s. Check javac's -s"
          + " directory"),

  /** Reported at the source file. Arguments: the stack trace. */
  INTERNAL_ERROR(
      Kind.ERROR,
      "InternalError",
      "the processor of Coriolis failed, because of a defect of its own. Please report it with this"
          + " stack trace and the source:%n%s");

  private final Kind kind;
  private final String tag;
  private final String format;

  Diagnostic(Kind kind, String tag, String format) {
    this.kind = kind;
    this.tag = tag;
    this.format = format;
  }

  /** Returns whether it fails the build or warns. */
  public Kind kind() {
    return kind;
  }

  /** Returns the name by which it is documented and searched for. */
  public String tag() {
    return tag;
  }

  /** Returns the string in {@code @SuppressWarnings} that silences it, if it is a warning. */
  public String suppression() {
    return "coriolis:" + tag;
  }

  /** Returns the message, with its tag in front. */
  public String message(Object... arguments) {
    return "[" + tag + "] " + String.format(Locale.ROOT, format, arguments);
  }
}
