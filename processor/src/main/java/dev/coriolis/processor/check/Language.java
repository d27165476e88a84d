package dev.coriolis.processor.check;

import static javax.lang.model.element.ElementKind.METHOD;
import static javax.lang.model.element.Modifier.ABSTRACT;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.coriolis.processor.names.RuntimeNames;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Parameterizable;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Answers what attributed trees mean to Coriolis: an await, a coroutine, a stage. */
public final class Language {
  private static final String STAGE = "java.util.concurrent.CompletionStage";
  private static final String PUBLISHER = "java.util.concurrent.Flow.Publisher";
  private static final String FUTURE = "java.util.concurrent.CompletableFuture";

  private final Trees trees;
  private final Types types;
  private final Elements elements;

  /** Creates the answers for one compilation. */
  public Language(JavacTask task) {
    this.trees = Trees.instance(task);
    this.types = task.getTypes();
    this.elements = task.getElements();
  }

  /** Returns whether the compilation can name coroutines at all. */
  public boolean isInUse() {
    return elements.getTypeElement(RuntimeNames.COROUTINES) != null;
  }

  /** Returns whether the tree is a call of {@code await}. */
  public boolean isAwait(TreePath path) {
    return isCallOf(RuntimeNames.COROUTINES, RuntimeNames.AWAIT, path);
  }

  /** Returns whether the tree is a call of {@code emit}. */
  public boolean isEmit(TreePath path) {
    return isCallOf(RuntimeNames.GENERATOR, RuntimeNames.EMIT, path);
  }

  /** Returns whether the tree is a call of {@code emitAll}. */
  public boolean isEmitAll(TreePath path) {
    return isCallOf(RuntimeNames.GENERATOR, RuntimeNames.EMIT_ALL, path);
  }

  private boolean isCallOf(String owner, String name, TreePath path) {
    return path.getLeaf() instanceof MethodInvocationTree call
        && names(call.getMethodSelect(), name)
        && isMemberOf(owner, trees.getElement(path));
  }

  /**
   * Returns whether the tree closes a {@code Scope}: a call of {@code close}, or a {@code try} with a
   * scope among its resources. In a coroutine that is an await.
   */
  private boolean closesScope(TreePath path) {
    if (path.getLeaf() instanceof TryTree tried) {
      return tried.getResources().stream()
          .anyMatch(resource -> isScope(trees.getTypeMirror(new TreePath(path, resource))));
    }
    return path.getLeaf() instanceof MethodInvocationTree call
        && call.getArguments().isEmpty()
        && names(call.getMethodSelect(), RuntimeNames.CLOSE)
        && isMemberOf(RuntimeNames.SCOPE, trees.getElement(path));
  }

  private boolean opensScope(TreePath path) {
    return path.getLeaf() instanceof MethodInvocationTree call
        && call.getArguments().size() == 1
        && names(call.getMethodSelect(), RuntimeNames.OPEN)
        && isMemberOf(RuntimeNames.SCOPE, trees.getElement(path));
  }

  /** Returns whether the tree closes a {@code Scope}, or opens one that has some time only. */
  public boolean awaitsScope(TreePath path) {
    return closesScope(path) || opensScope(path);
  }

  private boolean isScope(@Nullable TypeMirror type) {
    return type != null
        && types.erasure(type) instanceof DeclaredType declared
        && isNamed(declared.asElement(), RuntimeNames.SCOPE);
  }

  /** Returns whether the tree is a reference to {@code await}, {@code emit} or {@code emitAll}. */
  public boolean isSuspendingReference(TreePath path) {
    if (!(path.getLeaf() instanceof MemberReferenceTree reference)) {
      return false;
    }
    return switch (reference.getName().toString()) {
      case RuntimeNames.AWAIT -> isMemberOf(RuntimeNames.COROUTINES, trees.getElement(path));
      case RuntimeNames.EMIT, RuntimeNames.EMIT_ALL ->
        isMemberOf(RuntimeNames.GENERATOR, trees.getElement(path));
      default -> false;
    };
  }

  /** Returns whether this is a coroutine, or a lambda that is one if it is suspended anywhere. */
  public boolean isCoroutine(TreePath declaration) {
    return kind(declaration).isPresent();
  }

  /** Returns what kind of coroutine this method or lambda is; nothing if it is none. */
  public Optional<CoroutineKind> kind(TreePath declaration) {
    if (declaration.getLeaf() instanceof LambdaExpressionTree) {
      return functionalResult(declaration).flatMap(this::kindOf);
    }
    if (declaration.getLeaf() instanceof MethodTree
        && trees.getElement(declaration) instanceof ExecutableElement method
        && isCoroutine(method)) {
      // A wrong return type is reported once, and not at each await as well.
      return Optional.of(kindOf(method.getReturnType()).orElse(CoroutineKind.STAGE));
    }
    return Optional.empty();
  }

  /** Returns what kind of coroutine returns this very type; nothing if none does. */
  public Optional<CoroutineKind> kindOf(TypeMirror type) {
    if (!(type instanceof DeclaredType declared)
        || !(declared.asElement() instanceof TypeElement element)) {
      return Optional.empty();
    }
    return switch (element.getQualifiedName().toString()) {
      case STAGE, FUTURE -> Optional.of(CoroutineKind.STAGE);
      case RuntimeNames.GENERATOR -> Optional.of(CoroutineKind.GENERATOR);
      case PUBLISHER -> Optional.of(CoroutineKind.PUBLISHER);
      default -> Optional.empty();
    };
  }

  private boolean isCoroutine(@Nullable Element method) {
    return isAnnotated(method, RuntimeNames.COROUTINE)
        || isAnnotated(method, RuntimeNames.COROUTINE_TEST);
  }

  /**
   * Returns whether a test framework calls the method: a coroutine then returns nothing. Its annotation
   * is one of JUnit, of our test kit, or one that is composed of such.
   */
  public boolean isTest(ExecutableElement method) {
    return annotationsOf(method)
        .anyMatch(type -> isOfTests(type) || annotationsOf(type).anyMatch(Language::isOfTests));
  }

  private static Stream<TypeElement> annotationsOf(Element element) {
    return element.getAnnotationMirrors().stream()
        .map(annotation -> (TypeElement) annotation.getAnnotationType().asElement());
  }

  private static boolean isOfTests(TypeElement annotation) {
    String name = annotation.getQualifiedName().toString();
    return name.equals(RuntimeNames.COROUTINE_TEST) || name.startsWith(RuntimeNames.JUNIT_PREFIX);
  }

  /** Returns whether the tree calls a method that is a coroutine, or is a reference to one. */
  public boolean callsCoroutine(TreePath path) {
    return (path.getLeaf() instanceof MethodInvocationTree
            || path.getLeaf() instanceof MemberReferenceTree)
        && isCoroutine(trees.getElement(path));
  }

  /**
   * Returns what the functional method of a lambda or a reference returns, erased unless it is a type
   * parameter; nothing if it has errors.
   */
  public Optional<TypeMirror> functionalResult(TreePath lambda) {
    return genericResult(lambda).map(type -> isTypeParameter(type) ? type : types.erasure(type));
  }

  /**
   * A type parameter may stand for a subtype of its bound, which no frame is. A captured wildcard is
   * none, as nothing declares it.
   */
  private static boolean isTypeParameter(TypeMirror type) {
    return type instanceof TypeVariable variable
        && variable.asElement().getEnclosingElement() instanceof Parameterizable;
  }

  /** Returns what a method, or the functional method of a lambda, returns. */
  Optional<TypeMirror> genericResult(TreePath declaration) {
    if (declaration.getLeaf() instanceof MethodTree) {
      return trees.getElement(declaration) instanceof ExecutableElement method
          ? Optional.of(method.getReturnType())
          : Optional.empty();
    }
    TypeMirror target = trees.getTypeMirror(declaration);
    return target == null ? Optional.empty() : genericResult(target);
  }

  private Optional<TypeMirror> genericResult(TypeMirror target) {
    if (target instanceof IntersectionType intersection) {
      return intersection.getBounds().stream()
          .flatMap(bound -> genericResult(bound).stream())
          .findFirst();
    }
    if (target.getKind() != TypeKind.DECLARED) {
      return Optional.empty();
    }
    DeclaredType type = (DeclaredType) types.capture(target);
    return elements.getAllMembers((TypeElement) type.asElement()).stream()
        .filter(member -> member.getKind() == METHOD && member.getModifiers().contains(ABSTRACT))
        .map(ExecutableElement.class::cast)
        .filter(method -> !isMethodOfObject(method))
        .map(method -> resultIn(type, method))
        // An interface may inherit its method twice: the narrower result is that of the lambda.
        .reduce((a, b) -> types.isSubtype(types.erasure(a), types.erasure(b)) ? a : b);
  }

  private TypeMirror resultIn(DeclaredType type, ExecutableElement method) {
    return ((ExecutableType) types.asMemberOf(type, method)).getReturnType();
  }

  /** JLS 9.8: what an interface redeclares of Object is not its functional method. */
  private boolean isMethodOfObject(ExecutableElement method) {
    TypeElement object = elements.getTypeElement("java.lang.Object");
    return object.getEnclosedElements().stream()
        .filter(member -> member.getKind() == METHOD)
        .map(ExecutableElement.class::cast)
        .anyMatch(member -> member.getSimpleName().equals(method.getSimpleName())
            && types.isSubsignature(
                (ExecutableType) method.asType(), (ExecutableType) member.asType()));
  }

  /** Returns what a stage would have to be of, to stand for this type. */
  public String resultOf(TypeMirror type) {
    if (type instanceof PrimitiveType primitive) {
      return types.boxedClass(primitive).getSimpleName().toString();
    }
    return switch (type.getKind()) {
      case VOID -> "Void";
      case DECLARED -> types.isSubtype(types.erasure(type), stage()) ? "T" : type.toString();
      default -> type.toString();
    };
  }

  private TypeMirror stage() {
    return types.erasure(elements.getTypeElement(STAGE).asType());
  }

  /** Returns whether the call's result is a stage that is complete already. */
  public boolean isCompletedStage(TreePath call) {
    Element method = trees.getElement(call);
    if (method == null) {
      return false;
    }
    return switch (method.getSimpleName().toString()) {
      case "completedFuture", "completedStage", "failedFuture", "failedStage" ->
        isMemberOf(FUTURE, method);
      case RuntimeNames.DONE -> isMemberOf(RuntimeNames.COROUTINES, method);
      default -> false;
    };
  }

  /** Returns whether the method is declared by the type of this name, or overrides one that is. */
  public boolean isOrOverrides(ExecutableElement method, String type) {
    if (isMemberOf(type, method)) {
      return true;
    }
    TypeElement owner = elements.getTypeElement(type);
    return owner != null
        && owner.getEnclosedElements().stream()
            .filter(member -> member.getSimpleName().equals(method.getSimpleName()))
            .anyMatch(member -> member instanceof ExecutableElement overridden
                && elements.overrides(
                    method, overridden, (TypeElement) method.getEnclosingElement()));
  }

  /** Returns whether the static type of an expression is the type of this name, or a subtype. */
  public boolean isOfType(TreePath expression, String type) {
    TypeMirror found = trees.getTypeMirror(expression);
    TypeElement wanted = elements.getTypeElement(type);
    return found != null
        && found.getKind() == TypeKind.DECLARED
        && wanted != null
        && types.isSubtype(types.erasure(found), types.erasure(wanted.asType()));
  }

  /** Returns the type of this name, which is one of the JDK's. */
  TypeMirror type(String name) {
    return elements.getTypeElement(name).asType();
  }

  /** Returns the static type of an expression; null if it has errors, or none. */
  @Nullable
  TypeMirror type(TreePath expression) {
    TypeMirror type = trees.getTypeMirror(expression);
    return type == null || type.getKind() == TypeKind.ERROR || type.getKind() == TypeKind.VOID
        ? null
        : type;
  }

  /** Returns whether a value of this type, in its box, is one of the other type. */
  boolean fits(TypeMirror type, TypeMirror wanted) {
    // Not assigned as it is: a constant 1 can be assigned to a Byte, and its box is an Integer.
    TypeMirror boxed =
        type instanceof PrimitiveType primitive ? types.boxedClass(primitive).asType() : type;
    return types.isAssignable(boxed, wanted);
  }

  /** Returns whether the elements of this iterable type fit. */
  boolean hasElements(TypeMirror iterable, TypeMirror wanted) {
    TypeElement type = elements.getTypeElement("java.lang.Iterable");
    return types.isAssignable(
        iterable, types.getDeclaredType(type, types.getWildcardType(wanted, null)));
  }

  /** Returns whether values of this type can be sent to an iterable, if that is a generator. */
  boolean takes(TypeMirror iterable, TypeMirror sent) {
    TypeElement generator = elements.getTypeElement(RuntimeNames.GENERATOR);
    return !types.isAssignable(types.erasure(iterable), types.erasure(generator.asType()))
        || types.isAssignable(
            iterable,
            types.getDeclaredType(
                generator, types.getWildcardType(null, null), types.getWildcardType(null, sent)));
  }

  /** Returns the element that the tree declares or names. */
  public @Nullable Element element(TreePath path) {
    return trees.getElement(path);
  }

  /** Returns whether the declaration has the annotation of this name. */
  public boolean isAnnotated(@Nullable Element element, String annotation) {
    if (element == null) {
      return false;
    }
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      if (isNamed(mirror.getAnnotationType().asElement(), annotation)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMemberOf(String type, @Nullable Element member) {
    return member != null && isNamed(member.getEnclosingElement(), type);
  }

  private static boolean isNamed(@Nullable Element element, String name) {
    return element instanceof TypeElement type && type.getQualifiedName().contentEquals(name);
  }

  /** Asks the source first: most calls are of something else, and symbols cost more. */
  private static boolean names(Tree method, String name) {
    if (method instanceof IdentifierTree identifier) {
      return identifier.getName().contentEquals(name);
    }
    return method instanceof MemberSelectTree select && select.getIdentifier().contentEquals(name);
  }
}
