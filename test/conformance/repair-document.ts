import { compileSimpleType } from '../../src/codec/simple/compile.ts';
import { documentLimits } from '../../src/xml/limits.ts';
import { XSI } from '../../src/xml/namespaces.ts';
import { parseClarkName } from '../../src/xml/qname.ts';
import { createReader } from '../../src/xml/string-reader.ts';
import { escapeText } from '../../src/xml/writer.ts';
import type { ElementDeclaration } from '../../src/xsd/model/element.ts';
import type { Particle } from '../../src/xsd/model/particle.ts';
import type { SchemaSet } from '../../src/xsd/model/schema-set.ts';
import type { SimpleType } from '../../src/xsd/model/simple-type.ts';
import { readElement, type XmlTree } from '../codec/support/xml-leaves.ts';

/**
 * The body's element of a documentation page as a valid document. The pages leave elements empty whose type has no empty value,
 * mark elements nil that may not be or that hold something, indent empty texts, and repeat the keys of dictionaries.
 */
export function repairDocument(page: string, schemas: SchemaSet): string {
  const reader = createReader(page, 'page', documentLimits);
  while (!(reader.kind === 'start' && reader.local === 'Body')) reader.next();
  do reader.next();
  while (reader.text.trim() === '' && reader.local === 'Body');
  const tree = readElement(reader);
  const declaration = schemas.elements.get(tree.name);
  if (declaration === undefined) throw new Error(`${tree.name} is not declared`);
  const repaired = repair(tree, declaration, schemas);
  if (repaired === undefined) throw new Error('nothing is left');
  return render(repaired, '');
}

function repair(tree: XmlTree, declaration: ElementDeclaration, schemas: SchemaSet): XmlTree | undefined {
  if (tree.nil) return declaration.nillable ? { ...tree, text: '', children: [] } : undefined;
  const named = tree.xsiType === undefined ? undefined : schemas.types.get(tree.xsiType);
  const type = named?.kind === 'complex' ? named : declaration.type;
  if (type.kind === 'simple') {
    const text = tree.text.trim() === '' ? '' : tree.text;
    const isValid = compileSimpleType(type).check(text, () => undefined) === undefined;
    const { xsiType, ...untyped } = tree;
    return isValid ? { ...untyped, text: isFloat(type) ? String(Number(text)) : text } : undefined;
  }
  const declarations = type.content.kind === 'elements' ? elementsOf(type.content.particle) : [];
  const children = tree.children.flatMap((child) => {
    const own = declarations.find(({ name }) => `{${name.namespace}}${name.local}` === child.name);
    return own === undefined ? [] : (repair(child, own, schemas) ?? []);
  });
  const { xsiType, ...untyped } = tree;
  const content = { ...untyped, text: '', children: type.isDictionary ? distinct(children) : children };
  return xsiType === undefined || type === declaration.type ? content : { ...content, xsiType };
}

/** A number is a number whatever its digits: `0.0` and `0` are one. */
function isFloat(type: SimpleType): boolean {
  return type.variety === 'atomic' && (type.builtin === 'double' || type.builtin === 'float');
}

function distinct(entries: readonly XmlTree[]): XmlTree[] {
  const keyed = entries.filter(({ children }) => children[0]?.name.endsWith('}Key'));
  const byKey = new Map(keyed.map((entry) => [entry.children[0]?.text ?? '', entry]));
  return [...byKey.values()];
}

function elementsOf({ term }: Particle): readonly ElementDeclaration[] {
  if (term.kind === 'element') return [term];
  return term.kind === 'wildcard' ? [] : term.particles.flatMap(elementsOf);
}

/** The tree as XML text that names a namespace wherever it changes. */
function render(tree: XmlTree, outer: string): string {
  const { namespace, local } = parseClarkName(tree.name);
  let tag = `<${local}${namespace === outer ? '' : ` xmlns="${namespace}"`}`;
  if (tree.nil) return `${tag} xmlns:xsi="${XSI}" xsi:nil="true"/>`;
  if (tree.xsiType !== undefined) {
    const type = parseClarkName(tree.xsiType);
    tag += ` xmlns:xsi="${XSI}" xmlns:t="${type.namespace}" xsi:type="t:${type.local}"`;
  }
  const content = tree.children.map((child) => render(child, namespace)).join('');
  return `${tag}>${content}${escapeText(tree.text)}</${local}>`;
}
