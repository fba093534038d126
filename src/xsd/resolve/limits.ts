/** How far schemas may go. Beyond, a component is refused; what does not need it is served. */
export interface SchemaLimits {
  /** Steps of derivation from a type to the built-in one at its root, and of substitution from an element to its head. */
  readonly derivationDepthMax: number;
  /** Compositors within compositors, groups written out and those of base types included. */
  readonly nestingDepthMax: number;
  /** Particles of one content model, groups written out and those of base types included. */
  readonly particlesMax: number;
  /** Particles of all content models of one set of schemas. */
  readonly totalParticlesMax: number;
}

/** Far beyond what the largest industry schemas need. */
export const defaultSchemaLimits: SchemaLimits = {
  derivationDepthMax: 100,
  nestingDepthMax: 250,
  particlesMax: 50_000,
  totalParticlesMax: 5_000_000,
};
