/** How far schemas may go. Beyond, a component is refused; what does not need it is served. */
export interface SchemaLimits {
  /** Steps of derivation from a type to the built-in one at its root, and of substitution from an element to its head. */
  readonly derivationDepthMax: number;
  /** Compositors within compositors, groups written out and those of base types included. */
  readonly nestingDepthMax: number;
  /** Particles of one content model, groups written out and those of base types included. */
  readonly particlesMax: number;
  /** Attributes of one type or attribute group, those of groups and base types included. */
  readonly attributesMax: number;
  /** Particles and attributes of all types of one set of schemas. */
  readonly totalParticlesMax: number;
  /** Components of the top level in one set of schemas. */
  readonly componentsMax: number;
}

/** Far beyond what the largest industry schemas need. */
export const defaultSchemaLimits: SchemaLimits = {
  derivationDepthMax: 100,
  nestingDepthMax: 250,
  particlesMax: 50_000,
  attributesMax: 5_000,
  totalParticlesMax: 5_000_000,
  componentsMax: 50_000,
};
