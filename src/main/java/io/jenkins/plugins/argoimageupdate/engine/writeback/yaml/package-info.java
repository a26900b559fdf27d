/** YAML files edited in place: only the characters of a change are replaced, everything else keeps its bytes. */
package io.jenkins.plugins.argoimageupdate.engine.writeback.yaml;
