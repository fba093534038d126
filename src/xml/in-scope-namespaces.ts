/**
 * Prefix bindings at an element of a document (`''` is the default namespace, `xml` is not listed). Each holds only what
 * its element declares and goes outward for the rest, so that declarations on every element cost no more than their text.
 */
export class InScopeNamespaces {
  /** No bindings. */
  static readonly none = new InScopeNamespaces(undefined, new Map());
  readonly #outer: InScopeNamespaces | undefined;
  readonly #declared: ReadonlyMap<string, string>;

  private constructor(outer: InScopeNamespaces | undefined, declared: ReadonlyMap<string, string>) {
    this.#outer = outer;
    this.#declared = declared;
  }

  /** These bindings with further declarations; the same object when there are none. */
  with(
    declarations: readonly { readonly prefix: string; readonly namespace: string }[],
    copy: (text: string) => string,
  ): InScopeNamespaces {
    if (declarations.length === 0) return this;
    const declared = declarations.map(({ prefix, namespace }) => [copy(prefix), copy(namespace)] as const);
    return new InScopeNamespaces(this, new Map(declared));
  }

  /** The namespace of a prefix; undefined when it is bound to none. */
  get(prefix: string): string | undefined {
    for (let scope: InScopeNamespaces | undefined = this; scope !== undefined; scope = scope.#outer) {
      const namespace = scope.#declared.get(prefix);
      if (namespace !== undefined) return namespace === '' ? undefined : namespace;
    }
    return undefined;
  }

  /** All bindings by prefix, in an object without inherited members. */
  toRecord(): Readonly<Record<string, string>> {
    const record: Record<string, string> = Object.create(null);
    for (let scope: InScopeNamespaces | undefined = this; scope !== undefined; scope = scope.#outer) {
      for (const [prefix, namespace] of scope.#declared) {
        if (!(prefix in record)) record[prefix] = namespace;
      }
    }
    for (const [prefix, namespace] of Object.entries(record)) {
      if (namespace === '') delete record[prefix];
    }
    return record;
  }
}
