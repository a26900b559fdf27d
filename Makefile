# make test   builds and tests everything that can be built here
# make run    shows the loop on loopback: registry, Git and Argo CD stand-in, or a whole Jenkins where its artifacts resolve
# make bench  measures (docs/performance.md)
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
CLI := engine/target/argo-image-update-cli.jar

.PHONY: test test-engine test-plugin run bench clean format

test: test-engine test-plugin

test-engine:
	$(MVN) -B -ntp -f engine-pom.xml verify

test-plugin:
	@if .ci/jenkins-artifacts "$(MVN)"; then \
	  echo "The Jenkins part (the engine's tests have run):"; \
	  $(MVN) -B -ntp verify '-Dtest=*Test,!io.jenkins.plugins.argoimageupdate.engine.**'; \
	fi

run: $(CLI)
	@if .ci/jenkins-artifacts "$(MVN)"; then .ci/run-jenkins "$(MVN)" $(CLI); else java -jar $(CLI) demo; fi

bench: $(CLI)
	@.ci/bench

$(CLI): $(shell find src/main -path '*/engine/*' -type f) engine-pom.xml
	@echo "Building the command line (once) ..."
	@$(MVN) -q -B -ntp -f engine-pom.xml package -DskipTests

format:
	$(MVN) -q -B -ntp -f engine-pom.xml spotless:apply

clean:
	rm -rf engine/target target
