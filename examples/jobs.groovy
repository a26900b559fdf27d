// Job DSL: a Pipeline and a freestyle job that update the Application 'example' when its images have newer versions.

pipelineJob('example-pipeline') {
    properties {
        pipelineTriggers {
            triggers {
                pollArgoImages {
                    spec('H/2 * * * *')       // polls what the last build watched: build it once
                }
            }
        }
    }
    definition {
        cps {
            script("argoImageUpdate application: 'example'")
            sandbox()
        }
    }
}

freeStyleJob('example-freestyle') {
    triggers {
        pollArgoImages {
            spec('H/2 * * * *')
            applications(['example'])         // the Applications to watch; globs such as shop-* work too
        }
    }
    steps {
        argoImageUpdate {
            application('example')
            waitFor('healthy')
            timeout(10)
        }
    }
}
