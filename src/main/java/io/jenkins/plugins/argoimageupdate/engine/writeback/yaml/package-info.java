/** YAML files edited in place: only the characters of a change are replaced, everything else keeps its bytes. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.writeback.yaml;

import org.jspecify.annotations.NullMarked;
