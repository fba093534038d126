import type { Location } from '../../diagnostics/location.ts';
import type { QName } from '../../xml/qname.ts';

/** What every schema component carries (XSD 1.0 Part 1 §2.2). Components are frozen once resolved. */
export interface SchemaComponent {
  readonly location: Location;
  /** Text of `xs:annotation/xs:documentation`, trimmed, paragraphs joined by a line break. */
  readonly documentation?: string;
}

/** A component with an expanded name of its own; anonymous types have none. */
export interface NamedComponent extends SchemaComponent {
  readonly name: QName;
}
