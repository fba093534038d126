import type { QName } from '../../xml/qname.ts';
import type { NamedComponent } from './component.ts';
import type { SimpleType } from './simple-type.ts';

/** Attribute declaration (XSD 1.0 Part 1 §3.2); its namespace is decided by `form` and `attributeFormDefault`. */
export interface AttributeDeclaration extends NamedComponent {
  readonly kind: 'attribute';
  readonly type: SimpleType;
  readonly defaultValue?: string;
  readonly fixedValue?: string;
}

/** Attribute use (§3.5): an attribute as one complex type has it. */
export interface AttributeUse {
  readonly name: QName;
  readonly declaration: AttributeDeclaration;
  readonly required: boolean;
  /** The use's own default or fixed value, else the declaration's. */
  readonly defaultValue?: string;
  readonly fixedValue?: string;
  /** SOAP encoding's `wsdl:arrayType` on this use, such as `xs:string[]`, already expanded. */
  readonly soapArrayType?: { readonly itemType: QName; readonly dimensions: string };
}
