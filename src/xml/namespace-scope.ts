import { XML } from './namespaces.ts';

/** One namespace declaration in force. */
interface NamespaceBinding {
  readonly prefix: string;
  /** `''` when the default namespace was undeclared. */
  readonly namespace: string;
  /** Depth of the element that declares it; 0 for what holds everywhere. */
  readonly depth: number;
  readonly outer: NamespaceBinding | undefined;
}

/**
 * Prefix bindings of the open elements (Namespaces in XML 1.0 §6). Looking up, declaring and leaving an element take
 * constant time for each binding, and an element that declares nothing costs one comparison.
 */
export class NamespaceScope {
  /** Binding of `''`, at hand since most elements ask for it; `''` for none. */
  defaultNamespace = '';
  readonly #bindings = new Map<string, NamespaceBinding>([
    ['xml', { prefix: 'xml', namespace: XML, depth: 0, outer: undefined }],
  ]);
  readonly #declared: NamespaceBinding[] = [];
  #innermostDepth = 0;
  #snapshot: ReadonlyMap<string, string> | undefined;

  /** Namespace of a prefix; `undefined` when it is bound to none. */
  lookup(prefix: string): string | undefined {
    const namespace = this.#bindings.get(prefix)?.namespace;
    return namespace === '' ? undefined : namespace;
  }

  /** Depth of the element that declared the prefix; 0 when it is not bound. */
  depthOf(prefix: string): number {
    return this.#bindings.get(prefix)?.depth ?? 0;
  }

  declare(prefix: string, namespace: string, depth: number): void {
    const binding = { prefix, namespace, depth, outer: this.#bindings.get(prefix) };
    this.#bindings.set(prefix, binding);
    this.#declared.push(binding);
    this.#innermostDepth = depth;
    this.#snapshot = undefined;
    if (prefix === '') this.defaultNamespace = namespace;
  }

  /** Takes back what the element at that depth declared. */
  leave(depth: number): void {
    if (depth === 0 || this.#innermostDepth !== depth) return;
    let last = this.#declared.at(-1);
    while (last !== undefined && last.depth === depth) {
      if (last.outer === undefined) this.#bindings.delete(last.prefix);
      else this.#bindings.set(last.prefix, last.outer);
      if (last.prefix === '') this.defaultNamespace = last.outer?.namespace ?? '';
      this.#declared.pop();
      last = this.#declared.at(-1);
    }
    this.#innermostDepth = last?.depth ?? 0;
    this.#snapshot = undefined;
  }

  /** What the element at that depth declares itself, in document order; of the innermost open element only. */
  declaredAt(depth: number): readonly { readonly prefix: string; readonly namespace: string }[] {
    if (this.#innermostDepth !== depth) return [];
    const first = this.#declared.findLastIndex((binding) => binding.depth !== depth) + 1;
    return this.#declared.slice(first);
  }

  /** All bindings in force, `xml` left out. */
  snapshot(): ReadonlyMap<string, string> {
    this.#snapshot ??= this.#withoutXml();
    return this.#snapshot;
  }

  #withoutXml(): ReadonlyMap<string, string> {
    const snapshot = new Map<string, string>();
    for (const { prefix, namespace } of this.#bindings.values()) {
      if (prefix !== 'xml' && namespace !== '') snapshot.set(prefix, namespace);
    }
    return snapshot;
  }
}
