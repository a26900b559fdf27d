# make test   builds and tests everything that can be built here; ends with a summary of what ran and what was left out
# make run    shows the loop on loopback: registry, Git and Argo CD stand-in, or a whole Jenkins where its artifacts resolve;
#             make run VERBOSE=1 tells every step
# make bench  measures (docs/performance.md)
# make chaos  plays 1,000 rounds in which servers fail and processes are killed (docs/reliability.md);
#             make chaos ROUNDS=100 SEED=7 for others
# make fuzz   looks for inputs that break a reader: SECONDS_EACH=60 SEED=1 TARGETS="link token" (CONTRIBUTING.md)
# make native compiles the command line to target/engine/native/argo-image-update, which needs no Java; needs GraalVM for Java 25 and
#             some minutes (docs/command-line.md). make test-native runs the tests of the command line with it
# make clean  removes what was built

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := test

ifndef MVN
MVN := $(shell .ci/maven)
endif
ifeq ($(MVN),)
$(error There is no Maven to build with, see above)
endif
CLI := target/engine/argo-image-update-cli.jar

NATIVE := target/engine/native/argo-image-update

.PHONY: test test-engine test-plugin run bench chaos fuzz native test-native clean format

test:
	@.ci/test "$(MVN)"

test-engine:
	@.ci/test "$(MVN)" engine

test-plugin:
	@.ci/test "$(MVN)" jenkins

run: $(CLI)
	@.ci/run-demo "$(MVN)" $(CLI) $(if $(VERBOSE),--verbose) $(ARGS) || [ $$? -eq 130 ] # Ctrl-C is how it ends

bench: $(CLI)
	@.ci/bench

chaos:
	@.ci/chaos "$(MVN)" "$(or $(ROUNDS),1000)" "$(or $(SEED),1)"

fuzz:
	@.ci/fuzz "$(MVN)" "$(or $(SECONDS_EACH),60)" "$(or $(SEED),1)" $(TARGETS)

native: $(NATIVE)

$(NATIVE): $(CLI) .ci/native $(shell find src/native -type f)
	@.ci/native $(CLI) $(NATIVE)

test-native: $(NATIVE)
	"$(MVN)" -B -ntp -f engine-pom.xml test '-Dtest=io.jenkins.plugins.argoimageupdate.cli.**.*Test' -Dargo-image-update.executable=$(abspath $(NATIVE))

$(CLI): $(shell find src/cli src/main/java/io/jenkins/plugins/argoimageupdate/engine -type f) engine-pom.xml
	@echo "Building the command line (once) ..."
	@"$(MVN)" -q -B -ntp -f engine-pom.xml package -Dmaven.test.skip=true

format:
	"$(MVN)" -q -B -ntp -f engine-pom.xml spotless:apply

clean:
	rm -rf target
