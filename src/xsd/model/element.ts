import type { NamedComponent } from './component.ts';
import type { TypeDefinition } from './type-definition.ts';

/** Element declaration (XSD 1.0 Part 1 §3.3). A reference (`ref=`) is the very object of the global declaration. */
export interface ElementDeclaration extends NamedComponent {
  readonly kind: 'element';
  /** Namespace already decided by `form` and `elementFormDefault`: `''` for an unqualified local element. */
  readonly scope: 'global' | 'local';
  /** A getter where types are recursive: read it after resolution only. */
  readonly type: TypeDefinition;
  readonly nillable: boolean;
  readonly abstract: boolean;
  readonly defaultValue?: string;
  readonly fixedValue?: string;
  /** Head of the substitution group this element is affiliated with. */
  readonly substitutionGroup?: ElementDeclaration;
  /** Derivations and substitutions that may not stand in its place (`block`, `blockDefault`). */
  readonly block: ReadonlySet<'extension' | 'restriction' | 'substitution'>;
}
