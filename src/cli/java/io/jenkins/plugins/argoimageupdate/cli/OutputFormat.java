package io.jenkins.plugins.argoimageupdate.cli;

/** How a command prints what it found. */
enum OutputFormat {
    text,
    json
}
