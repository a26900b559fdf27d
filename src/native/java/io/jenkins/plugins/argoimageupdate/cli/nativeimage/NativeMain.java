package io.jenkins.plugins.argoimageupdate.cli.nativeimage;

import io.jenkins.plugins.argoimageupdate.cli.Main;
import org.graalvm.nativeimage.VMRuntime;

/**
 * Where a native executable begins. It is built without the options of GraalVM, which would be taken from anywhere among the arguments,
 * and so has to begin what their end would: handling signals among other things.
 */
public final class NativeMain {

    private NativeMain() {}

    public static void main(String[] arguments) {
        VMRuntime.initialize();
        Main.main(arguments);
    }
}
