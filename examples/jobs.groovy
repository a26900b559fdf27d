// Job DSL: two jobs that update the Application 'example' when its images have newer versions, a Pipeline and a freestyle job.

pipelineJob('example-pipeline') {
    properties {
        pipelineTriggers {
            triggers {
                pollArgoImages {
                    spec('H/2 * * * *')       // watches what the job's last build updated: build it once
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
            applications(['example'])         // names what it watches itself; globs such as shop-* are fine
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
