import type { Rule } from './rule.ts';

/** What can be wrong with schema documents, by the standard's own rule ids where it has them. */
export const xsdRules = [
  {
    id: 'src-resolve',
    title: 'A reference leads to no component',
    clause: 'XSD 1.0 Part 1 §3.15.3',
    remedy: 'Correct the name, or supply the schema that defines it: xs:import with a schemaLocation that can be read.',
  },
  {
    id: 'src-resolve.4.2',
    title: 'A reference goes to a namespace that its schema does not import',
    clause: 'XSD 1.0 Part 1 §3.15.3',
    remedy: 'Add <xs:import namespace="…"/> to the schema.',
  },
  {
    id: 'src-qname',
    title: 'A name in a reference cannot be read',
    clause: 'XSD 1.0 Part 1 §3.15.3; Namespaces in XML 1.0 §4',
    remedy: 'Declare the prefix on the element or around it, and write the name as prefix:local.',
  },
  {
    id: 'src-include',
    title: 'An included schema cannot be used here',
    clause: 'XSD 1.0 Part 1 §4.2.1',
    remedy: 'Include only schemas of the same target namespace, or of none; import the others.',
  },
  {
    id: 'src-import',
    title: 'An imported schema is not of the namespace that was asked for',
    clause: 'XSD 1.0 Part 1 §4.2.3',
    remedy: 'Let namespace on xs:import be the target namespace of the document, and another than the importing one.',
  },
  {
    id: 'src-redefine',
    title: 'A redefinition does not fit what it redefines',
    clause: 'XSD 1.0 Part 1 §4.2.2',
    remedy: 'Redefine only components of the document named, each type deriving from itself.',
  },
  {
    id: 'sch-props-correct',
    title: 'Two components have the same name; the first one counts',
    clause: 'XSD 1.0 Part 1 §3.15.6',
    remedy: 'Remove or rename one of them. Equal definitions are taken as one and not reported.',
  },
  {
    id: 's4s-elt-invalid',
    title: 'An element stands where the schema language has none of that name',
    clause: 'XSD 1.0 Part 1 §3.15.2, schema for schemas',
    remedy: 'Remove it or correct its name.',
  },
  {
    id: 's4s-att-not-allowed',
    title: 'An attribute that the schema language does not have here; it has no effect',
    clause: 'XSD 1.0 Part 1 §3.15.2, schema for schemas',
    remedy: 'Remove it or correct its name.',
  },
  {
    id: 's4s-att-must-appear',
    title: 'An attribute is missing without which the component says nothing',
    clause: 'XSD 1.0 Part 1 §3.15.2, schema for schemas',
    remedy: 'Add the attribute that the message names.',
  },
  {
    id: 's4s-att-invalid-value',
    title: 'An attribute has a value that it cannot have',
    clause: 'XSD 1.0 Part 1 §3.15.2, schema for schemas',
    remedy: 'Write one of the values that the message names.',
  },
  {
    id: 'p-props-correct',
    title: 'minOccurs is greater than maxOccurs',
    clause: 'XSD 1.0 Part 1 §3.9.6',
    remedy: 'Make maxOccurs at least minOccurs.',
  },
  {
    id: 'cos-all-limited',
    title: 'xs:all stands where it may not, or holds what it may not',
    clause: 'XSD 1.0 Part 1 §3.8.6',
    remedy: 'Let xs:all be the whole content of a type and its elements occur at most once; else use xs:sequence.',
  },
  {
    id: 'mg-props-correct',
    title: 'A group contains itself',
    clause: 'XSD 1.0 Part 1 §3.8.6',
    remedy: 'Break the circle: put the repeated part in an element with a type of its own.',
  },
  {
    id: 'src-attribute_group',
    title: 'An attribute group contains itself',
    clause: 'XSD 1.0 Part 1 §3.6.3',
    remedy: 'Break the circle.',
  },
  {
    id: 'ct-props-correct',
    title: 'A complex type is derived from itself, or has one attribute twice',
    clause: 'XSD 1.0 Part 1 §3.4.6',
    remedy: 'Break the circle, or remove one of the attributes.',
  },
  {
    id: 'st-props-correct',
    title: 'A simple type is derived from itself or from a type that it cannot be derived from',
    clause: 'XSD 1.0 Part 1 §3.14.6',
    remedy: 'Derive it from another simple type.',
  },
  {
    id: 'e-props-correct',
    title: 'An element is, over other elements, in the substitution group of itself',
    clause: 'XSD 1.0 Part 1 §3.3.6',
    remedy: 'Remove substitutionGroup from one element of the circle.',
  },
  {
    id: 'src-element',
    title: 'An element declaration contradicts itself',
    clause: 'XSD 1.0 Part 1 §3.3.3',
    remedy: 'Give it either name or ref, either type= or a type inside, either default or fixed.',
  },
  {
    id: 'src-attribute',
    title: 'An attribute declaration contradicts itself',
    clause: 'XSD 1.0 Part 1 §3.2.3',
    remedy: 'Give it either name or ref, either type= or a type inside, either default or fixed.',
  },
  {
    id: 'src-simple-type',
    title: 'A simple type does not say what it is derived from, or says it twice',
    clause: 'XSD 1.0 Part 1 §3.14.3',
    remedy: 'Give base, itemType or memberTypes, or a simple type inside.',
  },
  {
    id: 'src-ct',
    title: 'A complex type has a base of the wrong kind',
    clause: 'XSD 1.0 Part 1 §3.4.3',
    remedy: 'Use simpleContent with a base that has simple content, complexContent with one that has elements.',
  },
  {
    id: 'cos-ct-extends',
    title: 'An extension is mixed and its base is not, or the other way round; it is taken as mixed',
    clause: 'XSD 1.0 Part 1 §3.4.6',
    remedy: 'Write mixed alike on both types.',
  },
  {
    id: 'src-wildcard',
    title: 'The attribute wildcards of a type have no common expression',
    clause: 'XSD 1.0 Part 1 §3.10.6',
    remedy: 'Write the namespaces of anyAttribute so that they are one list, ##other of one namespace, or ##any.',
  },
  {
    id: 'cos-applicable-facets',
    title: 'A facet that the type cannot have, has twice, or whose value is invalid',
    clause: 'XSD 1.0 Part 2 §4.1.5, §4.3',
    remedy: 'Remove the facet or correct its value.',
  },
  {
    id: 'xsd/unsupported',
    title: 'A construct of a later version of XML Schema',
    remedy: 'Write the schema in XML Schema 1.0, the version that WSDL 1.1 uses.',
  },
  {
    id: 'xsd/derivation-depth',
    title: 'A type is derived over more steps than the limit',
    remedy: 'Shorten the chain of extensions and restrictions.',
  },
  {
    id: 'xsd/nesting-depth',
    title: 'Groups are nested deeper than the limit',
    remedy: 'Flatten the groups, or give parts of them an element of their own.',
  },
  {
    id: 'xsd/expansion-size',
    title: 'The content or the attributes of a type, groups written out, are more than the limit',
    remedy: 'Refer to fewer groups from groups, or give parts of them an element of their own.',
  },
  {
    id: 'xsd/component-count',
    title: 'The schemas of one WSDL have more components than the limit',
    remedy: 'Leave out schemas that no operation needs, or split the WSDL.',
  },
  {
    id: 'xsd/depends-on-refused',
    title: 'A component is refused since it needs another that is refused',
    remedy: 'Mend the component that the message names.',
  },
] as const satisfies readonly Rule[];

/** Id of a rule in {@link xsdRules}. */
export type XsdRule = (typeof xsdRules)[number]['id'];
