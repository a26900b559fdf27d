package io.jenkins.plugins.argoimageupdate.cli.nativeimage;

import java.security.Security;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.graalvm.nativeimage.hosted.Feature;

/** A native executable accepts only those providers of cryptography that were registered when it was built; SSH needs this one. */
public final class BouncyCastleFeature implements Feature {

    @Override
    public void afterRegistration(AfterRegistrationAccess access) {
        Security.addProvider(new BouncyCastleProvider());
    }
}
