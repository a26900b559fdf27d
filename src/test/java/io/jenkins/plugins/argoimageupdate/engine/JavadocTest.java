package io.jenkins.plugins.argoimageupdate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.Test;

/** Public methods of the engine say what they promise. What overrides another method, and what gives a component of a record, need not. */
public class JavadocTest {

    @Test
    public void everyPublicMethodOfAPublicTypeSaysWhatItPromises() throws IOException {
        Path root = Diagram.projectRoot().resolve("src/main/java/io/jenkins/plugins/argoimageupdate/engine");
        List<Path> sources;
        try (Stream<Path> files = Files.walk(root)) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            assertThat(undocumented(compiler, manager, manager.getJavaFileObjectsFromPaths(sources)))
                    .as("public methods without Javadoc")
                    .isEmpty();
        }
    }

    @Test
    public void findsMethodsWithoutJavadoc() throws IOException {
        JavaFileObject source = source("""
                public record A(int x) {
                    public int x() { return x; }
                    /** Said. */
                    public int said() { return x; }
                    public int unsaid(int y) { return y; }
                    int inside() { return x; }
                    @Override public String toString() { return ""; }
                    public interface Open { void call(); private void own() {} }
                    record Hidden() { public void unseen() {} }
                }
                """);

        assertThat(undocumented(ToolProvider.getSystemJavaCompiler(), null, List.of(source)))
                .containsExactly("A.unsaid", "A.Open.call");
    }

    private static JavaFileObject source(String text) {
        return new SimpleJavaFileObject(URI.create("string:///A.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    private static List<String> undocumented(
            JavaCompiler compiler, StandardJavaFileManager manager, Iterable<? extends JavaFileObject> sources)
            throws IOException {
        JavacTask task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, sources);
        PublicMethods methods = new PublicMethods(DocTrees.instance(task));
        for (CompilationUnitTree unit : task.parse()) {
            methods.scan(unit, null);
        }
        return methods.undocumented;
    }

    private static final class PublicMethods extends TreePathScanner<Void, Void> {

        private final DocTrees docs;
        private final List<String> undocumented = new ArrayList<>();

        PublicMethods(DocTrees docs) {
            this.docs = docs;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            return isOpen(type.getModifiers()) ? super.visitClass(type, nothing) : null;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            boolean needsNone = method.getReturnType() == null || isOverride(method) || isAccessor(method);
            if (isOpen(method.getModifiers()) && !needsNone && docs.getDocComment(getCurrentPath()) == null) {
                undocumented.add(name(getCurrentPath().getParentPath()) + "." + method.getName());
            }
            return null;
        }

        /** Members of interfaces are public without saying so. */
        private boolean isOpen(ModifiersTree modifiers) {
            boolean inInterface = getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.INTERFACE;
            return modifiers.getFlags().contains(Modifier.PUBLIC)
                    || inInterface && !modifiers.getFlags().contains(Modifier.PRIVATE);
        }

        private static boolean isOverride(MethodTree method) {
            return method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
        }

        private boolean isAccessor(MethodTree method) {
            ClassTree type = (ClassTree) getCurrentPath().getParentPath().getLeaf();
            return type.getKind() == Tree.Kind.RECORD
                    && method.getParameters().isEmpty()
                    && type.getMembers().stream()
                            .anyMatch(member -> member instanceof VariableTree component
                                    && component.getName().equals(method.getName()));
        }

        private static String name(TreePath path) {
            String name = ((ClassTree) path.getLeaf()).getSimpleName().toString();
            TreePath outer = path.getParentPath();
            return outer.getLeaf() instanceof ClassTree ? name(outer) + "." + name : name;
        }
    }
}
