package io.jenkins.plugins.argoimageupdate.engine.cli;

/** How a command prints what it found. */
enum OutputFormat {
    text,
    json
}
