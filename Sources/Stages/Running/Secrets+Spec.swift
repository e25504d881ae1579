package import Media
package import Specs

extension Secrets {
    /// Protects whatever a spec took from variables, and the password in its address.
    package func protect(secretsOf spec: PipelineSpec) {
        for secret in spec.secrets { protect(secret) }
        protect(credentialsOf: spec.source.url)
    }
}
