package io.jenkins.plugins.argoimageupdate.engine.registry;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.rules.ExternalResource;

/** Collects what this package logs as warnings, instead of printing it. */
public final class LoggedWarnings extends ExternalResource {

    private final Logger logger = Logger.getLogger(LoggedWarnings.class.getPackageName());
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            if (logged.getLevel().intValue() >= Level.WARNING.intValue()) {
                messages.add(new SimpleFormatter().formatMessage(logged));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @Override
    protected void before() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @Override
    protected void after() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    public List<String> messages() {
        return messages;
    }
}
